import { mkdirSync } from "node:fs";
import { together } from "../../common/together";
import { UsersMistake } from "../../common/users-mistake";
import { chosenEnvironments, type Environment, type EnvironmentOptions } from "../../stacks/project/environments";
import { unsharedMistakes } from "../../stacks/project/project-checks";
import { readProject } from "../../stacks/project/project-files";
import type { Project } from "../../stacks/project/stack";
import type { OwnDocuments } from "../estate/own-roles";
import type { AccessWords } from "./access/access";
import { Declaration } from "./access/declared";
import { readFormerAccess } from "./former-report";
import { type DocumentOptions, type Documents, readDocuments } from "./organization/documents";
import { readOwnDocuments } from "./organization/own-documents";

/** The options of `npm run verify`, as they are described in its help. */
export interface VerifyOptions extends EnvironmentOptions, DocumentOptions {
  readonly out: string;
  readonly against?: string;
  /** Files of what IAM has of accounts, for roles and policies of the organization's own. */
  readonly iam?: readonly string[];
}

/** A folder that reports can't be written to. */
class UnwritableFolder extends UsersMistake {
  constructor(folder: string) {
    super(`--out is "${folder}", which can't be written: give a folder that exists or can be created`);
  }
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new UnwritableFolder(folder);
  }
}

/** What is to be verified, by options and files that were checked. */
export interface ChosenReport {
  /** The stacks of the environments. */
  readonly project: Project;
  readonly environments: readonly Environment[];
  readonly declaration: Declaration;
  /** What an earlier run allowed; undefined where it isn't compared with one. */
  readonly former: readonly AccessWords[] | undefined;
  /** The organization's own documents; undefined where none are given. */
  readonly documents: Documents | undefined;
  /** Documents of roles and policies beside the stacks, as far as they are given. */
  readonly own: OwnDocuments;
  /** The folder of the reports, which is there. */
  readonly out: string;
}

/**
 * Checks the options and the files of a project, before anything is loaded that takes a second.
 *
 * @throws UsersMistake or Refusal naming what is wrong with files and options.
 */
export async function check(
  folder: string,
  { out, against, iam = [], ...options }: VerifyOptions,
): Promise<ChosenReport> {
  const [configured, declaration, former, documents] = await together([
    (async () => readProject(folder, unsharedMistakes))(),
    (async () => Declaration.read(folder))(),
    (async () => (against === undefined ? undefined : readFormerAccess(against)))(),
    (async () => readDocuments(options))(),
  ]);
  const environments = chosenEnvironments(configured, options);
  const chosen = new Set(environments.flatMap(({ project }) => project.stacks));
  const project = { ...configured, stacks: configured.stacks.filter((stack) => chosen.has(stack)) };
  const own = readOwnDocuments(iam, configured);
  prepare(out);
  return { project, environments, declaration, former, documents, own, out };
}
