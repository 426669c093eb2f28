import { readFileSync } from "node:fs";
import { isRecord } from "../../../common/is-record";
import { UsersMistake } from "../../../common/users-mistake";
import { check, show } from "../../../common/validation";
import type { NamedPolicy } from "../../aws";
import { boundaryPolicy, controlPolicy, type PolicyKind, policySchema } from "./policy-schema";

/** An organization's documents. */
export interface Documents {
  /** Service control policies, a list for each level of the organization. */
  readonly levels: readonly (readonly NamedPolicy[])[];
  /** The permissions boundary of the stacks' roles. */
  readonly boundary: NamedPolicy | undefined;
  /** Name of the role that deploys. Default: not known. */
  readonly deployRole: string | undefined;
}

/** The options of `npm run verify` that name an organization's documents. */
export interface DocumentOptions {
  /** Files of service control policies, each a level of the organization; files of one level are joined by commas. */
  readonly scp?: readonly string[];
  readonly boundary?: string;
  readonly deployRole?: string;
}

/** What is wrong with a file, a sentence each, to be read after its name. */
function mistakesIn(kind: PolicyKind, content: object): string[] {
  const { length } = JSON.stringify(content);
  const most = kind.mostCharacters;
  const tooLong =
    length > most
      ? [
          `which has ${length.toLocaleString("en-US")} characters without white space: AWS takes ${most.toLocaleString("en-US")}, so shorten or split it`,
        ]
      : [];
  const checked = check(policySchema(kind), content);
  const wrong = "mistakes" in checked ? checked.mistakes : [];
  return [...tooLong, ...wrong.map(({ property, reason }) => `whose ${property} ${reason}`)];
}

/** Statements with an id each, by which they are named: their Sid, or their number. */
function identified(statements: readonly unknown[]): object[] {
  return statements
    .filter(isRecord)
    .map((statement, index) => ({ ...statement, Sid: statement.Sid || `${index + 1}` }));
}

/** Reads a file of JSON, or tells what is wrong with it, to be read after its name. */
export function readJson(file: string): { readonly content: unknown } | string {
  try {
    return { content: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    return error instanceof SyntaxError ? "is not JSON" : "can't be read";
  }
}

/** A document with ids for its statements, or what is wrong with it, to be read after its name. */
export function readPolicy(kind: PolicyKind, content: unknown): { readonly document: object } | readonly string[] {
  if (!isRecord(content) || content.Statement === undefined) {
    return [`which is not a ${kind.name}: that is an object with Version and Statement`];
  }
  const { Statement } = content;
  // AWS also takes one statement without a list around it.
  const statements = Array.isArray(Statement) ? Statement : isRecord(Statement) ? [Statement] : Statement;
  const mistakes = mistakesIn(kind, { ...content, Statement: statements });
  return mistakes.length > 0 || !Array.isArray(statements)
    ? mistakes
    : { document: { ...content, Statement: identified(statements) } };
}

/** Reads the document of a kind from a file, or tells what is wrong with it. */
function readDocument(kind: PolicyKind, file: string): NamedPolicy | readonly string[] {
  const wrong = (mistake: string) => `${kind.option} is "${file}", ${mistake}`;
  const read = readJson(file);
  if (typeof read === "string") {
    return [wrong(`which ${read}: give the file of a ${kind.name}`)];
  }
  const found = readPolicy(kind, read.content);
  return "document" in found ? { name: `${kind.name} ${file}`, ...found } : found.map(wrong);
}

/**
 * What every level has attached unless the organization took it away: without it, a level with denials only would allow
 * nothing. A level whose files allow something is taken as they are.
 *
 * Source: AWS Organizations User Guide, "SCP evaluation".
 */
const fullAccess: NamedPolicy = {
  name: "FullAWSAccess",
  document: { Version: "2012-10-17", Statement: [{ Sid: "1", Effect: "Allow", Action: "*", Resource: "*" }] },
};

function allows({ document }: NamedPolicy): boolean {
  const statements = isRecord(document) && Array.isArray(document.Statement) ? document.Statement : [];
  return statements.some((statement) => isRecord(statement) && statement.Effect === "Allow");
}

/**
 * Reads an organization's documents.
 *
 * @returns undefined where none are given.
 * @throws UsersMistake naming everything that is wrong with them.
 */
export function readDocuments({ scp = [], boundary, deployRole }: DocumentOptions): Documents | undefined {
  const mistakes: string[] = [];
  const read = (kind: PolicyKind, file: string): NamedPolicy[] => {
    const found = readDocument(kind, file);
    if ("name" in found) {
      return [found];
    }
    mistakes.push(...found);
    return [];
  };
  const levels = scp.map((files) => files.split(",").flatMap((file) => read(controlPolicy, file)));
  const [bound] = boundary === undefined ? [] : read(boundaryPolicy, boundary);
  if (deployRole !== undefined && !/^[\w+=,.@/-]{1,512}$/.test(deployRole)) {
    mistakes.push(`--deploy-role is ${show(deployRole)}: give the name of a role, after its path if it has one`);
  }
  if (deployRole !== undefined && scp.length === 0) {
    mistakes.push("--deploy-role is given without --scp: give the service control policies that limit the role");
  }
  if (mistakes.length > 0) {
    throw new UsersMistake(mistakes.join("\n"));
  }
  return scp.length === 0 && boundary === undefined
    ? undefined
    : {
        levels: levels.map((level) => (level.some(allows) ? level : [...level, fullAccess])),
        boundary: bound,
        deployRole,
      };
}
