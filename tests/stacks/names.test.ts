import { expect } from "chai";
import * as v from "valibot";
import { parseConfig } from "../../stacks/config";
import { registrationsOf } from "../policy/support/registrations";
import { everything } from "./support/everything";

/** The shipped project with names of an organization's own, with all that adds a kind of resource. */
const named = everything(() => ({ namePrefix: "acme-", rolePath: "/teams/ml/" }));

/** The property that is a resource's name in AWS; log groups begin with what AWS's services write to. */
const nameKeys = [
  ...["name", "namePrefix", "bucket", "domainName", "functionName", "ruleName"],
  ...["imageName", "appImageConfigName", "studioLifecycleConfigName"],
];

/** Types whose names AWS's provider makes up, and has to begin as it is told. */
const madeUp = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/launchTemplate:LaunchTemplate"];

/** Types whose names are parts of another resource, or say what AWS or a person calls something. */
const insideOthers = new Set([
  "aws:apigateway/authorizer:Authorizer",
  "aws:appautoscaling/policy:Policy",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cognito/userPoolClient:UserPoolClient",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:route53/record:Record",
  "aws:route53/resolverFirewallRule:ResolverFirewallRule",
  "aws:route53/resolverRule:ResolverRule domainName",
  "aws:route53/zone:Zone",
]);

describe("Names of an organization's own", () => {
  it("begin every name and every role's path over the whole estate", async () => {
    const stacks = await registrationsOf(named);
    for (const [stack, registrations] of stacks) {
      const resources = registrations.map(({ inputs }) => inputs).filter(({ type }) => type.startsWith("aws:"));
      const other = resources.flatMap(({ type, name, props }) =>
        nameKeys
          .filter(
            (key) => typeof props[key] === "string" && !insideOthers.has(type) && !insideOthers.has(`${type} ${key}`),
          )
          .filter((key) => !/^(alias\/|\/aws\/[\w/]+\/)?acme-/.test(v.parse(v.string(), props[key])))
          .map((key) => `${type} ${name}: ${key} ${props[key]}`),
      );
      const unnamed = resources.filter(({ type, props }) => madeUp.includes(type) && props.namePrefix === undefined);
      expect(
        unnamed.map(({ name }) => name),
        stack,
      ).to.deep.equal([]);
      const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
      expect(other, stack).to.deep.equal([]);
      expect(roles, stack).not.to.deep.equal([]);
      expect([...new Set(roles.map(({ props }) => props.path))], stack).to.deep.equal(["/teams/ml/"]);
    }
  });

  it("are refused where a stack's longest name with the prefix is longer than AWS takes, by how much", () => {
    const texts = { role: "child", account: "333333333333", region: "eu-west-1", namePrefix: "abcdefghij-" };
    const name = (length: number) => "s".repeat(length);
    expect(parseConfig(name(36), texts)).to.include({ namePrefix: "abcdefghij-" });
    expect(() => parseConfig(name(38), texts)).to.throw(
      `stack ${name(38)}: 1 mistake, nothing was changed\n  namePrefix is "abcdefghij-", which makes the name abcdefghij-SageMakerInvoker-${name(38)} 2 characters longer than the 64 that AWS takes: shorten it by 2, or the stack's name`,
    );
  });
});
