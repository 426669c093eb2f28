import type { Likeness } from "../likeness/likeness";
import { type Access, type AccessWords, accessKey } from "./access";

/** The order of the names in each column. A name that isn't listed comes first. */
export interface Orders {
  readonly who: readonly string[];
  readonly may: readonly string[];
  readonly from: readonly string[];
}

/** The answers to all questions, derived from those that were asked. */
export class Answers {
  /** Everything that is allowed, by name. */
  readonly allowed: readonly Access[];
  /** What is refused, as it was asked: one answer stands for all questions that differ only in LOBs that are alike. */
  readonly refused: readonly Access[];
  /** How much is refused, by name. */
  readonly refusals: number;
  /** What was asked, with its answer. */
  readonly asked: readonly Access[];
  private readonly byWords: ReadonlyMap<string, Access>;

  constructor(
    private readonly likeness: Likeness,
    parts: readonly (readonly Access[])[],
    orders: Orders,
  ) {
    const asked = parts.flat();
    this.asked = asked;
    this.byWords = new Map(asked.map((access) => [accessKey(access), access]));
    this.allowed = parts.flatMap((part) => {
      const allowed = part.filter((access) => access.allowed).flatMap((access) => named(likeness, access));
      return sorted(allowed, orders);
    });
    this.refused = asked.filter(({ allowed }) => !allowed);
    this.refusals = this.refused.reduce((sum, { who, may, from }) => sum + likeness.count(who, may, from), 0);
  }

  /** The answer to a question; undefined where nobody or nothing has these names. */
  find({ who, may, from }: AccessWords): Access | undefined {
    const { likeness } = this;
    const exchange = likeness.toAsked(who, may, from);
    const words = {
      who: likeness.rename(who, exchange),
      may: likeness.rename(may, exchange),
      from: likeness.rename(from, exchange),
    };
    const found = this.byWords.get(accessKey(words));
    const back = new Map([...exchange].map(([one, other]) => [other, one] as const));
    return found && { ...found, who, may, from, decidedBy: likeness.rename(found.decidedBy, back) };
  }
}

function ranksOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}

/** Accesses in the order of all questions: by who, from where, and what. */
function sorted(accesses: readonly Access[], orders: Orders): Access[] {
  const [who, from, may] = [ranksOf(orders.who), ranksOf(orders.from), ranksOf(orders.may)];
  const ranked = accesses.map((access) => ({
    access,
    ranks: [who.get(access.who) ?? -1, from.get(access.from) ?? -1, may.get(access.may) ?? -1] as const,
  }));
  return ranked
    .sort(({ ranks: [a, b, c] }, { ranks: [x, y, z] }) => a - x || b - y || c - z)
    .map(({ access }) => access);
}

/** An access, and the same access of every LOB that is alike, each with its own names. */
function named(likeness: Likeness, access: Access): Access[] {
  const { who, may, from, decidedBy } = access;
  return likeness.fromAsked(who, may, from).map((lobs) => ({
    ...access,
    who: likeness.rename(who, lobs),
    may: likeness.rename(may, lobs),
    from: likeness.rename(from, lobs),
    decidedBy: likeness.rename(decidedBy, lobs),
  }));
}
