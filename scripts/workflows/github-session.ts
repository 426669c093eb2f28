import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as v from "valibot";
import { UsersMistake } from "../../common/users-mistake";
import { isAwsAnswer } from "../support/explain-failure";

/** Variables of a job that may ask GitHub for a token. */
export type JobEnvironment = Readonly<
  Partial<Record<"ACTIONS_ID_TOKEN_REQUEST_URL" | "ACTIONS_ID_TOKEN_REQUEST_TOKEN", string>>
>;

/**
 * Asks GitHub for a token of this job, valid for some minutes.
 *
 * Source: GitHub Docs, "OpenID Connect reference", on requesting the token by environment variables.
 */
async function newToken(environment: JobEnvironment): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = environment;
  if (url === undefined || bearer === undefined) {
    throw new UsersMistake("GitHub gives this job no token: it needs the permission id-token: write");
  }
  const headers = { authorization: `bearer ${bearer}` };
  const response = await fetch(`${url}&audience=sts.amazonaws.com`, { headers });
  if (!response.ok) {
    throw new UsersMistake(`GitHub answered ${response.status} when asked for a token: run the job again`);
  }
  return v.parse(v.object({ value: v.string() }), await response.json()).value;
}

/** Whose a token is: the repository, and the kind of run. */
function subjectOf(token: string): string {
  const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  return v.parse(v.object({ sub: v.string() }), claims).sub;
}

/**
 * What a `credential_process` prints: credentials of a new session of a role, which a new token of this job assumes.
 *
 * Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
 *
 * @throws UsersMistake when GitHub gives no token, or the role doesn't trust it.
 */
export async function gitHubSession(
  session: { readonly role: string; readonly name: string; readonly region: string },
  environment: JobEnvironment,
): Promise<string> {
  const { role, name, region } = session;
  const token = await newToken(environment);
  const sts = new STSClient({ region, maxAttempts: 10 });
  try {
    const assume = { RoleArn: role, RoleSessionName: name, WebIdentityToken: token };
    const { Credentials } = await sts.send(new AssumeRoleWithWebIdentityCommand(assume));
    return JSON.stringify({ Version: 1, ...Credentials });
  } catch (error) {
    if (isAwsAnswer(error) && error.name === "AccessDenied") {
      throw new UsersMistake(
        `${role} doesn't let this job in: check that the role exists, and that its trust policy names the subject ${subjectOf(token)}`,
      );
    }
    throw error;
  } finally {
    sts.destroy();
  }
}
