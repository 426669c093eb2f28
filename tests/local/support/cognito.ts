import {
  AdminCreateUserCommand,
  type AuthenticationResultType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Clock } from "../../../local/aws/core/clock";
import type { LocalAws } from "../../../local/aws/local-aws";
import type { Readings } from "../../../local/aws/readings";
import { put } from "./local-aws";
import { clientSettings, eachTestWithStudioServices, sessionOf } from "./studio-services";
import { userPool, userPoolClient } from "./studio-wanted";

/** A password that every pool of these tests takes, and another one. */
export const temporary = "Temporary-1";
export const permanent = "Permanent-2";

/** A pool with one client. */
export interface Pool {
  readonly poolId: string;
  readonly clientId: string;
}

export async function makePool(aws: LocalAws, name = "users", inputs: object = {}, client: object = {}): Promise<Pool> {
  const { id: poolId } = await put(aws, userPool(name, { ...inputs }));
  const { id: clientId } = await put(aws, userPoolClient(name, poolId, { ...client }));
  return { poolId, clientId };
}

/** Gives each test a local AWS, an administrator's client and one of a user, who signs nothing. */
export function eachTestWithCognito(clock?: Clock, readings?: Readings) {
  const services = eachTestWithStudioServices(clock, readings);
  const clients: CognitoIdentityProviderClient[] = [];
  beforeEach(async () => {
    const { aws, url } = services();
    const session = await sessionOf(aws, { Action: "cognito-idp:*", Resource: "*" });
    const settings = [clientSettings(url, session), clientSettings(url)];
    clients.push(...settings.map((each) => new CognitoIdentityProviderClient(each)));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) {
      client.destroy();
    }
  });
  const at = (index: number): CognitoIdentityProviderClient => {
    const client = clients[index];
    if (client === undefined) {
      throw new Error("clients exist only during tests");
    }
    return client;
  };
  return {
    services,
    administrator: () => at(0),
    user: () => at(1),
    create: (poolId: string, Username: string, TemporaryPassword = temporary) =>
      at(0).send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, TemporaryPassword })),
    signIn: (clientId: string, USERNAME: string, PASSWORD: string): Promise<InitiateAuthCommandOutput> =>
      at(1).send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId: clientId,
          AuthParameters: { USERNAME, PASSWORD },
        }),
      ),
    respond: (
      clientId: string,
      ChallengeName: "NEW_PASSWORD_REQUIRED" | "SOFTWARE_TOKEN_MFA" | "MFA_SETUP",
      Session: string | undefined,
      ChallengeResponses: Record<string, string>,
    ): Promise<RespondToAuthChallengeCommandOutput> =>
      at(1).send(new RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName, Session, ChallengeResponses })),
  };
}

/** A token's claims, unchecked. */
export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString("utf8"));
}

/** The tokens of a sign-in that is done. */
export function tokensOf({
  AuthenticationResult: result,
}: {
  AuthenticationResult?: AuthenticationResultType | undefined;
}): { access: string; id: string; refresh: string } {
  return { access: result?.AccessToken ?? "", id: result?.IdToken ?? "", refresh: result?.RefreshToken ?? "" };
}
