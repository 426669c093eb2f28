import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { FunctionAlarms } from "../compute/function-alarms";
import { NodeFunction } from "../compute/node-function";
import { hubNames, lobNames, roleInArn } from "../support/naming";
import { presignedUrlPolicies } from "./policies/presigned-url-policies";
import { type StudioAccessArgs, studioAccessArguments } from "./studio-access-arguments";
import { StudioAlarms } from "./studio-alarms";
import { StudioApi } from "./studio-api";
import { StudioDirectory } from "./studio-directory";

/** MiB; memory also decides the share of a processor, which a cold start needs. */
const memorySize = 512;

/** Seconds: fetching the pool's keys or asking Cognito, twice if need be, and a cold start. */
const authorizerTimeout = 10;

/** Seconds: less than API Gateway's 29, so that the function's own answer arrives. */
const presignedUrlTimeout = 27;

/**
 * What leads a signed-in user to their Studio: a private API, the authorizer that identifies the caller, the directory
 * of users and LOBs, and the function that makes the URL in the LOB's account. The function is in the hub's VPC. The
 * authorizer is outside any VPC, so that it reaches the pool's public keys; in one, it asks Cognito's API.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class StudioAccess extends pulumi.ComponentResource {
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** Address of the API's stage, ending in a slash: the sign-in page; a user's name comes after it. */
  readonly apiUrl: pulumi.Output<string>;
  /** Name of the table that maps users to LOBs. */
  readonly usersTableName: pulumi.Output<string>;
  /** Name of the table that maps LOBs to accounts. */
  readonly lobsTableName: pulumi.Output<string>;
  /** ARN of the presigned-URL function's role, the only one that LOBs trust. */
  readonly functionRoleArn: pulumi.Output<string>;

  constructor(name: string, args: StudioAccessArgs, options?: pulumi.ComponentResourceOptions) {
    const { executeApiEndpointId, placement, authorizerPlacement, userPool, ...plain } = args;
    const checked = checkArguments("StudioAccess", name, studioAccessArguments, plain);
    super("sagemaker-multi-account:access:StudioAccess", name, {}, options);
    const { account, region, suffix, lobs, logRetentionDays } = checked;
    const names = hubNames(suffix, checked);
    const { namePrefix, rolePath } = checked;
    const place = { account, region, memorySize, logRetentionDays, rolePath };

    const directory = new StudioDirectory(
      `${name}-directory`,
      {
        usersTable: names.usersTable,
        lobsTable: names.lobsTable,
        region,
        lobs,
        deletionProtection: checked.deletionProtection,
      },
      { parent: this },
    );
    const authorizer = new NodeFunction(
      `${name}-authorizer`,
      {
        ...place,
        folder: "studio-authorizer",
        functionName: names.authorizer,
        description: "Authorizes calls of the Studio API by their access token",
        roleName: names.authorizerRole,
        policies: {},
        environment: {
          USER_POOL_ID: userPool.id,
          USER_POOL_CLIENT_ID: userPool.clientId,
          ...(authorizerPlacement !== undefined && { ASKS_COGNITO: "true" }),
        },
        timeout: authorizerTimeout,
        vpc: authorizerPlacement,
      },
      { parent: this },
    );
    const presignedUrl = new NodeFunction(
      `${name}-presigned-url`,
      {
        ...place,
        folder: "studio-presigned-url",
        functionName: names.presignedUrl,
        description: "Returns a presigned URL of the caller's own Studio",
        roleName: names.presignedUrlRole,
        policies: presignedUrlPolicies({
          ...place,
          ...names,
          namePrefix,
          accounts: lobs.map((lob) => lob.account),
          organizationId: checked.organizationId,
        }),
        environment: {
          USERS_TABLE: directory.usersTableName,
          LOBS_TABLE: directory.lobsTableName,
          ROLE_NAME: roleInArn(lobNames("*", checked).generatorRole, checked),
          ...(namePrefix !== undefined && { NAME_PREFIX: namePrefix }),
          EXPIRES_IN_SECONDS: String(checked.presignedUrlSeconds),
          SESSION_SECONDS: String(checked.studioSessionSeconds),
        },
        timeout: presignedUrlTimeout,
        vpc: placement,
      },
      { parent: this },
    );
    const api = new StudioApi(
      `${name}-api`,
      {
        account,
        region,
        ...{ suffix, namePrefix, rolePath },
        apiGatewayLogRole: checked.apiGatewayLogRole,
        endpointId: executeApiEndpointId,
        authorizer,
        presignedUrl,
        clientId: userPool.clientId,
        logRetentionDays,
      },
      { parent: this },
    );

    const watched = { topicArn: checked.alarmTopicArn };
    new FunctionAlarms(
      `${name}-authorizer-alarms`,
      { ...watched, ...functionOf(authorizer), timeout: authorizerTimeout, refusesByThrowing: true },
      { parent: this },
    );
    new FunctionAlarms(
      `${name}-presigned-url-alarms`,
      { ...watched, ...functionOf(presignedUrl), timeout: presignedUrlTimeout },
      { parent: this },
    );
    new StudioAlarms(
      `${name}-alarms`,
      {
        ...watched,
        apiName: names.api,
        apiId: api.apiId,
        accessLogGroupName: api.accessLogGroupName,
        tables: { users: directory.usersTableName, lobs: directory.lobsTableName },
      },
      { parent: this },
    );

    this.apiId = api.apiId;
    this.apiUrl = api.apiUrl;
    this.usersTableName = directory.usersTableName;
    this.lobsTableName = directory.lobsTableName;
    this.functionRoleArn = presignedUrl.roleArn;
    this.registerOutputs({
      apiId: this.apiId,
      apiUrl: this.apiUrl,
      usersTableName: this.usersTableName,
      lobsTableName: this.lobsTableName,
      functionRoleArn: this.functionRoleArn,
    });
  }
}

function functionOf({ functionName, logGroupName }: NodeFunction) {
  return { functionName, logGroupName };
}
