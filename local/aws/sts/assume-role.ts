import { AwsError } from "../core/aws-error";
import { brokenBy, type Constraints, complaints, refuseBroken } from "../core/constraints";
import { NotKnown } from "../core/not-known";
import { readDocument } from "../iam";
import type { NamedPolicy } from "../iam/question";

/** What AssumeRole was asked for. */
export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly seconds: number;
  /** What the session may do at most, besides the role's own policies. */
  readonly policy: NamedPolicy | undefined;
  /** The session's tags, which become `aws:PrincipalTag`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Seconds of a session that can be asked for. Source: STS API reference, AssumeRole, `DurationSeconds`. */
const shortestSession = 900;
const longestSession = 43_200;

/** Source: STS API reference, AssumeRole. */
const constraints: Readonly<Record<string, Constraints>> = {
  RoleArn: {
    pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
    shortest: 20,
    longest: 2048,
  },
  RoleSessionName: { pattern: "[\\w+=,.@-]*", shortest: 2, longest: 64 },
  ExternalId: { pattern: "[\\w+=,.@:\\/-]*", shortest: 2, longest: 1224 },
  SourceIdentity: { pattern: "[\\w+=,.@-]*", shortest: 2, longest: 64 },
  Policy: { pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", shortest: 1, longest: 2048 },
};

/** Source: STS API reference, Tag, and AssumeRole, `Tags`. */
const tagConstraints: Readonly<Record<string, Constraints>> = {
  Key: { pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", shortest: 1, longest: 128 },
  Value: { pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", longest: 256 },
};
const mostTags = 50;

const required = ["RoleArn", "RoleSessionName"];

const tagForm = /^Tags\.member\.(?<index>\d+)\.(?<part>Key|Value)$/;

/** Members besides those above that are read; an empty list is as good as none. */
const alsoRead = /^(Action|Version|DurationSeconds)$/;

function brokenDuration(seconds: number): string[] {
  return [
    ...(!(seconds >= shortestSession) ? [`have value greater than or equal to ${shortestSession}`] : []),
    ...(seconds > longestSession ? [`have value less than or equal to ${longestSession}`] : []),
  ];
}

function demandsOn(name: string, value: string | null): string[] {
  if (value === null) {
    return required.includes(name) ? ["not be null"] : [];
  }
  const limits = constraints[name];
  return limits === undefined ? brokenDuration(Number(value)) : brokenBy(value, limits);
}

/** Refuses what breaks constraints, with STS's names for members. */
function checkConstraints(form: URLSearchParams): void {
  const members = [...Object.keys(constraints), "DurationSeconds"];
  refuseBroken([
    ...members.flatMap((name) => {
      const value = form.get(name);
      const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return complaints(member, value ?? undefined, demandsOn(name, value));
    }),
    ...[...form].flatMap(([name, value]) => {
      const { index = "", part = "" } = tagForm.exec(name)?.groups ?? {};
      const limits = tagConstraints[part];
      const member = `tags.${index}.member.${part.toLowerCase()}`;
      return limits === undefined ? [] : complaints(member, value, brokenBy(value, limits));
    }),
  ]);
}

/** Refuses by its name what can't be judged: managed session policies, transitive tags, second factors, contexts. */
function checkKnown(form: URLSearchParams): void {
  const isRead = (name: string) => constraints[name] !== undefined || alsoRead.test(name) || tagForm.test(name);
  const others = [...form].filter(([name, value]) => value !== "" && !isRead(name)).map(([name]) => name);
  if (others.length > 0) {
    throw NotKnown.members("STS", "AssumeRole", [...new Set(others.map((name) => name.split(".")[0] ?? ""))]);
  }
}

function readPolicy(text: string | null): NamedPolicy | undefined {
  if (text === null) {
    return undefined;
  }
  const document = readDocument(text);
  if (document.Statement.some(({ Principal }) => Principal !== undefined)) {
    throw new AwsError("MalformedPolicyDocument", "Policy document should not specify a principal.");
  }
  return { name: "the session's policy", document: JSON.parse(text) };
}

function readTags(form: URLSearchParams): Record<string, string> {
  const keys = [...form].filter(([name]) => tagForm.exec(name)?.groups?.part === "Key");
  if (keys.length > mostTags || new Set(keys.map(([, key]) => key.toLowerCase())).size < keys.length) {
    throw NotKnown.members("STS", "AssumeRole", [`Tags that are more than ${mostTags} or have one key twice`]);
  }
  return Object.fromEntries(keys.map(([name, key]) => [key, form.get(name.replace(/Key$/, "Value")) ?? ""]));
}

/**
 * Reads a call of AssumeRole.
 *
 * @throws AwsError ValidationError or MalformedPolicyDocument; NotKnown for what can't be judged here.
 */
export function readAssumeRole(form: URLSearchParams): AssumeRoleRequest {
  checkKnown(form);
  checkConstraints(form);
  return {
    roleArn: form.get("RoleArn") ?? "",
    sessionName: form.get("RoleSessionName") ?? "",
    externalId: form.get("ExternalId") ?? undefined,
    sourceIdentity: form.get("SourceIdentity") ?? undefined,
    seconds: Number(form.get("DurationSeconds") ?? 3600),
    policy: readPolicy(form.get("Policy")),
    tags: readTags(form),
  };
}
