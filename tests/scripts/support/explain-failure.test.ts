import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { Refusal } from "../../../common/refusal";
import { UsersMistake } from "../../../common/users-mistake";
import { explainFailure } from "../../../scripts/support/explain-failure";
import { Stopped } from "../../../scripts/support/stopped";
import { FakeAws } from "./fake-aws";

describe("scripts/support/explain-failure", () => {
  const failureOf = (run: Promise<unknown>) => run.then(() => "nothing failed", explainFailure);

  for (const { title, error, says } of [
    {
      title: "a refusal",
      error: new Refusal("options", [{ property: "--x", reason: "is 1: write 2" }]),
      says: "options: 1 mistake, nothing was changed\n  --x is 1: write 2",
    },
    { title: "a user's mistake", error: new UsersMistake("do it so"), says: "do it so" },
    { title: "a run that was stopped", error: new Stopped("stopped at ann"), says: "stopped at ann" },
    {
      title: "missing credentials",
      error: Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      }),
      says: "no AWS credentials: Could not load credentials from any providers",
    },
    { title: "what is no error", error: "text", says: "text" },
  ]) {
    it(`gives ${title} its sentence`, () => {
      expect(explainFailure(error)).to.equal(says);
    });
  }

  it("gives an error of ours its stack trace", () => {
    const error = new Error("unforeseen");
    expect(explainFailure(error))
      .to.equal(error.stack)
      .and.match(/unforeseen\n +at .*explain-failure\.test\.ts/);
  });

  it("reports what AWS answered", async () => {
    const aws = await FakeAws.start();
    aws.faults.set("DescribeUserPool", ["ResourceNotFoundException", "User pool x does not exist."]);
    const { cognito } = aws.clients();
    const says = await failureOf(cognito.send(new DescribeUserPoolCommand({ UserPoolId: "x" })));
    cognito.destroy();
    await aws.close();
    expect(says).to.equal("AWS answered ResourceNotFoundException: User pool x does not exist.");
  });

  it("reports that AWS can't be reached, and no more than that", async () => {
    const cognito = new CognitoIdentityProviderClient({
      region: "eu-west-1",
      endpoint: "http://127.0.0.1:9",
      credentials: { accessKeyId: "AKIASTATIC", secretAccessKey: "static-secret" },
      maxAttempts: 1,
    });
    const says = await failureOf(cognito.send(new DescribeUserPoolCommand({ UserPoolId: "x" })));
    cognito.destroy();
    expect(says).to.equal("AWS can't be reached: connect ECONNREFUSED 127.0.0.1:9");
  });
});
