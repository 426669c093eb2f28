import { CentralEndpointHub } from "../../../infra/network/central-endpoint-hub";
import type { CentralEndpointHubArgs } from "../../../infra/network/central-endpoint-hub-arguments";
import { evaluateOnce, type Registered } from "../../support/evaluate";

export const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";

export const hubArgs: CentralEndpointHubArgs = {
  account: "111122223333",
  region: "eu-west-1",
  suffix: "shared",
  availabilityZones: ["eu-west-1a", "eu-west-1b"],
  corporateCidrs: ["192.168.10.0/24"],
  organizationArn,
  lobs: [
    { name: "lob-a", account: "333333333333" },
    { name: "lob-b", account: "444444444444" },
  ],
};

/** What a hub registers. */
export function registerHub(overrides: Partial<CentralEndpointHubArgs> = {}, preview = false): Promise<Registered[]> {
  return evaluateOnce(["hub", overrides], preview, () => {
    new CentralEndpointHub("hub", { ...hubArgs, ...overrides });
  });
}

export function ofType(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

/** Inputs of all resources of a type, by name. */
export function inputsOf(resources: readonly Registered[], type: string): Record<string, Registered["inputs"]> {
  return Object.fromEntries(ofType(resources, type).map(({ name, inputs }) => [name, inputs]));
}
