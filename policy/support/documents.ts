import type { Resource } from "./rule";
import { hasUnknown, isRecord, listOf, textsOf } from "./values";

/** One condition of a statement. */
export interface Condition {
  /** Such as `StringEquals` or `ForAnyValue:StringLike`, as written. */
  readonly operator: string;
  /** In lower case, since IAM ignores the case of keys. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement whose values are all lists. */
export interface Statement {
  /** Its name in messages. */
  readonly label: string;
  readonly allows: boolean;
  /** Who, by kind, such as `AWS` or `Service`; `*` by itself is AWS's. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly notPrincipal: boolean;
  readonly actions: readonly string[];
  readonly notAction: boolean;
  readonly resources: readonly string[];
  readonly notResource: boolean;
  readonly conditions: readonly Condition[];
  /** What no rule can check, since it isn't IAM's syntax: elements, or the value of Effect. */
  readonly strange: readonly string[];
}

/**
 * Kind of document: what an identity may do, who may assume a role, who comes through an endpoint, or who may use a
 * resource.
 */
export type DocumentKind = "identity" | "trust" | "endpoint" | "resource";

/** A policy document of a resource. */
export interface PolicyDocument {
  readonly kind: DocumentKind;
  /** The property that it is in. */
  readonly property: string;
  readonly statements: readonly Statement[];
}

const kinds: Readonly<Record<string, DocumentKind>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": "endpoint",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": "endpoint",
  "aws:iam/groupPolicy:GroupPolicy": "identity",
  "aws:iam/policy:Policy": "identity",
  "aws:iam/rolePolicy:RolePolicy": "identity",
  "aws:iam/userPolicy:UserPolicy": "identity",
  "aws:iot/policy:Policy": "identity",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "identity",
};

/** Properties that contain documents, in any type. */
export const documentProperties = [
  "policy",
  "assumeRolePolicy",
  "policyDocument",
  "inlinePolicies",
  "inlinePolicy",
  "accessPolicies",
  "accessPolicy",
  "resourcePolicy",
] as const;

/** What a statement may have. Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** A text that isn't JSON, and a value with something unknown in it, aren't documents. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") {
    return hasUnknown(value) ? undefined : value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function principalsOf(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (typeof value === "string") {
    return { AWS: [value] };
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([kind, who]) => [kind, textsOf(who)] as const))
    : {};
}

function conditionsOf(value: unknown): readonly Condition[] {
  return Object.entries(isRecord(value) ? value : {}).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOf(values).map(String),
    })),
  );
}

function statement(value: Readonly<Record<string, unknown>>, index: number): Statement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = value;
  return {
    label: typeof Sid === "string" && Sid !== "" ? `statement ${Sid}` : `statement ${index + 1}`,
    allows: Effect === "Allow",
    principals: principalsOf(Principal),
    notPrincipal: NotPrincipal !== undefined,
    actions: textsOf(Action),
    notAction: NotAction !== undefined,
    resources: textsOf(Resource),
    notResource: NotResource !== undefined,
    conditions: conditionsOf(Condition),
    strange: [
      ...Object.keys(value).filter((key) => !elements.includes(key)),
      ...(Effect === "Allow" || Effect === "Deny" ? [] : [`Effect ${JSON.stringify(Effect) ?? "left out"}`]),
    ],
  };
}

/** The statements of a document, as text or as an object; undefined for anything else, or if it isn't known yet. */
export function statementsOf(value: unknown): readonly Statement[] | undefined {
  const document = parsed(value);
  return isRecord(document) && document.Statement !== undefined
    ? listOf(document.Statement).filter(isRecord).map(statement)
    : undefined;
}

function document(kind: DocumentKind, property: string, value: unknown): readonly PolicyDocument[] {
  const statements = statementsOf(value);
  return statements === undefined ? [] : [{ kind, property, statements }];
}

/** Every policy document of a resource that is known. */
export function documentsOf({ type, props }: Resource): readonly PolicyDocument[] {
  // Data protection policies of logs also have statements, but grant no permission.
  if (/dataProtectionPolicy/i.test(type)) {
    return [];
  }
  const kind = kinds[type] ?? "resource";
  return [
    ...document(kind, "policy", props.policy),
    ...document(kind, "policyDocument", props.policyDocument),
    ...document("trust", "assumeRolePolicy", props.assumeRolePolicy),
    ...document("identity", "inlinePolicy", props.inlinePolicy),
    ...["accessPolicies", "accessPolicy", "resourcePolicy"].flatMap((property) =>
      document("resource", property, props[property]),
    ),
    ...listOf(props.inlinePolicies)
      .filter(isRecord)
      .flatMap(({ policy }, index) => document("identity", `inlinePolicies[${index}].policy`, policy)),
  ];
}

/** More types whose documents must be valid. */
const holders = [
  "aws:apigateway/restApi:RestApi",
  "aws:apigateway/restApiPolicy:RestApiPolicy",
  "aws:iam/role:Role",
  "aws:s3/bucketPolicy:BucketPolicy",
];

/** Whether a type has documents, which then must be valid. */
export function mustBeDocument(type: string): boolean {
  return type in kinds || holders.includes(type);
}

/** The document that a message is about: `policy, statement OwnBuckets`. */
export function place({ property }: PolicyDocument, { label }: Statement): string {
  return `${property}, ${label}`;
}
