import { STSClient } from "@aws-sdk/client-sts";
import type { LocalAws } from "../../../local/aws/local-aws";
import { type Keys, settings } from "../../local/support/clients";
import { allow, policyText, putRole, trusting } from "../../local/support/local-aws";

/** The account that operators sign in to. */
export const hubAccount = "111122223333";

/** ARN of the session that {@link Operators.signIn} opens. */
export const operatorArn = `arn:aws:sts::${hubAccount}:assumed-role/Operators/ann@example.com`;

/** An operator with a session in one account, and roles for her in others. */
export class Operators {
  /** Names of the sessions that STS was asked for, in their order. */
  readonly asked: string[] = [];
  /** Minutes until sessions expire, by STS's answer; undefined for their real time. */
  minutes: number | undefined;

  private constructor(
    private readonly aws: LocalAws,
    private readonly keys: Keys,
  ) {}

  /** Signs an operator in who may assume whatever role lets her. */
  static async signIn(aws: LocalAws): Promise<Operators> {
    aws.world.openAccount({ id: hubAccount });
    const role = await putRole(aws, hubAccount, "Operators");
    await allow(aws, role, { Action: "sts:AssumeRole", Resource: "*" });
    return new Operators(aws, aws.sessions.open(role, "ann@example.com", 3600));
  }

  /** Makes a role of an account that may do everything, and trusts the operator's account, or what its trust names. */
  async letIn(account: string, name: string, trusted = `arn:aws:iam::${hubAccount}:root`): Promise<void> {
    this.aws.world.openAccount({ id: account });
    const role = await putRole(this.aws, account, name, policyText(trusting({ AWS: trusted })));
    await allow(this.aws, role, { Action: "*", Resource: "*" });
  }

  /** A client of STS with the operator's credentials. */
  readonly atHand = (): STSClient => {
    const client = new STSClient({ ...settings(this.aws, this.keys), maxAttempts: 1 });
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          const { RoleSessionName } = JSON.parse(JSON.stringify(args.input));
          this.asked.push(...(commandName === "AssumeRoleCommand" ? [String(RoleSessionName)] : []));
          const result = await next(args);
          if (this.minutes !== undefined && "Credentials" in result.output && result.output.Credentials) {
            result.output.Credentials.Expiration = new Date(Date.now() + this.minutes * 60_000);
          }
          return result;
        },
      { step: "initialize" },
    );
    return client;
  };
}

/** A client of STS for somebody who isn't signed in. */
export function nobodyAtHand(): STSClient {
  const none = Object.assign(new Error("Could not load credentials from any providers"), {
    name: "CredentialsProviderError",
  });
  return new STSClient({ region: "eu-west-1", credentials: () => Promise.reject(none), maxAttempts: 1 });
}
