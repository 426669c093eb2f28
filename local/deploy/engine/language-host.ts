import { spawn } from "node:child_process";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  type RunRequest,
  RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as v from "valibot";
import { answer } from "./grpc-answer";

import sdk = require("@pulumi/pulumi/package.json");

/**
 * A language host for Node.js: what Pulumi's CLI starts to run a program, where it has none of its own. It does what
 * `pulumi preview`, `up` and `destroy` need.
 *
 * Source: pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go, and proto/pulumi/language.proto.
 */

/** The exit code of a program that has shown its error itself: the engine then adds none of its own. */
const shownByProgram = 32;

const options = v.object({ nodeargs: v.optional(v.string(), ""), typescript: v.literal(false) });

/** What a program loads first, so that it doesn't outlive its host: it would ask an engine that is gone for ever. */
const endsWithHost = "process.channel.unref(); process.on('disconnect', () => process.exit(1))";

/** How a request's program is started: arguments of Node.js, and variables of its environment. */
function commandOf(request: RunRequest, engine: string): { args: string[]; environment: Record<string, string> } {
  const info = request.getInfo();
  if (info === undefined) {
    throw new Error("the engine named no program");
  }
  const { nodeargs } = v.parse(options, info.getOptions()?.toJavaScript());
  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const args = [
    ...nodeargs.split(" ").filter((word) => word !== ""),
    "--import",
    `data:text/javascript,${encodeURIComponent(endsWithHost)}`,
    require.resolve("@pulumi/pulumi/cmd/run"),
    ...Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    path.resolve(info.getProgramDirectory(), info.getEntryPoint()),
    ...request.getArgsList(),
  ];
  const environment = {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  return { args, environment };
}

/** Runs a program until it ends. */
function run(request: RunRequest, engine: string): Promise<RunResponse> {
  const { args, environment } = commandOf(request, engine);
  return new Promise((resolve, reject) => {
    const program = spawn(process.execPath, args, {
      cwd: request.getPwd(),
      env: { ...process.env, ...environment },
      // The first line of this process's output was its port; what follows is the program's.
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    program.once("error", reject);
    program.once("exit", (code, signal) => {
      const answer = new RunResponse();
      if (code === shownByProgram) {
        answer.setBail(true);
      } else if (code !== 0) {
        answer.setError(`Program exited with ${code === null ? `signal ${signal}` : `non-zero exit code: ${code}`}`);
      }
      resolve(answer);
    });
  });
}

/** Serves until its engine ends it. What isn't here is answered UNIMPLEMENTED, with its name. */
function serve(engine: string): void {
  const service = {
    getPluginInfo: answer(() => new PluginInfo().setVersion(sdk.version)),
    // The providers are given to the engine by PULUMI_DEBUG_PROVIDERS.
    getRequiredPackages: answer(() => new GetRequiredPackagesResponse()),
    getProgramDependencies: answer(() => new GetProgramDependenciesResponse()),
    run: answer((request: RunRequest) => run(request, engine)),
  };
  const server = new grpc.Server();
  server.addService(LanguageRuntimeService, service);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      throw error;
    }
    console.log(port);
  });
  // A CLI that is killed ends no plugins.
  const cli = process.ppid;
  setInterval(() => {
    if (process.ppid !== cli) {
      process.exit(1);
    }
  }, 1000);
}

if (require.main === module) {
  serve(process.argv.at(-1) ?? "");
}
