import * as path from "node:path";
import * as v from "valibot";
import { check, type Mistake, show } from "../../../common/validation";
import { ProjectRefusal } from "../../../stacks/project/project-refusal";
import { readFile } from "../../../stacks/project/yaml-file";
import type { NamedPlace } from "../places";
import { type AccessWords, accessKey, inAws } from "./access";
import { type Binding, type Variable, variables } from "./bindings";

/** Name of the file that declares who may do what. */
export const accessFile = "access.yaml";

const text = v.pipe(v.string("must be a text"), v.minLength(1, "is empty: give a value"));
const texts = v.union(
  [text, v.pipe(v.array(text), v.minLength(1, "is empty: list at least one"))],
  "must be a text or a list of texts",
);

/** Describes a missing or unknown member by what is allowed. */
function keys(allowed: string) {
  return ({ expected }: v.BaseIssue<unknown>) => `${expected === "never" ? "isn't known" : "is missing"}: ${allowed}`;
}

const line = v.strictObject(
  { who: text, may: texts, from: texts, because: text },
  keys("an access has who, may, from and because"),
);

const fileSchema = v.strictObject(
  { access: v.array(line, "must be a list of accesses") },
  keys("the file has a list named access"),
);

/** One access of the file, with its variables still in it. */
export type DeclaredLine = v.InferOutput<typeof fileSchema>["access"][number];

/** An access that is meant, and why. */
export interface Declared extends AccessWords {
  readonly because: string;
  /** Its place in the file, such as `access[3]`. */
  readonly line: string;
  /** Whether it is from one environment's place to another's, where it may be allowed and need not. */
  readonly isAcross: boolean;
}

/** Words for places in `from`, and which of a project's places they stand for. */
const placeWords: Readonly<Record<string, (place: NamedPlace, binding: Binding) => boolean>> = {
  internet: ({ kind }) => kind === "internet",
  "another network": ({ kind }) => kind === "another network",
  "on-premises": ({ kind, stack }, { hub }) => kind === "on-premises" && (hub === undefined || stack === hub),
  "the hub": ({ kind, stack }, { hub }) => kind === "hub" && stack === hub,
  "the LOB": ({ kind, stack }, { LOB }) => kind === "LOB" && stack === LOB,
  "every hub": ({ kind }) => kind === "hub",
  "every LOB": ({ kind }) => kind === "LOB",
};

/** LOBs of a hub are told by the stacks that name it. */
const lobsOfHub = "its LOBs";

/** Words that `from` takes, besides the names of places. */
const placeVocabulary = [...Object.keys(placeWords), lobsOfHub, inAws];

/** A place by its name, as reports have it. */
const namedPlace = /^(hub|LOB|on-premises of) \S+$/;

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

const variable = /\{([^}]*)\}/g;

function variablesIn(...words: readonly string[]): string[] {
  return words.flatMap((one) => [...one.matchAll(variable)].map(([, name = ""]) => name));
}

function isVariable(name: string): name is Variable {
  return Object.hasOwn(variables, name);
}

function mistakesOf(line: DeclaredLine, property: string): Mistake[] {
  const unknown = variablesIn(line.who, ...listOf(line.may)).filter((name) => !isVariable(name));
  const elsewhere = listOf(line.from).filter((word) => !placeVocabulary.includes(word) && !namedPlace.test(word));
  return [
    ...unknown.map((name) => ({
      property,
      reason: `has the variable {${name}}: the variables are ${Object.keys(variables).join(", ")}`,
    })),
    ...elsewhere.map((word) => ({
      property: `${property}.from`,
      reason: `is ${show(word)}: the places are ${placeVocabulary.join(", ")}, or one by its name, such as LOB lob-b`,
    })),
  ];
}

/** Whose place stands for what, given the project's stacks. */
export interface Places {
  readonly all: readonly NamedPlace[];
  /** Name of the hub of each LOB's stack. */
  readonly hubOfLob: ReadonlyMap<string, string>;
  /** Whether stacks, by their names, are of one environment. */
  areTogether(one: string, other: string): boolean;
}

function placesFor(word: string, binding: Binding, { all, hubOfLob }: Places): string[] {
  // A place that the estate doesn't have is one that nobody is asked about, which is found.
  if (word === inAws || namedPlace.test(word)) {
    return [word];
  }
  const isMeant =
    word === lobsOfHub
      ? ({ kind, stack }: NamedPlace) => kind === "LOB" && hubOfLob.get(stack ?? "") === binding.hub
      : placeWords[word];
  return all.filter((place) => isMeant?.(place, binding)).map(({ name }) => name);
}

/** Whether a place is in another environment than what variables stand for. */
function isAcross(place: string, { hub, parent, child, LOB }: Binding, { all, areTogether }: Places): boolean {
  const there = all.find(({ name }) => name === place)?.stack;
  const meant = hub ?? parent ?? child ?? LOB;
  return there !== undefined && meant !== undefined && !areTogether(there, meant);
}

function filled(words: string, binding: Binding): string {
  return words.replaceAll(variable, (whole, name: string) => (isVariable(name) ? (binding[name] ?? whole) : whole));
}

/** A line once for each of the bindings that have all its variables, each thing that it allows apart. */
function expand(line: DeclaredLine, property: string, bindings: readonly Binding[], places: Places): Declared[] {
  const { who, because } = line;
  return listOf(line.may).flatMap((may) => {
    const needed = variablesIn(who, may).filter(isVariable);
    const meant = bindings.filter((binding) => needed.every((name) => binding[name] !== undefined));
    return meant.flatMap((binding) => {
      const words = { who: filled(who, binding), may: filled(may, binding), because, line: property };
      const from = listOf(line.from).flatMap((word) => placesFor(word, binding, places));
      const across = (place: string) => needed.length > 0 && isAcross(place, binding, places);
      return from.map((place) => ({ ...words, from: place, isAcross: across(place) }));
    });
  });
}

/** What a file declares, before it is known of which stacks. */
export class Declaration {
  private constructor(private readonly lines: readonly DeclaredLine[]) {}

  /** @throws ProjectRefusal naming every mistake in the file. */
  static read(folder: string): Declaration {
    const { name, yaml } = readFile(path.join(folder, accessFile), v.unknown(), "a list named access");
    const refuse = (mistakes: readonly Mistake[]) =>
      new ProjectRefusal(mistakes.map((mistake) => ({ ...mistake, file: name, line: yaml.lineOf(mistake.property) })));
    const checked = check(fileSchema, yaml.content);
    if ("mistakes" in checked) {
      throw refuse(checked.mistakes);
    }
    const lines = checked.value.access;
    const mistakes = lines.flatMap((line, index) => mistakesOf(line, `access[${index}]`));
    if (mistakes.length > 0) {
      throw refuse(mistakes);
    }
    return new Declaration(lines);
  }

  /** Every access that is meant, each once. */
  expanded(bindings: readonly Binding[], places: Places): Declared[] {
    const all = this.lines.flatMap((line, index) => expand(line, `access[${index}]`, bindings, places));
    // Where two lines, or two bindings of one, declare the same access, one that demands it counts.
    const demanded = new Set(all.filter(({ isAcross: across }) => !across).map(accessKey));
    const each = new Map(all.map((declared) => [accessKey(declared), declared]));
    return [...each].map(([key, declared]) => ({ ...declared, isAcross: !demanded.has(key) }));
  }
}
