import * as v from "valibot";
import { show } from "../../../common/validation";

/** A kind of document that an organization lays over its accounts. */
export interface PolicyKind {
  readonly option: string;
  readonly name: string;
  /** Characters that AWS takes, without white space between elements. */
  readonly mostCharacters: number;
  /** Why such a document names no principal, and what to do. */
  readonly principal: string;
}

/**
 * Sources: AWS Organizations User Guide, "SCP syntax", and "Quotas and service limits" (10,240 characters since May 2026; the
 * console leaves white space out); AWS Security Blog, "AWS Organizations service control policy now supports full IAM
 * language" (September 2025: conditions, resources and NotAction also with Allow).
 */
export const controlPolicy: PolicyKind = {
  option: "--scp",
  name: "service control policy",
  mostCharacters: 10_240,
  principal:
    "it applies to every user and role of its accounts; take it out, or give another file if this is a resource control policy",
};

/** Source: IAM User Guide, "IAM and AWS STS quotas", managed policies. */
export const boundaryPolicy: PolicyKind = {
  option: "--boundary",
  name: "permissions boundary",
  mostCharacters: 6144,
  principal: "it applies to the roles that have it; take it out",
};

/** A managed or inline policy of a role. Source: as {@link boundaryPolicy}; 10,240 for all inline policies of a role. */
export const rolesPolicy: PolicyKind = {
  option: "--iam",
  name: "policy",
  mostCharacters: 10_240,
  principal: "it applies to the roles that have it; take it out",
};

const operator =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/i;

function texts(allowed: string) {
  const message = ({ input }: v.BaseIssue<unknown>) => `is ${show(input)}: give ${allowed}`;
  const one = v.pipe(v.string(), v.nonEmpty(message));
  return v.optional(v.union([one, v.pipe(v.array(one), v.minLength(1, message))], message));
}

const actions = texts("actions such as s3:GetObject, or *");
const resources = texts("ARNs, or *");

const value = v.union([v.string(), v.number(), v.boolean()]);
const condition = v.record(
  v.pipe(
    v.string(),
    v.regex(operator, "is no operator of conditions: give one of IAM's, such as StringEquals or ArnNotLike"),
  ),
  v.record(v.string(), v.union([value, v.array(value)]), "must have condition keys with their values"),
  "must have operators with their condition keys",
);

const elements = "Sid, Effect, Action or NotAction, Resource or NotResource, and Condition";

/** Describes a missing or unknown member by what is allowed. */
function members(allowed: string) {
  return ({ expected }: v.BaseIssue<unknown>) => `${expected === "never" ? "isn't known" : "is missing"}: ${allowed}`;
}

function statementOf({ name, principal }: PolicyKind) {
  const noPrincipal = v.optional(v.never(`isn't an element of a ${name}: ${principal}`));
  return v.pipe(
    v.strictObject(
      {
        Sid: v.optional(
          v.pipe(
            v.string("must be a text"),
            v.regex(/^[A-Za-z0-9]*$/, ({ input }) => `is ${show(input)}: it has letters and digits only`),
          ),
        ),
        Effect: v.picklist(["Allow", "Deny"], ({ input }) => `is ${show(input)}: write Allow or Deny`),
        Action: actions,
        NotAction: actions,
        Resource: resources,
        NotResource: resources,
        Condition: v.optional(condition),
        Principal: noPrincipal,
        NotPrincipal: noPrincipal,
      },
      members(`a statement has ${elements}`),
    ),
    v.check(
      ({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined),
      "needs either Action or NotAction",
    ),
    v.check(
      ({ Resource, NotResource }) => (Resource === undefined) !== (NotResource === undefined),
      "needs either Resource or NotResource",
    ),
  );
}

function areDifferent(statements: readonly { readonly Sid?: string | undefined }[]): boolean {
  const ids = statements.flatMap(({ Sid = "" }) => (Sid === "" ? [] : [Sid]));
  return new Set(ids).size === ids.length;
}

/** What a document of a kind has to be, for the simulator to judge it and for AWS to take it. */
export function policySchema(kind: PolicyKind) {
  return v.strictObject(
    {
      Version: v.picklist(["2012-10-17", "2008-10-17"], ({ input }) => `is ${show(input)}: write 2012-10-17`),
      Id: v.optional(v.string("must be a text")),
      Statement: v.pipe(
        v.array(statementOf(kind), "must be a list of statements"),
        v.minLength(1, "is empty: give at least one statement"),
        v.check((statements) => areDifferent(statements), "has one Sid twice: give each statement its own"),
      ),
    },
    members("a policy has Version and Statement"),
  );
}
