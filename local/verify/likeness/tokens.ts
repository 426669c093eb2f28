import type { ChildStack } from "../../../stacks/project/roles";
import { type Resource, userProfile, vpc, type World } from "../../aws";
import { type Range, type Token, Vocabulary } from "./vocabulary";

/** Ids that AWS makes up, which have no meaning. */
const inventedId =
  /\b(?:[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8,17}(?:-[0-9a-z]{8})?|(?:d|fs)-[0-9a-z]{12}|AROA[0-9A-Z]{10,}|Z[0-9A-Z]{10,})\b/g;

/** Whose a resource is: of the LOB in whose account or stack it is. */
export function lobOf(lobs: readonly ChildStack[], { account, stack }: Pick<Resource, "account" | "stack">) {
  const index = lobs.findIndex(({ name, config }) => config.account === account || name === stack);
  return index < 0 ? undefined : index;
}

/** Names that a LOB goes by, each with what it is to the LOB. */
function namesOf(world: World, { name, config }: ChildStack, lob: number): Token[] {
  const profiles = world.list(userProfile, config.account).map(({ state }) => state.userProfileName);
  const users = [...new Set([...config.userProfiles, ...profiles])];
  return [
    { text: config.account, lob, kind: "account" },
    { text: name, lob, kind: name === config.lob ? "name" : "stack" },
    ...(config.lob === undefined || config.lob === name ? [] : [{ text: config.lob, lob, kind: "LOB" }]),
    ...users.map((text, index) => ({ text, lob, kind: `profile ${index}` })),
  ];
}

/** Words of one LOB only; a word of several is nobody's, and stays as it is. */
function unshared(tokens: readonly Token[]): Token[] {
  const owners = new Map<string, Set<number>>();
  for (const { text, lob } of tokens) {
    owners.set(text.toLowerCase(), new Set(owners.get(text.toLowerCase())).add(lob));
  }
  return tokens.filter(({ text }, index) => {
    const isFirst = tokens.findIndex((other) => other.text.toLowerCase() === text.toLowerCase()) === index;
    return isFirst && owners.get(text.toLowerCase())?.size === 1;
  });
}

/** Longer texts are code, which has no ids. */
const longest = 5000;

/** A resource as a text, without the code that it has. */
export function textOf(resource: Resource): string {
  const known = texts.get(resource) ?? JSON.stringify(resource, (_, value) => (isCode(value) ? "code" : value));
  texts.set(resource, known);
  return known;
}

function isCode(value: unknown): boolean {
  return typeof value === "string" && value.length > longest && !/^[{[]/.test(value);
}

const texts = new WeakMap<Resource, string>();

/** The ids in a text; of one that begins with a LOB's name, what AWS or a hash put behind it. */
function invented(text: string, names: Vocabulary): Set<string> {
  const ids = [...text.matchAll(inventedId)].map(([id]) =>
    names.mentions(id).length === 0 ? id : (id.split("-").at(-1) ?? id),
  );
  return new Set(ids.filter((id) => names.mentions(id).length === 0));
}

interface Text {
  readonly text: string;
  readonly id: string;
  readonly lobs: ReadonlySet<number>;
}

function only(lobs: ReadonlySet<number>): number | undefined {
  return lobs.size === 1 ? [...lobs][0] : undefined;
}

/** The LOB that an invented id belongs to: that of its resource, or else the only one whose resources have it. */
function ownerOf(id: string, texts: readonly Text[]): number | undefined {
  const resource = texts.find((text) => text.id === id);
  if (resource !== undefined) {
    return only(resource.lobs);
  }
  const owners = new Set(texts.flatMap(({ lobs }) => only(lobs) ?? []));
  const owner = only(owners);
  return owner !== undefined && texts.every(({ lobs }) => lobs.has(owner)) ? owner : undefined;
}

/** Ids that AWS made up for resources of LOBs, in the order in which they are come by. */
function idsOf(resources: readonly Resource[], lobs: readonly ChildStack[], names: Vocabulary, known: Vocabulary) {
  const textsOf = new Map<string, Text[]>();
  for (const resource of resources) {
    const text = textOf(resource);
    const own = lobOf(lobs, resource);
    const mentioned = new Set([...known.mentions(text), ...(own === undefined ? [] : [own])]);
    for (const id of invented(text, names)) {
      const texts = textsOf.get(id) ?? [];
      if (texts.at(-1)?.text !== text) {
        textsOf.set(id, [...texts, { text, id: resource.id, lobs: mentioned }]);
      }
    }
  }
  const counts = new Map<number, number>();
  return [...textsOf].flatMap(([text, texts]): Token[] => {
    const lob = ownerOf(text, texts);
    if (lob === undefined) {
      return [];
    }
    const count = (counts.get(lob) ?? 0) + 1;
    counts.set(lob, count);
    return [{ text, lob, kind: `id ${count}` }];
  });
}

/**
 * The words by which LOBs are known: their names, accounts and ranges, and the ids that AWS made up for what is theirs.
 * Their choice decides nothing: what remains besides them shows whether LOBs are alike.
 */
export function vocabularyOf(world: World, lobs: readonly ChildStack[]): Vocabulary {
  const resources = world.everything();
  const ranges: Range[] = lobs.flatMap(({ config }, lob) =>
    world.list(vpc, config.account).map(({ state }, index) => ({ cidr: state.cidrBlock, lob, kind: `range ${index}` })),
  );
  const names = unshared(lobs.flatMap((stack, lob) => namesOf(world, stack, lob)));
  const byNames = new Vocabulary(names, ranges);
  const first = idsOf(resources, lobs, byNames, byNames);
  // A resource can name a LOB by an id only, so look once more with the ids known.
  const ids = idsOf(resources, lobs, byNames, new Vocabulary([...names, ...first], ranges));
  return new Vocabulary([...names, ...ids], ranges);
}
