import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import {
  accountMistake,
  cliCredentials,
  clientCredentials,
  readStackOptions,
  roleMistakes,
} from "../../../scripts/support/credentials";
import { DeployRole, sessionNameOf } from "../../../scripts/support/deploy-role";
import { SetClock } from "../../local/support/clock";
import { childAccount, eachTestOnItsOwnAws, parentAccount, region } from "../../local/support/local-aws";
import { nobodyAtHand, Operators, operatorArn } from "./operators";

const name = "AWSControlTowerExecution";
const arn = `arn:aws:iam::${childAccount}:role/${name}`;
const child = { name: "child", config: { account: childAccount, region: "eu-west-1" as const, deployRole: name } };
const parent = { name: "parent", config: { ...child.config, account: parentAccount, deployRole: "Absent" } };

const refused = (role: string) =>
  `${operatorArn} may not assume its deployRole ${role}: check that the role exists, that its trust policy lets this caller in, and that the caller's own policies allow sts:AssumeRole on it; or name a profile of that account with --profile`;

describe("scripts/support/deploy-role", () => {
  const clock = new SetClock();
  const aws = eachTestOnItsOwnAws(clock);
  let operators: Operators;
  beforeEach(async () => {
    clock.set(new Date());
    operators = await Operators.signIn(aws());
  });

  const profilesOf = (...stacks: Parameters<typeof readStackOptions>[2]) =>
    readStackOptions("npm run doctor", {}, stacks, { atHand: operators.atHand }).profiles;

  /** Whose credentials a client of a stack has. */
  async function callerOf(source: ReturnType<ReturnType<typeof profilesOf>["of"]>): Promise<string | undefined> {
    const sts = new STSClient({ endpoint: aws().url, region, maxAttempts: 1, ...clientCredentials(source) });
    try {
      return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
    } finally {
      sts.destroy();
    }
  }

  it("is assumed from the credentials at hand, once for all clients, in the caller's name", async () => {
    await operators.letIn(childAccount, name);
    const source = profilesOf(child).of("child");
    const session = `arn:aws:sts::${childAccount}:assumed-role/${name}/ann@example.com`;
    expect(await Promise.all([callerOf(source), callerOf(source)])).to.deep.equal([session, session]);
    expect(await callerOf(source)).to.equal(session);
    expect(operators.asked).to.deep.equal(["ann@example.com"]);
  });

  it("is named by its ARN as well", async () => {
    await operators.letIn(childAccount, name);
    const config = { ...child.config, deployRole: arn };
    expect(await callerOf(profilesOf({ name: "child", config }).of("child"))).to.match(/\/ann@example\.com$/);
  });

  it("is assumed again when less than five minutes are left", async () => {
    await operators.letIn(childAccount, name);
    const source = DeployRole.of(child.config, operators.atHand);
    operators.minutes = 4;
    const short = await source?.credentials();
    operators.minutes = 6;
    const long = await source?.credentials();
    expect(long?.accessKeyId).not.to.equal(short?.accessKeyId);
    expect(await source?.credentials()).to.equal(long);
  });

  it("goes to the Pulumi CLI only by its environment, as a new session with a whole hour", async () => {
    await operators.letIn(childAccount, name);
    const source = profilesOf(child).of("child");
    await callerOf(source);
    const environment = await cliCredentials(source);
    expect(operators.asked).to.have.length(2);
    const session = aws().sessions.find(environment.AWS_ACCESS_KEY_ID ?? "");
    expect(environment).to.deep.equal({
      AWS_ACCESS_KEY_ID: session?.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session?.secretAccessKey,
      AWS_SESSION_TOKEN: session?.sessionToken,
      AWS_PROFILE: "",
    });
    expect(session?.expiration).to.deep.equal(new Date(clock.now().getTime() + 3_600_000));
  });

  it("isn't assumed by its own session", async () => {
    await operators.letIn(childAccount, "Operators");
    const config = { ...child.config, account: "111122223333", deployRole: "Operators" };
    expect(await callerOf(profilesOf({ name: "shared", config }).of("shared"))).to.equal(operatorArn);
    expect(operators.asked).to.deep.equal([]);
    // One of the same name in another account is another.
    const other = profilesOf({ name: "child", config: { ...config, account: childAccount } });
    expect(await callerOf(other.of("child"))).to.match(/^arn:aws:sts::333333333333:/);
  });

  it("is refused in a sentence for each stack, with who tried and what to look at", async () => {
    await operators.letIn(childAccount, name, `arn:aws:iam::${parentAccount}:root`);
    expect(await roleMistakes([child, parent], profilesOf(child, parent))).to.deep.equal([
      { property: "account of stack child", reason: `is ${childAccount}, and ${refused(arn)}` },
      {
        property: "account of stack parent",
        reason: `is ${parentAccount}, and ${refused(`arn:aws:iam::${parentAccount}:role/Absent`)}`,
      },
    ]);
    // A command that sees to one stack after the other hears the same.
    const source = profilesOf(child).of("child");
    const sts = new STSClient({ endpoint: aws().url, region, maxAttempts: 1, ...clientCredentials(source) });
    expect(await accountMistake("child", childAccount, sts, source)).to.deep.equal({
      property: "account of stack child",
      reason: `is ${childAccount}, and ${refused(arn)}`,
    });
  });

  it("is missed by somebody who isn't signed in", async () => {
    const { profiles } = readStackOptions("npm run doctor", {}, [child], { atHand: nobodyAtHand });
    expect(await roleMistakes([child], profiles)).to.deep.equal([
      {
        property: "account of stack child",
        reason: `is ${childAccount}, and no AWS credentials were found to assume the role of deployRole: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml`,
      },
    ]);
  });

  it("is refused with AWS's message if the shell's credentials are no longer valid", async () => {
    aws().sessions.revoke("arn:aws:iam::111122223333:role/Operators");
    const [mistake] = await roleMistakes([child], profilesOf(child));
    expect(mistake?.reason).to.equal(
      `is ${childAccount}, and its deployRole ${arn} can't be assumed: AWS answered ExpiredToken: The security token included in the request is expired`,
    );
  });

  it("asks nobody where no stack has one", async () => {
    const { deployRole: _, ...config } = child.config;
    const { profiles } = readStackOptions("npm run doctor", {}, [{ name: "child", config }], { atHand: nobodyAtHand });
    expect(await roleMistakes([{ name: "child", config }], profiles)).to.deep.equal([]);
  });

  describe("names its session after", () => {
    for (const { whose, caller, session } of [
      { whose: "a user", caller: "arn:aws:iam::111122223333:user/teams/ml/ann", session: "ann" },
      { whose: "a role's session", caller: operatorArn, session: "ann@example.com" },
      { whose: "the root user", caller: "arn:aws:iam::111122223333:root", session: "root" },
      { whose: "a name of one letter", caller: "arn:aws:iam::111122223333:user/a", session: "user-a" },
      { whose: "nobody", caller: "", session: "user-" },
      { whose: "a name in other letters", caller: "arn:aws:sts::111122223333:federated-user/ann é", session: "ann--" },
      {
        whose: "a name that is too long",
        caller: `arn:aws:iam::111122223333:user/${"a".repeat(70)}`,
        session: "a".repeat(64),
      },
    ]) {
      it(whose, () => {
        expect(sessionNameOf(caller)).to.equal(session);
      });
    }
  });
});
