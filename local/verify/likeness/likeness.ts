import type { ChildStack } from "../../../stacks/project/roles";
import type { World } from "../../aws";
import { Classes } from "./classes";
import type { Subject } from "./subject";
import { lobOf, textOf, vocabularyOf } from "./tokens";
import { Vocabulary } from "./vocabulary";

/** Which LOB takes a LOB's place. */
export type Exchange = ReadonlyMap<number, number>;

/** Everything that exists, as far as it could tell LOBs apart. */
function existing(world: World, lobs: readonly ChildStack[]): Subject[] {
  const resources = world
    .everything()
    .map((resource) => ({ group: resource.type, value: resource, lob: lobOf(lobs, resource) }));
  const accounts = world
    .everyAccount()
    .map((account) => ({ group: "account", value: account, lob: lobOf(lobs, { account: account.id, stack: "" }) }));
  return [...resources, ...accounts];
}

/** Whether LOBs can be told apart at a glance: by how many resources of each type name their accounts. */
function haveNoLike(world: World, lobs: readonly ChildStack[]): boolean {
  const resources = world.everything().map((resource) => ({ type: resource.type, text: textOf(resource) }));
  const glances = lobs.map(({ config: { account } }) => {
    const counts = new Map<string, number>();
    for (const { type } of resources.filter(({ text }) => text.includes(account))) {
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    return JSON.stringify([...counts].sort());
  });
  return new Set(glances).size === lobs.length;
}

/**
 * LOBs that are alike: where two of them change places, with all their names, accounts, ids and ranges, everything that
 * exists stays as it is. What is asked of one of them then has the same answer for the other, so one question stands for
 * all that differ in such LOBs only.
 *
 * The first of a class stands for all. Where a question is about several of a class, such as one LOB's Studio and
 * another LOB's files, the first two or three stand for any.
 */
export class Likeness {
  private readonly placeOf: readonly (readonly [list: number, index: number])[];
  private readonly mentioned = new Map<string, readonly number[]>();
  private readonly hasAlike: boolean;

  private constructor(
    private readonly vocabulary: Vocabulary,
    private readonly lobs: readonly ChildStack[],
    private readonly classes: readonly (readonly number[])[],
  ) {
    this.hasAlike = classes.some(({ length }) => length > 1);
    this.placeOf = lobs.map((_, lob): readonly [number, number] => {
      const list = classes.findIndex((members) => members.includes(lob));
      return [list, classes[list]?.indexOf(lob) ?? 0];
    });
  }

  /**
   * Finds out which LOBs are alike.
   *
   * @param more what else is asked about: who acts, what is done, from where.
   */
  static of(world: World, lobs: readonly ChildStack[], more: readonly Subject[]): Likeness {
    if (haveNoLike(world, lobs)) {
      return Likeness.none(lobs);
    }
    const vocabulary = vocabularyOf(world, lobs);
    const classes = new Classes(vocabulary, lobs.length, [...existing(world, lobs), ...more]).find();
    return classes.every(({ length }) => length === 1) ? Likeness.none(lobs) : new Likeness(vocabulary, lobs, classes);
  }

  /** No LOB is taken for like any other: everything is asked. */
  static none(lobs: readonly ChildStack[]): Likeness {
    const each = lobs.map((_, lob) => [lob]);
    return new Likeness(new Vocabulary([], []), lobs, each);
  }

  /** Names of the stacks of LOBs that are alike, a list for each class of several. */
  get alike(): readonly (readonly string[])[] {
    return this.classes
      .filter(({ length }) => length > 1)
      .map((members) => members.map((lob) => this.lobs[lob]?.name ?? ""));
  }

  /** Whether a question in these words has to be asked, rather than one that it is like. */
  isAsked(...words: readonly string[]): boolean {
    if (!this.hasAlike) {
      return true;
    }
    const seen = new Map<number, number>();
    for (const lob of this.mentions(words)) {
      const [list, index] = this.placeOf[lob] ?? [0, 0];
      const count = seen.get(list) ?? 0;
      if (index > count) {
        return false;
      }
      seen.set(list, Math.max(count, index + 1));
    }
    return true;
  }

  /** The exchange of LOBs that leads from words to those of the question that is asked for them. */
  toAsked(...words: readonly string[]): Exchange {
    const seen = new Map<number, number>();
    const exchange = new Map(
      this.mentions(words).map((lob) => {
        const [list] = this.placeOf[lob] ?? [0];
        const count = seen.get(list) ?? 0;
        seen.set(list, count + 1);
        return [lob, this.classes[list]?.[count] ?? lob];
      }),
    );
    return this.completed(exchange);
  }

  /** Every exchange of LOBs that leads from an asked question's words to a question that it is asked for. */
  fromAsked(...words: readonly string[]): Exchange[] {
    const exchanges = this.mentions(words).reduce<ReadonlyMap<number, number>[]>(
      (all, lob) => {
        const members = this.classes[this.placeOf[lob]?.[0] ?? 0] ?? [];
        return all.flatMap((taken) => {
          const others = new Set(taken.values());
          return members.filter((member) => !others.has(member)).map((member) => new Map(taken).set(lob, member));
        });
      },
      [new Map()],
    );
    return exchanges.map((exchange) => this.completed(exchange));
  }

  /** For how many questions an asked one stands, itself among them. */
  count(...words: readonly string[]): number {
    const taken = new Map<number, number>();
    return this.mentions(words).reduce((product, lob) => {
      const [list] = this.placeOf[lob] ?? [0];
      const used = taken.get(list) ?? 0;
      taken.set(list, used + 1);
      return product * ((this.classes[list]?.length ?? 1) - used);
    }, 1);
  }

  /** A text with LOBs exchanged. */
  rename(text: string, lobs: Exchange): string {
    return [...lobs].every(([from, to]) => from === to) ? text : this.vocabulary.rename(text, lobs);
  }

  /** An exchange in which every LOB that is taken the place of has another place. */
  private completed(exchange: Exchange): Exchange {
    const taken = new Set(exchange.values());
    const left = [...exchange.keys()].filter((lob) => !taken.has(lob));
    const all = new Map(exchange);
    for (const lob of [...taken].filter((one) => !exchange.has(one))) {
      const index = left.findIndex((free) => this.placeOf[free]?.[0] === this.placeOf[lob]?.[0]);
      const [free = lob] = left.splice(index, 1);
      all.set(lob, free);
    }
    return all;
  }

  /** The LOBs that words name, in their order, each once. */
  private mentions(words: readonly string[]): readonly number[] {
    if (words.length === 1) {
      const [text = ""] = words;
      const known = this.mentioned.get(text) ?? this.vocabulary.mentions(text);
      this.mentioned.set(text, known);
      return known;
    }
    return [...new Set(words.flatMap((text) => this.mentions([text])))];
  }
}
