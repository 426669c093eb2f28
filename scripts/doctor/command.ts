import { isUsersMistake } from "../../common/explain-failure";
import { lobsWithoutStack } from "../../stacks/project/lobs-without-stack";
import { isShared } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import {
  type CredentialPlaces,
  type CredentialSource,
  readStackOptions,
  type StackOptions,
} from "../support/credentials";
import type { Terminal } from "../support/terminal";
import type { Clients } from "./clients";
import type { Engine } from "./engine";
import { environmentChecks, type Wanted } from "./environment";
import { type Check, type Finding, found, make, type Verdict, warned } from "./finding";
import { once } from "./once";
import { findingLines, jsonReport, summary } from "./report";

/** The options of `npm run doctor`, with their help texts. */
export interface DoctorOptions extends StackOptions {
  readonly json?: true;
}

/** The command's surroundings. */
export interface Surroundings extends CredentialPlaces {
  /** Reads the project's files. Throws a Refusal, or another mistake of the user, naming all that is wrong in them. */
  readProject(): Project;
  /** The versions that the project requires. */
  readonly wanted: Wanted;
  /** The version of Node.js that runs this, such as `v20.19.0`. */
  readonly node: string;
  readonly engine: Engine;
  /**
   * Clients of AWS for a stack.
   *
   * @param source where the credentials come from; undefined for those of the shell.
   */
  clients(stack: Stack, source: CredentialSource | undefined): Clients;
  readonly terminal: Pick<Terminal, "doing" | "say">;
}

/** Each stack's version, asked only once. */
function askingOnce(engine: Engine): Engine {
  return { version: once(() => engine.version()), stack: (name, source) => engine.stack(name, source) };
}

/** The project, or the mistakes in its files. */
function readFiles(around: Surroundings): Project | readonly string[] {
  try {
    return around.readProject();
  } catch (error) {
    if (isUsersMistake(error)) {
      return error.message.split("\n");
    }
    throw error;
  }
}

function filesCheck(verdict: Verdict): Check {
  return { subject: "Pulumi.yaml and Pulumi.<stack>.yaml", name: "config", look: async () => verdict };
}

/** All checks. If the files are wrong, it isn't known which stacks there should be. */
function allChecks(options: DoctorOptions, around: Surroundings): Check[] {
  const engine = askingOnce(around.engine);
  const environment = environmentChecks(around.wanted, { node: around.node, cli: () => engine.version() });
  const project = readFiles(around);
  if (!("stacks" in project)) {
    return [...environment, filesCheck(found(project))];
  }
  const { chosen, profiles } = readStackOptions("npm run doctor", options, project.stacks, around);
  // Loaded once the options are checked, since AWS's clients take a second.
  const { projectChecks }: typeof import("./project-checks") = require("./project-checks");
  const means = {
    engine,
    source: ({ name }: Stack) => profiles.of(name),
    clients: (stack: Stack) => around.clients(stack, profiles.of(stack.name)),
  };
  const unknown = project.stacks.filter(isShared).flatMap((hub) => lobsWithoutStack(project, hub));
  return [...environment, filesCheck(warned(unknown)), ...projectChecks(project, chosen, means)];
}

/**
 * What `npm run doctor` does: runs one check after the other, and prints the findings. It changes nothing.
 *
 * @returns whether all is well; a skipped check isn't a problem.
 * @throws Refusal for wrong options, before anything is checked.
 */
export async function runDoctor(options: DoctorOptions, around: Surroundings): Promise<boolean> {
  const { terminal } = around;
  const findings: Finding[] = [];
  for (const check of allChecks(options, around)) {
    terminal.doing(`${check.subject}: ${check.name}`);
    const finding = await make(check);
    if (options.json !== true) {
      terminal.say(findingLines(finding, findings));
    }
    findings.push(finding);
  }
  terminal.say(options.json === true ? jsonReport(findings) : summary(findings));
  return findings.every(({ outcome }) => outcome !== "problem");
}
