import { expect } from "chai";
import { withSimulators } from "../../local/estate/on-premises";
import { makeStack, type Project } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { findings } from "./support/judge";
import { registrationsOf } from "./support/registrations";

/** The project with other config texts in some stacks. */
function variant(changes: Readonly<Record<string, Readonly<Record<string, string>>>>): Project {
  return {
    ...shippedProject,
    stacks: shippedProject.stacks.map(({ name, texts }) => makeStack(name, { ...texts, ...changes[name] })),
  };
}

const threeZones = '["eu-west-1a","eu-west-1b","eu-west-1c"]';
const inThreeZones = { availabilityZones: threeZones };

const projects: Readonly<Record<string, Project>> = {
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
      endpointServices:
        '["athena","bedrock-runtime","ecr.api","ecr.dkr","glue","kms","monitoring","secretsmanager","ssm"]',
      flowLogs: "true",
      queryLogs: "true",
    },
  }),
  "trusting the whole organization with every endpoint": variant({
    parent: { children: "organization", endpoints: "all", streaming: "true", inferenceComponents: "all" },
  }),
};

describe("The policy pack over the whole estate", () => {
  for (const [what, project] of Object.entries(projects)) {
    it(`finds nothing in the project ${what}`, async () => {
      const stacks = await registrationsOf(project);

      expect([...stacks.keys()]).to.deep.equal(project.stacks.map(({ name }) => name));
      for (const [name, registrations] of stacks) {
        expect(findings(registrations), name).to.deep.equal([]);
      }
    });
  }
});
