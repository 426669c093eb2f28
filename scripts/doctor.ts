import * as path from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { RAMClient } from "@aws-sdk/client-ram";
import { Route53ResolverClient } from "@aws-sdk/client-route53resolver";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient } from "@aws-sdk/client-sts";
import { Command } from "commander";
import { readProject } from "../stacks/project/project-files";
import { type DoctorOptions, runDoctor, type Surroundings } from "./doctor/command";
import { readWanted } from "./doctor/environment";
import { runCommandLine } from "./support/command-line";
import { profileHelp } from "./support/credentials";
import { readEngineState, readEngineVersion } from "./support/engine-state";
import { processTerminal } from "./support/terminal";

const folder = path.resolve(__dirname, "..");

const surroundings: Surroundings = {
  readProject: () => readProject(folder),
  wanted: readWanted(folder),
  node: process.version,
  engine: { version: readEngineVersion, stack: (name) => readEngineState(name, folder) },
  clients: ({ config }, profile) => {
    // Service Quotas takes five calls a second.
    const settings = { region: config.region, maxAttempts: 8, ...(profile !== undefined && { profile }) };
    return {
      sts: new STSClient(settings),
      ec2: new EC2Client(settings),
      ram: new RAMClient(settings),
      resolver: new Route53ResolverClient(settings),
      quotas: new ServiceQuotasClient(settings),
      // Organizations answers in this region alone.
      organizations: new OrganizationsClient({ ...settings, region: "us-east-1" }),
      sageMaker: new SageMakerClient(settings),
    };
  },
  terminal: processTerminal(),
};

runCommandLine(
  new Command("npm run doctor --")
    .description(
      "Looks whether everything is as a deployment wants it: tools, files, credentials, state, quotas, shares, attachments, routes and rules. It changes nothing. Exit code 1 when it finds a problem.",
    )
    .option("--stack <name...>", "look at these stacks alone (default: all)")
    .option("--profile <stack=profile...>", profileHelp)
    .option("--json", "print one JSON document for programs: { ok, checks: [{ subject, check, outcome, details }] }")
    .action(async (options: DoctorOptions) => {
      if (!(await runDoctor(options, surroundings))) {
        process.exitCode = 1;
      }
    }),
);
