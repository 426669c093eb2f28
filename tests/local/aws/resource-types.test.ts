import { expect } from "chai";
import { failure } from "../support/failure";
import { eachTestOnItsOwnAws, lambdaTrust, parentAccount, put, putRole } from "../support/local-aws";
import { lambda, logGroup, role } from "../support/wanted";

const notUnderstood = (resource: string, what: string) =>
  `${resource} in stack stack has inputs that the local AWS doesn't understand: ${what}`;

const cases = [
  {
    what: "a type that the local AWS doesn't know",
    wanted: { type: "aws:sqs/queue:Queue", inputs: { name: "models" } },
    message:
      'aws:sqs/queue:Queue "models" in stack stack is a type that the local AWS doesn\'t know: add it to its service in local/aws',
  },
  {
    what: "an input that the type doesn't know",
    wanted: role("a", { forceDetachPolicies: true }),
    message: notUnderstood('aws:iam/role:Role "a"', "forceDetachPolicies"),
  },
  {
    what: "an input inside of another that the type doesn't know",
    wanted: lambda("a", { environment: { variables: {}, secrets: {} } }),
    message: notUnderstood('aws:lambda/function:Function "a"', "environment.secrets"),
  },
  {
    what: "a value that the type doesn't know",
    wanted: lambda("a", { runtime: "python3.13" }),
    message: notUnderstood('aws:lambda/function:Function "a"', "runtime"),
  },
  {
    what: "an input that is missing",
    wanted: { type: "aws:cloudwatch/logGroup:LogGroup", inputs: { name: "/a" } },
    message: notUnderstood('aws:cloudwatch/logGroup:LogGroup "/a"', "retentionInDays"),
  },
];

describe("The types of resources that the local AWS knows", () => {
  const aws = eachTestOnItsOwnAws();

  for (const { what, wanted, message } of cases) {
    it(`refuse by name ${what}`, async () => {
      await putRole(aws(), parentAccount, "runner");
      const before = aws().world.ofStack("stack");

      const error = await failure(put(aws(), wanted));

      // What follows the name are the validator's own words.
      expect(error.message.startsWith(message), error.message).to.equal(true);
      expect(aws().world.ofStack("stack")).to.deep.equal(before);
    });
  }

  it("make up the ARN of a resource as AWS does", async () => {
    const made = await put(aws(), logGroup("/aws/lambda/a"));

    expect(made.state).to.include({ arn: `arn:aws:logs:eu-west-1:${parentAccount}:log-group:/aws/lambda/a` });
  });

  it("keep a role's unique id when it is updated, and give another to a role of the same name that is made later", async () => {
    const first = await putRole(aws(), parentAccount, "a");
    const updated = await putRole(aws(), parentAccount, "a", lambdaTrust.replace("Callers", "Lambda"));
    aws().world.remove(first.urn);
    const second = await putRole(aws(), parentAccount, "a");

    expect(first.state.uniqueId).to.match(/^AROA[0-9A-F]{17}$/);
    expect(updated.state.uniqueId).to.equal(first.state.uniqueId);
    expect(updated.state.assumeRolePolicy).to.include('"Sid":"Lambda"');
    expect(second.state.uniqueId).not.to.equal(first.state.uniqueId);
  });
});
