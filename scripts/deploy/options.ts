import { type Mistake, show } from "../../common/validation";
import type { Project } from "../../stacks/project/stack";
import { type Choice, type ChoiceOptions, readChoice } from "../stack-runs/choice";
import type { CredentialPlaces } from "../support/credentials";

/** The options of `npm run deploy`, as they are described in its help. */
export interface Options extends ChoiceOptions {
  readonly preview?: true;
  readonly check?: true;
  readonly markdown?: true;
  readonly yes?: true;
  readonly init?: true;
  readonly replaceData?: readonly string[];
  readonly json?: true;
}

/** What the options come to. */
export interface Chosen extends Choice {
  /** Names of stacks that may lose data. */
  readonly replaceData: ReadonlySet<string>;
}

/** Options that can't be given together: `--check` changes nothing and asks nothing. */
function combinationMistakes({ check, markdown, json, preview, yes, init, replaceData }: Options): Mistake[] {
  const given = Object.entries({ preview, yes, init, "replace-data": replaceData });
  const besideCheck = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  const reasons = [
    ...(check && besideCheck.length > 0
      ? [
          [
            "--check",
            `changes nothing and can't be combined with ${besideCheck.join(", ")}: leave one or the other out`,
          ],
        ]
      : []),
    ...(markdown && !check ? [["--markdown", "prints what --check finds: give --check as well"]] : []),
    ...(markdown && json ? [["--markdown", "can't be given with --json: leave one of the two out"]] : []),
  ];
  return reasons.map(([property = "", reason = ""]) => ({ property, reason }));
}

/**
 * Reads the options of `npm run deploy`.
 *
 * @throws Refusal naming every value that is wrong.
 */
export function readOptions(options: Options, project: Project, places: CredentialPlaces): Chosen {
  const { replaceData = [] } = options;
  const names = project.stacks.map(({ name }) => name);
  const unknown = replaceData
    .filter((name) => !names.includes(name))
    .map((name) => ({
      property: "--replace-data",
      reason: `is ${show(name)}: there is no such stack here; the stacks are ${names.join(", ")}`,
    }));
  const choice = readChoice("npm run deploy", options, project, places, [...combinationMistakes(options), ...unknown]);
  return { ...choice, replaceData: new Set(replaceData) };
}
