import * as v from "valibot";
import { type Resource, type Role, role, trustPolicy, type World } from "../../aws";

const texts = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => [value].flat()),
);

const documentSchema = v.object({
  Statement: v.array(
    v.object({
      Effect: v.picklist(["Allow", "Deny"]),
      Action: texts,
      Principal: v.union([v.literal("*"), v.record(v.string(), texts)]),
      Condition: v.optional(v.record(v.string(), v.record(v.string(), texts)), {}),
    }),
  ),
});

type Statement = v.InferOutput<typeof documentSchema>["Statement"][number];

/** Whom a statement of a trust policy lets in. */
export interface Trusted {
  /** A service, such as `lambda.amazonaws.com`; undefined where roles are trusted. */
  readonly service?: string | undefined;
  /** Accounts that are named; empty for every account that the conditions let in. */
  readonly accounts: readonly string[];
  /** Names of roles, with `*` for whatever stands there; empty for any. */
  readonly roles: readonly string[];
  /** The organization, where the statement wants one. */
  readonly organizations: readonly string[];
  /** Paths in an organization, with `*` for whatever is below, where the statement wants one. */
  readonly paths: readonly string[];
}

/** Values that a statement wants of a key, whatever the operator and the key's case. */
function wanted({ Condition }: Statement, key: string): string[] {
  return Object.values(Condition)
    .flatMap((keys) => Object.entries(keys))
    .filter(([name]) => name.toLowerCase() === key.toLowerCase())
    .flatMap(([, values]) => values);
}

const accountOf = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const roleOf = /^arn:aws:iam::([\d*]+):role\/(.+)$/;

function trustedBy(statement: Statement): Trusted[] {
  const { Principal } = statement;
  const services = typeof Principal === "string" ? [] : (Principal.Service ?? []);
  const principals = typeof Principal === "string" ? [Principal] : (Principal.AWS ?? []);
  const named = [...principals, ...wanted(statement, "aws:PrincipalArn")].flatMap((arn) => roleOf.exec(arn)?.[2] ?? []);
  const accounts = [...principals, ...wanted(statement, "aws:PrincipalAccount")].flatMap(
    (principal) => accountOf.exec(principal)?.[1] ?? roleOf.exec(principal)?.[1] ?? [],
  );
  const organizations = wanted(statement, "aws:PrincipalOrgID");
  const paths = wanted(statement, "aws:PrincipalOrgPaths");
  return [
    ...services.map((service) => ({ service, accounts: [], roles: [], organizations: [], paths: [] })),
    ...(principals.length === 0 ? [] : [{ accounts, roles: named, organizations, paths }]),
  ];
}

/** Whom a role's trust policy lets assume it. What the caller has to bring along, such as an ExternalId, is left out. */
export function trustedOf(world: World, found: Resource<Role>): Trusted[] {
  const { document } = trustPolicy(world, found);
  return v
    .parse(documentSchema, document)
    .Statement.filter(({ Effect, Action }) => Effect === "Allow" && Action.includes("sts:AssumeRole"))
    .flatMap(trustedBy);
}

function isNamed(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

/** A role that may assume another one, as far as the other's trust policy decides. */
export interface TrustEdge {
  readonly from: Resource<Role>;
  readonly to: Resource<Role>;
}

function lets({ accounts, roles, organizations, paths }: Trusted, from: Resource<Role>, world: World): boolean {
  const member = world.account(from.account)?.organization;
  return (
    (accounts.length === 0 || accounts.includes(from.account)) &&
    (roles.length === 0 || roles.some((pattern) => isNamed(pattern, from.state.name))) &&
    (organizations.length === 0 || organizations.includes(member?.id ?? "")) &&
    (paths.length === 0 || paths.some((pattern) => isNamed(pattern, member?.path ?? "")))
  );
}

/** Every pair of roles of which one trusts the other. */
export function trustEdges(world: World): TrustEdge[] {
  const roles = world.all(role);
  return roles.flatMap((to) => {
    const trusted = trustedOf(world, to).filter(({ service }) => service === undefined);
    return roles
      .filter((from) => from.urn !== to.urn && trusted.some((one) => lets(one, from, world)))
      .map((from) => ({ from, to }));
  });
}

function trustText({ service, accounts, roles, organizations, paths }: Trusted): string[] {
  if (service !== undefined) {
    return [service];
  }
  const who = `${roles.length === 0 ? "any role" : roles.join(", ")} of`;
  const [only, ...others] = accounts;
  if (only !== undefined) {
    return [who, others.length === 0 ? only : `${accounts.length} accounts`];
  }
  return [who, paths.join(", ") || organizations.join(", ") || "any account"];
}

/** Whom a role trusts, in words, as lines. */
export function trustTexts(world: World, found: Resource<Role>): string[] {
  const texts = trustedOf(world, found).map(trustText);
  return [...new Map(texts.map((lines) => [lines.join(" "), lines])).values()].flat();
}
