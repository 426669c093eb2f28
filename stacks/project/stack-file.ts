import * as v from "valibot";
import { didYouMean } from "../../common/did-you-mean";
import { isRecord } from "../../common/is-record";
import { Refusal } from "../../common/refusal";
import { check, type Mistake, mistakesIn } from "../../common/validation";
import { accountId } from "../../infra/support/schemas";
import { configKeys } from "../config-keys";
import { otherKeyMistake } from "../other-keys";
import { type FileMistake, ProjectRefusal } from "./project-refusal";
import { makeStack, type Stack } from "./stack";
import { map, type ReadFile, toText } from "./yaml-file";

/** What a stack's file is, at its top. */
export const stackFileForm = v.pipe(map, v.object({ config: v.nullish(map) }));

/** Keys at the top of a stack's file. Source: Pulumi documentation, "Stack settings file reference". */
const topKeys = ["config", "environment", "encryptionsalt", "encryptedkey", "secretsprovider"];

/** What is wrong with a key at the top of the file, if anything. */
function topMistake(key: string, own: string): Mistake | undefined {
  if (topKeys.includes(key)) {
    return undefined;
  }
  return configKeys.has(own)
    ? { property: own, reason: "stands beside config, where it has no effect: indent it below config" }
    : {
        property: key,
        reason: `is not a key of a stack's file: ${didYouMean(key, topKeys) ?? "keys of this project stand below config; remove it"}`,
      };
}

/** Whether a key is the first part of a property, such as `lobs` of `lobs[1].name`. */
function begins(key: string, property: string): boolean {
  return property.startsWith(key) && /^([.[]|$)/.test(property.slice(key.length));
}

/** The file of a stack: its config as Pulumi reads it, and where in the file its mistakes are. */
export class StackFile {
  /** Keys as the file writes them; the project's own with or without its name before them. */
  private readonly config: Readonly<Record<string, unknown>>;
  private readonly top: readonly string[];

  constructor(
    private readonly stack: string,
    private readonly file: ReadFile<v.InferOutput<typeof stackFileForm>>,
    private readonly project: string,
  ) {
    this.config = file.content.config ?? {};
    this.top = isRecord(file.yaml.content) ? Object.keys(file.yaml.content) : [];
  }

  /** Adds the line of a mistake; a key that the file doesn't have has no line. */
  placed(mistake: Mistake): FileMistake {
    const written = [`${this.project}:${mistake.property}`, mistake.property];
    const places = [
      { keys: Object.keys(this.config), before: "config." },
      { keys: this.top, before: "" },
    ].flatMap(({ keys, before }) =>
      written.filter((property) => keys.some((key) => begins(key, property))).map((property) => `${before}${property}`),
    );
    const line = places[0] === undefined ? undefined : this.file.yaml.lineOf(places[0]);
    return { ...mistake, file: this.file.name, line };
  }

  /** A key of the project without the project's name; any other as it is. */
  private ownKey(key: string): string {
    return key.startsWith(`${this.project}:`) ? key.slice(this.project.length + 1) : key;
  }

  /** What prevents reading a config key's value, if anything. */
  private unreadable(key: string, value: unknown): Mistake | undefined {
    if (key.includes(":")) {
      return otherKeyMistake(key, this.project, this.stack);
    }
    if (key === "<<") {
      return { property: key, reason: "isn't read in a stack's file: write its keys out" };
    }
    if (key === "account" && typeof value === "number" && String(value).length < 12) {
      // Its text wouldn't show lost leading zeros.
      const [wrong] = mistakesIn(check(accountId, value));
      return wrong && { ...wrong, property: key };
    }
    const reason =
      "is encrypted, and npm start can't decrypt it: no value of this project is secret, so set it as plain text";
    return isRecord(value) && "secure" in value ? { property: key, reason } : undefined;
  }

  /**
   * Makes the stack.
   *
   * @param defaults of config keys, as `Pulumi.yaml` has them.
   * @throws ProjectRefusal naming every mistake in the file.
   */
  read(defaults: Readonly<Record<string, string>>): Stack {
    const keys = Object.entries(this.config).map(([name, value]) => [this.ownKey(name), value] as const);
    const atTop = this.top.flatMap((key) => topMistake(key, this.ownKey(key)) ?? []);
    const found = [...atTop, ...keys.flatMap(([key, value]) => this.unreadable(key, value) ?? [])];
    const texts = Object.fromEntries(keys.flatMap(([key, value]) => (key.includes(":") ? [] : [[key, toText(value)]])));
    try {
      return makeStack(this.stack, { ...defaults, ...texts }, found);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      // Without a config map, its keys are somewhere else in the file.
      const mistakes = keys.length === 0 && atTop.length > 0 ? atTop : error.mistakes;
      throw new ProjectRefusal(mistakes.map((mistake) => this.placed(mistake)));
    }
  }
}
