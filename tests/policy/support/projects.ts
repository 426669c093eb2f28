import { studioCapabilities } from "../../../infra/lob/studio-capabilities";
import { services } from "../../../infra/network/endpoint-catalog";
import { withSimulators } from "../../../local/estate/on-premises";
import { makeStack, type Project } from "../../../stacks/project/stack";
import { withModel } from "../../local/support/parents-model";
import { shippedProject } from "../../local/support/project";
import { type Registration, registrationsOf } from "./registrations";

/** The project with other config texts in some stacks. */
function variant(changes: Readonly<Record<string, Readonly<Record<string, string>>>>): Project {
  return {
    ...shippedProject,
    stacks: shippedProject.stacks.map(({ name, texts }) => makeStack(name, { ...texts, ...changes[name] })),
  };
}

const threeZones = '["eu-west-1a","eu-west-1b","eu-west-1c"]';
const inThreeZones = { availabilityZones: threeZones };

const logs = { flowLogs: "true", queryLogs: "true" };

/** The project as it is shipped, and with config of every kind. */
export const projects: Readonly<Record<string, Project>> = {
  "as it is shipped": shippedProject,
  "with the on-premises simulator": withSimulators(shippedProject),
  "without an organization, sharing by invitation": variant({
    shared: { organizationArn: "", sharing: "invitation", modelAccounts: '["222222222222"]' },
    parent: { organizationArn: "" },
  }),
  "sharing with named accounts": variant({ shared: { shareWith: '["333333333333","444444444444"]' } }),
  "in three zones": variant({ shared: inThreeZones, child: inThreeZones, "lob-b": inThreeZones }),
  "with DNS Firewall that only reports, and with none": variant({
    child: { dnsFirewall: "alert" },
    "lob-b": { dnsFirewall: "off" },
  }),
  "with every endpoint and log": variant({
    shared: {
      authorizerInVpc: "true",
      // Of the catalogue itself, so that a service that the local AWS lacks is found.
      endpointServices: JSON.stringify(services),
      ...logs,
    },
    parent: { studio: "true" },
    child: { ...logs, studioCapabilities: JSON.stringify(studioCapabilities) },
    "lob-b": { ...logs, logBucketArn: "arn:aws:s3:::network-logs" },
  }),
  "with all else that config can set": variant({
    shared: {
      tags: '{"Team":"platform"}',
      signIn: "internet",
      mfa: "required",
      alarmTopicArn: "arn:aws:sns:eu-west-1:111122223333:alarms",
      logRetentionDays: "365",
      presignedUrlSeconds: "5",
      studioSessionSeconds: "1800",
      deletionProtection: "false",
    },
    parent: {
      externalId: "Team_7+=,.@:/-",
      previousExternalId: "before",
      children: "organization",
      organizationPaths: '["o-exampleorg1/r-ab12/ou-ab12-11111111/*"]',
      ...withModel(),
    },
    child: {
      executionPolicyArns: '["arn:aws:iam::333333333333:policy/team/ReadFeatures"]',
      idleTimeoutMinutes: "60",
      studioImages: '[{"name":"tools","image":"333333333333.dkr.ecr.eu-west-1.amazonaws.com/tools:3"}]',
      homeFileSystem: "Delete",
      logRetentionDays: "1",
    },
  }),
  "trusting the whole organization with every endpoint": variant({
    parent: { children: "organization", endpoints: "all", streaming: "true", inferenceComponents: "all" },
  }),
};

const evaluated = new Map<string, Promise<ReadonlyMap<string, readonly Registration[]>>>();

/** What each stack of one of the projects registers, by the stack's name. Evaluated once, since that takes a second. */
export function registrationsIn(what: string): Promise<ReadonlyMap<string, readonly Registration[]>> {
  const project = projects[what];
  if (project === undefined) {
    throw new Error(`there is no project ${what}`);
  }
  const stacks = evaluated.get(what) ?? registrationsOf(project);
  evaluated.set(what, stacks);
  return stacks;
}
