import type { PitfallNumber } from "../../../local/aws/pitfalls";
import { makePool } from "./cognito";
import { callerArn, type IdentityBench, letting, targetArn, told } from "./identity-bench";
import { allow, childAccount, parentAccount, put, putRole, region, trusting } from "./local-aws";
import { makeStudioOfTwo, pathBetween, startJupyterLab, users } from "./studio-apps";
import { apiEndpoint, generator, makeDomain, open, presign, studioEndpoint } from "./studio-domain";
import { callThrough, sessionOf, through } from "./studio-services";
import { userPoolDomain } from "./studio-wanted";

/** Something that AWS accepts, and what comes of a call without it and with it. */
export interface IdentityPitfallCase {
  readonly row: PitfallNumber;
  readonly see: (bench: IdentityBench, isChanged: boolean) => Promise<string>;
  readonly usually: string;
  readonly shows: string;
}

const childRoot = { AWS: `arn:aws:iam::${childAccount}:root` };
const callerAlone = { ArnEquals: { "aws:PrincipalArn": callerArn } };
const demanding = { StringEquals: { "sts:ExternalId": "blue" } };
const bothActions = { Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] };
const named = { SourceIdentity: "anna" };

const refusal = (action: string, caller = "Caller") =>
  `AccessDenied: User: arn:aws:sts::${childAccount}:assumed-role/${caller}/calling is not authorized to perform: ${action} on resource: ${targetArn}`;
const noEndpointPolicy = (action: string) => ` because no VPC endpoint policy allows the ${action} action`;

const stsEndpoint = (...statements: readonly object[]) =>
  through("vpce-0d00000000000001", `com.amazonaws.${region}.sts`, ...statements);
const runtimeEndpoint = (...statements: readonly object[]) =>
  through("vpce-0d00000000000002", `com.amazonaws.${region}.sagemaker.runtime`, ...statements);

/** A session of the parent's account that may invoke an endpoint of this name. */
const invoker = ({ services }: IdentityBench, name: string) =>
  sessionOf(
    services.aws,
    { Action: "sagemaker:InvokeEndpoint", Resource: `arn:aws:sagemaker:${region}:${parentAccount}:endpoint/${name}` },
    { roleName: "SageMakerExternal" },
  );

const invoking = "sagemaker:InvokeEndpoint";
const irisArn = `arn:aws:sagemaker:${region}:${parentAccount}:endpoint/iris`;
const external = `AccessDeniedException: User: arn:aws:sts::${parentAccount}:assumed-role/SageMakerExternal/working is not authorized to perform: ${invoking} on resource: ${irisArn}`;

/** Roles, trust and sessions. */
const trustCases: readonly IdentityPitfallCase[] = [
  {
    row: "P50",
    async see(bench, isChanged) {
      const { session, urn } = await bench.caller().then((made) => ({ session: made, urn: made.role.urn }));
      await bench.target(trusting({ AWS: callerArn }));
      if (!isChanged) {
        return bench.assume({ session });
      }
      bench.services.aws.world.remove(urn);
      return bench.assume({ session: await bench.caller() });
    },
    usually: "200",
    shows: refusal("sts:AssumeRole"),
  },
  {
    row: "P51",
    async see(bench, isChanged) {
      await bench.target(trusting(childRoot, isChanged ? undefined : callerAlone));
      return bench.assume({ session: await bench.caller("Another") });
    },
    usually: refusal("sts:AssumeRole", "Another"),
    shows: "200",
  },
  {
    row: "P52",
    async see(bench, isChanged) {
      await bench.target(trusting(childRoot, isChanged ? undefined : demanding));
      return bench.assume({ session: await bench.caller(), members: { ExternalId: "red" } });
    },
    usually: refusal("sts:AssumeRole"),
    shows: "200",
  },
  {
    row: "P53",
    async see(bench, isChanged) {
      await bench.target({ ...trusting(childRoot), ...(isChanged ? {} : bothActions) });
      return bench.assume({ session: await bench.caller(), members: named });
    },
    usually: "200",
    shows: refusal("sts:SetSourceIdentity"),
  },
  {
    row: "P54",
    async see(bench, isChanged) {
      await bench.target(trusting(childRoot), { maxSessionDuration: 43_200 });
      return bench.assume({ session: await bench.caller(), members: { DurationSeconds: isChanged ? "3601" : "3600" } });
    },
    usually: "200",
    shows:
      "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
  },
];

/** Policies of endpoints, and who calls behind them. */
const endpointCases: readonly IdentityPitfallCase[] = [
  {
    row: "P55",
    async see(bench, isChanged) {
      await bench.target({ ...trusting(childRoot), ...bothActions });
      const via = stsEndpoint(letting(isChanged ? "sts:AssumeRole" : bothActions.Action));
      return bench.assume({ session: await bench.caller(), via, members: named });
    },
    usually: "200",
    shows: refusal("sts:SetSourceIdentity") + noEndpointPolicy("sts:SetSourceIdentity"),
  },
  {
    row: "P56",
    async see(bench, isChanged) {
      const { world } = bench.services.aws;
      const organization = { id: "o-exampleorg1", path: "o-exampleorg1/r-root/" };
      world.openAccount({ id: childAccount, organization });
      const key = isChanged ? "aws:ResourceOrgID" : "aws:PrincipalOrgID";
      const via = stsEndpoint(letting("sts:GetCallerIdentity", { StringEquals: { [key]: organization.id } }));
      return bench.identity({ session: await bench.caller(), via });
    },
    usually: "200",
    shows: `AccessDenied: User: arn:aws:sts::${childAccount}:assumed-role/Caller/calling is not authorized to perform: sts:GetCallerIdentity because no VPC endpoint policy allows the sts:GetCallerIdentity action`,
  },
  {
    row: "P57",
    async see(bench, isChanged) {
      const accounts = isChanged ? [childAccount] : [childAccount, parentAccount];
      const via = runtimeEndpoint(letting(invoking, { StringEquals: { "aws:PrincipalAccount": accounts } }));
      return bench.invoke({ session: await invoker(bench, "iris"), via });
    },
    usually: "200",
    shows: external + noEndpointPolicy(invoking),
  },
  {
    row: "P58",
    async see(bench, isChanged) {
      if (!isChanged) {
        return bench.invoke({ session: await invoker(bench, "iris") });
      }
      const own = await putRole(bench.services.aws, childAccount, "Own");
      await allow(bench.services.aws, own, { Action: invoking, Resource: "*" });
      return bench.invoke({ session: bench.services.aws.sessions.open(own, "calling", 3600) });
    },
    usually: "200",
    shows: `ValidationError: Endpoint Iris of account ${childAccount} not found.`,
  },
  {
    row: "P59",
    see: async (bench, isChanged) => bench.invoke({ session: await invoker(bench, isChanged ? "Iris" : "iris") }),
    usually: "200",
    shows: `${external} because no identity-based policy allows the ${invoking} action`,
  },
];

/** Signs a user in whom the pool may not have, through an endpoint whose policy has this statement. */
async function signIn(
  bench: IdentityBench,
  statement: object,
  { client = {}, domain }: { readonly client?: object; readonly domain?: string | undefined } = {},
): Promise<string> {
  const { poolId, clientId } = await makePool(bench.services.aws, "users", {}, client);
  if (domain !== undefined) {
    await put(bench.services.aws, userPoolDomain(domain, poolId));
  }
  const answer = callThrough(bench.services.cognito, through("vpce-0d00000000000003", "cognito-idp", statement), {
    host: `cognito-idp.${region}.amazonaws.com`,
    target: "AWSCognitoIdentityProviderService.InitiateAuth",
    members: {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: clientId,
      AuthParameters: { USERNAME: "nobody", PASSWORD: "Guessed-1" },
    },
  });
  return (await told(answer)).replaceAll(poolId, "<pool>");
}

/** Sign-in and Studio. */
const studioCases: readonly IdentityPitfallCase[] = [
  {
    row: "P60",
    see: (bench, isChanged) =>
      signIn(
        bench,
        letting("cognito-idp:*", isChanged ? { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } } : {}),
      ),
    usually: "NotAuthorizedException: Incorrect username or password.",
    shows: `AccessDeniedException: User: anonymous is not authorized to perform: cognito-idp:InitiateAuth on resource: arn:aws:cognito-idp:${region}:${parentAccount}:userpool/<pool>${noEndpointPolicy("cognito-idp:InitiateAuth")}`,
  },
  {
    row: "P61",
    see: (bench, isChanged) =>
      signIn(bench, letting("cognito-idp:*"), isChanged ? { client: { preventUserExistenceErrors: "LEGACY" } } : {}),
    usually: "NotAuthorizedException: Incorrect username or password.",
    shows: "UserNotFoundException: User does not exist.",
  },
  {
    row: "P62",
    async see(bench, isChanged) {
      const { aws, cognito } = bench.services;
      const { poolId } = await makePool(aws, "users", { usernameConfiguration: { caseSensitive: isChanged } });
      const session = await sessionOf(aws, { Action: "cognito-idp:*", Resource: "*" });
      const create = (Username: string) =>
        callThrough(cognito, through("vpce-0d00000000000003", "cognito-idp"), {
          host: `cognito-idp.${region}.amazonaws.com`,
          target: "AWSCognitoIdentityProviderService.AdminCreateUser",
          members: { UserPoolId: poolId, Username, TemporaryPassword: "Temporary-1" },
          session,
        });
      await create("anna");
      return told(create("Anna"));
    },
    usually: "UsernameExistsException: User account already exists",
    shows: "200",
  },
  {
    row: "P63",
    async see(bench, isChanged) {
      const { aws } = bench.services;
      const domainId = await makeDomain(aws);
      const endpoints = [apiEndpoint, ...(isChanged ? [] : [studioEndpoint])].map(({ endpoint }) => endpoint.id);
      const session = await generator(aws, parentAccount, endpoints);
      const url = await presign(bench.services, session, { DomainId: domainId, UserProfileName: "anna" });
      const { status, body } = await open(bench.services, url);
      const isRefused = String(body).includes("Auth token containing insufficient permissions");
      return isRefused ? `${status}: Auth token containing insufficient permissions` : String(status);
    },
    usually: "200",
    shows: "403: Auth token containing insufficient permissions",
  },
  {
    row: "P64",
    async see(bench, isChanged) {
      const Resource = isChanged ? `arn:aws:sagemaker:${region}:${parentAccount}:domain/*` : "*";
      const session = await sessionOf(bench.services.aws, { Action: "sagemaker:ListDomains", Resource });
      return bench.listDomains({ session, via: apiEndpoint });
    },
    usually: "200",
    shows: `AccessDeniedException: User: arn:aws:sts::${parentAccount}:assumed-role/Operator/working is not authorized to perform: sagemaker:ListDomains on resource: * because no identity-based policy allows the sagemaker:ListDomains action`,
  },
  {
    row: "P65",
    see: (bench, isChanged) =>
      signIn(bench, letting("cognito-idp:*"), { domain: isChanged ? "studio-example" : undefined }),
    usually: "NotAuthorizedException: Incorrect username or password.",
    shows:
      "InvalidParameterException: PrivateLink access is disabled for the user pool that has ManagedLogin configured.",
  },
  {
    row: "P66",
    async see({ services }, isChanged) {
      const { domainId } = await makeStudioOfTwo(services.aws, isChanged ? [...users, "domain"] : users);
      const [anna, bob] = [
        await startJupyterLab(services, domainId, "notes", "anna"),
        await startJupyterLab(services, domainId, "trials", "bob"),
      ];
      const path = pathBetween(services.aws, anna, bob);
      return path.reached ? `reached ${path.at}` : path.failedAt;
    },
    usually: "security group",
    shows: "reached app",
  },
];

/** Cases of the rows of identity, endpoints' policies and sign-in in local/aws/pitfalls.ts. */
/** Sessions that have a source identity, and assume a further role. */
const chainedCases: readonly IdentityPitfallCase[] = [
  {
    row: "P105",
    async see(bench, isChanged) {
      await bench.target({ ...trusting(childRoot), ...bothActions });
      const session = { ...(await bench.caller()), sourceIdentity: isChanged ? "berta" : "anna" };
      return bench.assume({ session, members: named });
    },
    usually: "200",
    shows: refusal("sts:SetSourceIdentity"),
  },
  {
    row: "P106",
    async see(bench, isChanged) {
      const { aws } = bench.services;
      await bench.target({ ...trusting(childRoot), ...bothActions });
      const own = await putRole(aws, childAccount, "Caller");
      await allow(aws, own, { Action: isChanged ? "sts:AssumeRole" : bothActions.Action, Resource: targetArn });
      const session = aws.sessions.open(own, "calling", 3600, { sourceIdentity: "anna" });
      return bench.assume({ session });
    },
    usually: "200",
    shows: refusal("sts:SetSourceIdentity"),
  },
];

export const identityPitfallCases: readonly IdentityPitfallCase[] = [
  ...trustCases,
  ...endpointCases,
  ...studioCases,
  ...chainedCases,
];
