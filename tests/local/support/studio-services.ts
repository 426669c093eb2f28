import { Cognito } from "../../../local/aws/cognito/service";
import type { Clock } from "../../../local/aws/core/clock";
import { Server } from "../../../local/aws/core/server";
import type { HttpAnswer, Service, Via } from "../../../local/aws/core/service";
import type { Session } from "../../../local/aws/core/sessions";
import { DynamoDb } from "../../../local/aws/dynamodb/service";
import type { LocalAws } from "../../../local/aws/local-aws";
import { internet } from "../../../local/aws/network/origin";
import type { Readings } from "../../../local/aws/readings";
import { SageMaker } from "../../../local/aws/sagemaker/service";
import { Studio } from "../../../local/aws/studio/service";
import { StudioTokens } from "../../../local/aws/studio/tokens";
import type { Keys } from "./clients";
import { allow, eachTestOnItsOwnAws, parentAccount, policyText, putRole, region } from "./local-aws";

// The SDK warns of Node.js 20, which the tests may run on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The services of sign-in, data and Studio on a local AWS of a test. */
export interface StudioServices {
  readonly aws: LocalAws;
  readonly cognito: Cognito;
  readonly dynamoDb: DynamoDb;
  readonly sageMaker: SageMaker;
  readonly studio: Studio;
  /** Where SDKs find them, from the internet. */
  readonly url: string;
  /** Errors that AWS wouldn't make. */
  readonly mistakes: readonly unknown[];
}

/** Gives each test a local AWS with the services of sign-in, data and Studio. */
export function eachTestWithStudioServices(clock?: Clock, readings?: Readings): () => StudioServices {
  const aws = eachTestOnItsOwnAws(clock, readings);
  let started: { readonly services: StudioServices; readonly server: Server } | undefined;
  beforeEach(async () => {
    const { world, sessions } = aws();
    const tokens = new StudioTokens(world);
    const cognito = new Cognito(world);
    const dynamoDb = new DynamoDb(world);
    const sageMaker = new SageMaker(world, tokens);
    const studio = new Studio(world, tokens);
    const mistakes: unknown[] = [];
    const server = new Server(world, sessions, [cognito, dynamoDb, sageMaker, studio], (error) => mistakes.push(error));
    const url = await server.address(internet, region);
    started = { services: { aws: aws(), cognito, dynamoDb, sageMaker, studio, url, mistakes }, server };
  });
  afterEach(async () => {
    await started?.services.dynamoDb.close();
    await started?.server.close();
    started = undefined;
  });
  return () => {
    if (started === undefined) {
      throw new Error("the services run only during tests");
    }
    return started.services;
  };
}

/** A session of a role, named so, that may do what a statement allows. */
export async function sessionOf(
  aws: LocalAws,
  statement: object,
  { account = parentAccount, roleName = "Operator" }: { account?: string; roleName?: string } = {},
): Promise<Session> {
  const role = await putRole(aws, account, roleName);
  await allow(aws, role, statement);
  return aws.sessions.open(role, "working", 3600);
}

/** What an SDK's client of a test is made with. */
export function clientSettings(url: string, keys?: Keys) {
  const { accessKeyId, secretAccessKey, sessionToken } = keys ?? unknownKeys;
  return { endpoint: url, region, maxAttempts: 1, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

/** For operations that a client doesn't sign. */
const unknownKeys: Keys = { accessKeyId: "none", secretAccessKey: "none", sessionToken: "none" };

/** A call that comes through an endpoint of a hub's VPC. */
export function through(id: string, serviceName: string, ...statements: readonly object[]): Via {
  const state = {
    id,
    arn: `arn:aws:ec2:${region}:${parentAccount}:vpc-endpoint/${id}`,
    vpcId: "vpc-0a000000000000001",
    serviceName,
    vpcEndpointType: "Interface" as const,
    policy: policyText(...(statements.length === 0 ? [anything] : statements)),
    privateDnsEnabled: false,
    securityGroupIds: [],
    subnetIds: [],
    routeTableIds: [],
    networkInterfaces: [],
    dnsEntries: [],
    prefixListId: "",
  };
  const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
  const place = { account: parentAccount, region };
  return { endpoint: { urn: `urn:${id}`, type, stack: "stack", ...place, id, state }, sourceAddress: "10.0.0.10" };
}

const anything = { Sid: "Anything", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

/** Hands a service a call in AWS's JSON protocol that comes through an endpoint. */
export function callThrough(
  service: Service,
  via: Via,
  call: { host: string; target: string; members: object; session?: Session },
): Promise<HttpAnswer> {
  const { host, target, members, session } = call;
  return service.answer(
    {
      method: "POST",
      url: new URL(`https://${host}/`),
      headers: { "x-amz-target": target },
      body: Buffer.from(JSON.stringify(members)),
    },
    { caller: session === undefined ? undefined : { session, service: "local", region }, via },
  );
}
