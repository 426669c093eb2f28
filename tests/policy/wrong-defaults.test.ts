import { expect } from "chai";
import { withSimulators } from "../../local/estate/on-premises";
import { shippedProject } from "../local/support/project";
import { wrongDefaults } from "./cases/wrong-defaults";
import { findings } from "./support/judge";
import { registrationsOf } from "./support/registrations";
import { type Stack, setting } from "./support/variants";

const fullAccess = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

describe("A wrong default in the shipped estate", () => {
  let stacks: ReadonlyMap<string, Stack>;

  before(async () => {
    stacks = await registrationsOf(withSimulators(shippedProject));
  });

  for (const { what, stack, break: broken, stopped } of wrongDefaults) {
    it(`${what}, is stopped by ${stopped.rule}`, () => {
      const found = findings(broken(stacks.get(stack) ?? []));

      const places = found.map(({ rule, resource }) => ({ rule, resource }));
      expect(new Set(places.map((place) => JSON.stringify(place)))).to.deep.equal(new Set([JSON.stringify(stopped)]));
    });
  }

  it("AWS's default endpoint policy is stopped by each rule that it breaks", () => {
    const broken = setting("hub-endpoints-studio", { policy: fullAccess })(stacks.get("shared") ?? []);

    expect(findings(broken)).to.deep.equal([
      {
        rule: "no-star-principal",
        resource: "hub-endpoints-studio",
        message:
          'policy, statement 1 allows the principal "*" without a condition that limits who: name the accounts, or add a condition such as aws:PrincipalOrgID or aws:PrincipalAccount',
      },
      {
        rule: "no-star-action",
        resource: "hub-endpoints-studio",
        message: 'policy, statement 1 allows the action "*": name the intended actions',
      },
      {
        rule: "no-star-resource",
        resource: "hub-endpoints-studio",
        message:
          'policy, statement 1 lets everybody reach "*": name the resources, or add a condition on the caller such as aws:PrincipalOrgID',
      },
      {
        rule: "endpoint-policy-not-default",
        resource: "hub-endpoints-studio",
        message:
          "has AWS's default policy, which allows everything: allow the service's own actions to callers that a condition names",
      },
    ]);
  });
});
