import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { jsonAnswer, jsonError, permit, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { Resource, World } from "../core/world";
import { permitAnonymous, refuseDomains } from "./access";
import { administer, poolIdOf } from "./admin";
import { Challenges } from "./challenges";
import { type UserPool, userPool, userPoolClient } from "./kinds";
import { serveUsers } from "./self-service";
import { type Entrance, SignIns } from "./sign-in";
import { Tokens } from "./tokens";
import { Users } from "./users";

const hostForm = /^cognito-idp\.(?<region>[a-z0-9-]+)\.amazonaws\.com$/;

const text = v.optional(v.string());

const schemas = {
  InitiateAuth: v.strictObject({
    AuthFlow: v.picklist(["USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"]),
    ClientId: v.string(),
    AuthParameters: v.optional(v.strictObject({ USERNAME: text, PASSWORD: text, REFRESH_TOKEN: text }), {}),
  }),
  RespondToAuthChallenge: v.strictObject({
    ChallengeName: v.picklist(["NEW_PASSWORD_REQUIRED", "SOFTWARE_TOKEN_MFA", "MFA_SETUP"]),
    ClientId: v.string(),
    Session: v.string(),
    ChallengeResponses: v.strictObject({ USERNAME: text, NEW_PASSWORD: text, SOFTWARE_TOKEN_MFA_CODE: text }),
  }),
  AssociateSoftwareToken: v.strictObject({ Session: v.string() }),
  VerifySoftwareToken: v.strictObject({ Session: v.string(), UserCode: v.string(), FriendlyDeviceName: text }),
};

/** Pages of any origin may read what Cognito answers them. */
function forPages(answer: HttpAnswer): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, "access-control-allow-origin": "*" } };
}

/** The answer to a browser's preflight request for a page's call. */
const mayCall: HttpAnswer = forPages({
  status: 200,
  headers: {
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type,x-amz-target",
    "access-control-max-age": "7200",
  },
  body: "",
});

/**
 * Cognito's user pools: sign-in and its challenges for everybody, users for administrators, the keys that tokens are
 * checked with. Managed login is missing.
 */
export class Cognito implements Service {
  private readonly tokens = new Tokens();
  private readonly users: Users;
  private readonly challenges: Challenges;
  private readonly signIns: SignIns;

  constructor(private readonly world: World) {
    this.users = new Users(world);
    this.challenges = new Challenges(world);
    this.signIns = new SignIns(world, this.users, this.tokens, this.challenges);
  }

  serves(host: string): boolean {
    return hostForm.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const isForPages = this.allowsPages(arrival);
    if (request.method === "OPTIONS") {
      return isForPages ? mayCall : { status: 403, headers: {}, body: "" };
    }
    const answer = await this.answerCall(request, arrival);
    return isForPages ? forPages(answer) : answer;
  }

  /** Whether browsers let a page read the answer; through an endpoint that is the open question `cognito-cors`. */
  private allowsPages({ via }: Arrival): boolean {
    return via === undefined || this.world.readings["cognito-cors"] === "answered";
  }

  private async answerCall(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const region = hostForm.exec(request.url.hostname)?.groups?.region ?? "";
    const poolId = /^\/([\w-]+)\/\.well-known\/jwks\.json$/.exec(request.url.pathname)?.[1];
    if (request.method === "GET" && poolId !== undefined) {
      const isServed = arrival.via === undefined || this.world.readings["cognito-keys"] === "served";
      return isServed ? this.keySet(this.pool(region, poolId)) : { status: 404, headers: {}, body: "" };
    }
    const { name, members } = readOperation(request);
    return jsonAnswer(
      (await this.signIn(region, arrival, name, members)) ?? (await this.manage(arrival, name, members)),
    );
  }

  answerError(error: AwsError): HttpAnswer {
    return forPages(jsonError(error));
  }

  /** Public, and no operation that an endpoint's policy could name. */
  private keySet(pool: Resource<UserPool>): HttpAnswer {
    return {
      status: 200,
      headers: { "content-type": "application/json", "cache-control": "public, max-age=86400" },
      body: JSON.stringify(this.tokens.keySet(pool)),
    };
  }

  /** The unsigned operations; undefined for any other. */
  private async signIn(region: string, { via }: Arrival, name: string, members: unknown): Promise<object | undefined> {
    const read = <S extends v.GenericSchema>(schema: S) => readMembers("Cognito", name, schema, members);
    switch (name) {
      case "InitiateAuth": {
        const { AuthFlow, ClientId, AuthParameters } = read(schemas.InitiateAuth);
        const entrance = this.entrance(region, ClientId);
        await permitAnonymous(this.world, via, entrance.pool, name);
        return AuthFlow === "USER_PASSWORD_AUTH"
          ? this.signIns.withPassword(entrance, AuthParameters)
          : this.signIns.withRefreshToken(entrance, AuthParameters.REFRESH_TOKEN);
      }
      case "RespondToAuthChallenge": {
        const { ChallengeName, ClientId, Session, ChallengeResponses } = read(schemas.RespondToAuthChallenge);
        const entrance = this.entrance(region, ClientId);
        await permitAnonymous(this.world, via, entrance.pool, name);
        const challenge = this.challenges.get(Session);
        if (challenge.name !== ChallengeName) {
          throw new AwsError("NotAuthorizedException", "Invalid session for the user.");
        }
        return this.signIns.respond(entrance, Session, challenge, ChallengeResponses);
      }
      case "AssociateSoftwareToken": {
        const { Session } = read(schemas.AssociateSoftwareToken);
        await permitAnonymous(this.world, via, this.poolOf(region, Session), name);
        return this.signIns.associate(Session);
      }
      case "VerifySoftwareToken": {
        const { Session, UserCode } = read(schemas.VerifySoftwareToken);
        await permitAnonymous(this.world, via, this.poolOf(region, Session), name);
        return this.signIns.verify(Session, UserCode);
      }
      default:
        return serveUsers(
          { world: this.world, region, via, entrance: (clientId) => this.entrance(region, clientId) },
          { users: this.users, signIns: this.signIns },
          name,
          members,
        );
    }
  }

  /** The operations of administrators, in their own account. */
  private async manage(arrival: Arrival, name: string, members: unknown): Promise<object> {
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const poolId = poolIdOf(name, members);
    const arn = `arn:aws:cognito-idp:${region}:${account}:userpool/${poolId}`;
    const { via } = arrival;
    const action = `cognito-idp:${name}`;
    await permit(this.world, { session, via, action, resource: { arn, account, region } });
    const pool = this.pool(region, poolId);
    if (pool.account !== account) {
      throw unknownPool(poolId);
    }
    refuseDomains(this.world, via, pool);
    const answer = administer(this.users, pool, name, members);
    if (answer === undefined) {
      throw NotKnown.operation("Cognito", name);
    }
    return answer;
  }

  private pool(region: string, id: string): Resource<UserPool> {
    const found = this.world.all(userPool).find((pool) => pool.id === id && pool.region === region);
    if (found === undefined) {
      throw unknownPool(id);
    }
    return found;
  }

  private poolOf(region: string, session: string): Resource<UserPool> {
    return this.pool(region, this.challenges.get(session).poolId);
  }

  private entrance(region: string, clientId: string): Entrance {
    const client = this.world.all(userPoolClient).find((other) => other.id === clientId && other.region === region);
    if (client === undefined) {
      throw new AwsError("ResourceNotFoundException", `User pool client ${clientId} does not exist.`);
    }
    return { pool: this.pool(region, client.state.userPoolId), client };
  }
}

function unknownPool(id: string): AwsError {
  return new AwsError("ResourceNotFoundException", `User pool ${id} does not exist.`);
}
