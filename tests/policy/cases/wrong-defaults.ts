import type { Finding } from "../support/judge";
import { rewriting, type Stack, setting, without } from "../support/variants";

/** A resource of the estate with something left out, or set as it mustn't be. */
export interface WrongDefault {
  readonly what: string;
  readonly stack: string;
  readonly break: (stack: Stack) => Stack;
  /** The one rule that stops it, and the resource that it names. */
  readonly stopped: Pick<Finding, "rule" | "resource">;
}

const withoutCondition = ({ Condition: _, ...statement }: Readonly<Record<string, unknown>>) => statement;

export const wrongDefaults: readonly WrongDefault[] = [
  {
    what: "0.0.0.0/0 in the group of the endpoints for people",
    stack: "shared",
    break: setting("hub-groups-people-from-192-168-10-0-24", { cidrIpv4: "0.0.0.0/0" }),
    stopped: { rule: "no-open-ingress", resource: "hub-groups-people-from-192-168-10-0-24" },
  },
  {
    what: "an inline rule of a group that lets IPv6 in",
    stack: "shared",
    break: setting("hub-groups-people", { ingress: [{ protocol: "tcp", ipv6CidrBlocks: ["::/0"] }] }),
    stopped: { rule: "no-open-ingress", resource: "hub-groups-people" },
  },
  {
    what: "a route of a LOB that leads to an internet gateway",
    stack: "child",
    break: setting("lob-network-route-to-hub-1", { gatewayId: "igw-0123456789abcdef0" }),
    stopped: { rule: "no-internet-gateway", resource: "lob-network-route-to-hub-1" },
  },
  {
    what: "a trust policy without conditions on the parent's role",
    stack: "parent",
    break: rewriting("invoke-role", "assumeRolePolicy", withoutCondition),
    stopped: { rule: "cross-account-trust", resource: "invoke-role" },
  },
  {
    what: "a trust policy without conditions on PresignedURLGenerator",
    stack: "child",
    break: rewriting("lob-generator-role", "assumeRolePolicy", withoutCondition),
    stopped: { rule: "cross-account-trust", resource: "lob-generator-role" },
  },
  {
    what: "a parent's role that trusts everybody who knows the ExternalId",
    stack: "parent",
    break: rewriting("invoke-role", "assumeRolePolicy", (statement) => ({
      ...statement,
      Principal: "*",
      Condition: {
        StringEquals: { "sts:ExternalId": "222222222222" },
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMakerInvoker-*" },
      },
    })),
    stopped: { rule: "no-star-principal", resource: "invoke-role" },
  },
  {
    what: "sessions of twelve hours on the parent's role",
    stack: "parent",
    break: setting("invoke-role", { maxSessionDuration: 43_200 }),
    stopped: { rule: "cross-account-trust", resource: "invoke-role" },
  },
  {
    what: "an execution role that trusts SageMaker on anybody's behalf",
    stack: "child",
    break: rewriting("lob-execution-role", "assumeRolePolicy", withoutCondition),
    stopped: { rule: "service-trust", resource: "lob-execution-role" },
  },
  {
    what: "a permission that lets every API call the authorizer",
    stack: "shared",
    break: setting("access-api-authorizer-permission", { sourceArn: undefined }),
    stopped: { rule: "service-trust", resource: "access-api-authorizer-permission" },
  },
  {
    what: "a permission that lets the hub's account call the function that makes presigned URLs",
    stack: "shared",
    break: setting("access-api-get-permission", { principal: "111122223333", sourceArn: undefined }),
    stopped: { rule: "presigned-url-caller", resource: "access-api-get-permission" },
  },
  {
    what: "an unencrypted table",
    stack: "shared",
    break: setting("access-directory-users", { serverSideEncryption: undefined }),
    stopped: { rule: "table-encrypted-and-recoverable", resource: "access-directory-users" },
  },
  {
    what: "a table without point-in-time recovery",
    stack: "shared",
    break: setting("access-directory-lobs", { pointInTimeRecovery: { enabled: false } }),
    stopped: { rule: "table-encrypted-and-recoverable", resource: "access-directory-lobs" },
  },
  {
    what: "an endpoint without a policy",
    stack: "shared",
    break: setting("hub-endpoints-studio", { policy: undefined }),
    stopped: { rule: "endpoint-policy-not-default", resource: "hub-endpoints-studio" },
  },
  {
    what: "an endpoint policy that forgot whom it is for",
    stack: "shared",
    break: rewriting("hub-endpoints-sagemaker-runtime", "policy", (statement) => ({
      ...withoutCondition(statement),
      Resource: "arn:aws:sagemaker:eu-west-1:222222222222:endpoint/iris",
    })),
    stopped: { rule: "no-star-principal", resource: "hub-endpoints-sagemaker-runtime" },
  },
  {
    what: "an API policy whose denial became an Allow",
    stack: "shared",
    break: rewriting("access-api-policy", "policy", (statement) => ({
      ...statement,
      Effect: "Allow",
      Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
    })),
    stopped: { rule: "private-api-denies-other-endpoints", resource: "access-api-policy" },
  },
  {
    what: "a private API without a policy",
    stack: "shared",
    break: (stack) => without(stack, "access-api-policy"),
    stopped: { rule: "private-api", resource: "access-api-rest-api" },
  },
  {
    what: "an API on the internet",
    stack: "shared",
    break: setting("access-api-rest-api", { endpointConfiguration: { types: "REGIONAL" } }),
    stopped: { rule: "private-api", resource: "access-api-rest-api" },
  },
  {
    what: "a transit gateway whose attachments still join the default table",
    stack: "shared",
    break: (stack) => without(stack, "hub-tgw-new-attachments-join-spokes"),
    stopped: { rule: "transit-gateway-no-open-mesh", resource: "hub-tgw-gateway" },
  },
  {
    what: "a transit gateway whose default table still learns attachments",
    stack: "shared",
    break: (stack) => without(stack, "hub-tgw-hub-learns-new-attachments"),
    stopped: { rule: "transit-gateway-no-open-mesh", resource: "hub-tgw-gateway" },
  },
  {
    what: "a spokes' table that learns the on-premises network",
    stack: "shared",
    break: (stack) => {
      const attachment = stack.find(({ inputs }) => inputs.name === "on-premises-attachment");
      return setting("hub-tgw-spokes-learn-hub", { transitGatewayAttachmentId: attachment?.outputs.props.id })(stack);
    },
    stopped: { rule: "transit-gateway-no-open-mesh", resource: "hub-tgw-spokes-learn-hub" },
  },
  {
    what: "a share of the transit gateway with the organization and outsiders",
    stack: "shared",
    break: (stack) =>
      setting("hub-share-with-333333333333", {
        principal: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
      })(setting("hub-share-share", { allowExternalPrincipals: true })(stack)),
    stopped: { rule: "transit-gateway-share-named", resource: "hub-share-with-333333333333" },
  },
  {
    what: "a method that is traced",
    stack: "shared",
    break: setting("access-api-stage-settings", { settings: { dataTraceEnabled: true, loggingLevel: "INFO" } }),
    stopped: { rule: "no-data-trace", resource: "access-api-stage-settings" },
  },
  {
    what: "a log group without retention",
    stack: "child",
    break: setting("invoker-invoke-endpoint-logs", { retentionInDays: undefined }),
    stopped: { rule: "log-retention", resource: "invoker-invoke-endpoint-logs" },
  },
  {
    what: "a function without a log group",
    stack: "child",
    break: (stack) => without(stack, "invoker-invoke-endpoint-logs"),
    stopped: { rule: "logs-somewhere", resource: "invoker-invoke-endpoint-function" },
  },
  {
    what: "a stage without an access log",
    stack: "shared",
    break: setting("access-api-stage-stage", { accessLogSettings: undefined }),
    stopped: { rule: "logs-somewhere", resource: "access-api-stage-stage" },
  },
  {
    what: "the action iam:* in what Studio may do",
    stack: "child",
    break: rewriting("lob-execution-policy", "policy", (statement) =>
      statement.Sid === "PassItself" ? { ...statement, Action: "iam:*" } : statement,
    ),
    stopped: { rule: "no-star-action", resource: "lob-execution-policy" },
  },
  {
    what: "every role where one was meant",
    stack: "child",
    break: rewriting("invoker-invoke-endpoint-AllowAssumeSagemakerExternalRole", "policy", (statement) => ({
      ...statement,
      Resource: "*",
    })),
    stopped: { rule: "no-star-resource", resource: "invoker-invoke-endpoint-AllowAssumeSagemakerExternalRole" },
  },
  {
    what: "AmazonSageMakerFullAccess on the parent's role",
    stack: "parent",
    break: setting("invoke-attachment", { policyArn: "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess" }),
    stopped: { rule: "no-managed-policy", resource: "invoke-attachment" },
  },
  {
    what: "a document that isn't JSON",
    stack: "parent",
    break: setting("invoke-policy", { policy: "{ Statement: [] " }),
    stopped: { rule: "readable-policy", resource: "invoke-policy" },
  },
  {
    what: "a bucket that could be made public",
    stack: "child",
    break: setting("lob-files-public-access-block", { restrictPublicBuckets: false }),
    stopped: { rule: "closed-bucket", resource: "lob-files-bucket" },
  },
  {
    what: "a secret in a function's environment",
    stack: "child",
    break: setting("invoker-invoke-endpoint-function", { environment: { variables: { MODEL_API_KEY: "k" } } }),
    stopped: { rule: "no-plaintext-secret", resource: "invoker-invoke-endpoint-function" },
  },
  {
    what: "a pool that tells Anna from anna",
    stack: "shared",
    break: setting("users-pool", { usernameConfiguration: undefined }),
    stopped: { rule: "sign-in", resource: "users-pool" },
  },
  {
    what: "a provider that takes whatever credentials there are",
    stack: "parent",
    break: setting("account", { allowedAccountIds: undefined }),
    stopped: { rule: "account-provider", resource: "account" },
  },
  {
    what: "a volume that isn't encrypted",
    stack: "shared",
    break: setting("on-premises-instance-template", { blockDeviceMappings: [{ ebs: { volumeType: "gp3" } }] }),
    stopped: { rule: "encrypted-volumes", resource: "on-premises-instance-template" },
  },
  {
    what: "an instance with a public address",
    stack: "shared",
    break: setting("on-premises-instance-instance", { associatePublicIpAddress: true }),
    stopped: { rule: "no-public-address", resource: "on-premises-instance-instance" },
  },
];
