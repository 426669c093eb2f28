import { type Call, decisionOf, questionOf, type World } from "../../aws";
import type { Likeness } from "../likeness/likeness";
import type { NamedPlace } from "../places";
import { type Arrival, Reach } from "../reach";
import type { Access } from "./access";
import { type Action, type AskedCall, actionWords } from "./action";
import type { Judgement, KeptJudgements } from "./kept-judgements";
import type { Principal } from "./principals";
import { asMadeBy } from "./role-actions";

/** A way in that a call arrives by, and what IAM reads of it. */
type NumberedArrival = Arrival & { readonly number: number };

/** An action, in words and as what IAM reads of it, with the ways from each place. */
interface Column {
  readonly action: Action;
  readonly may: string;
  readonly number: number;
  readonly ways: ReadonlyMap<NamedPlace, { readonly arrivals: readonly NumberedArrival[]; readonly reason: string }>;
}

/** A principal, and as what IAM reads of it. */
interface Row {
  readonly principal: Principal;
  readonly number: number;
}

/** Asks IAM about principals, actions and places. */
export class Matrix {
  private readonly reach: Reach;
  /** Whether a policy asks for the caller's address, so that two ways through one endpoint can differ. */
  private readonly addressesMatter: boolean;

  /** @param stacks names of the stacks whose policies decide. */
  constructor(
    private readonly world: World,
    stacks: readonly string[],
    private readonly likeness: Likeness,
    private readonly kept: KeptJudgements,
  ) {
    this.reach = new Reach(world);
    this.addressesMatter = stacks.some((stack) => /sourceip/i.test(JSON.stringify(world.ofStack(stack))));
  }

  /**
   * Whether each principal may do each action from each place, once for all that differ in like LOBs only. An account's
   * own people aren't asked about what is theirs.
   */
  async ask(
    principals: readonly Principal[],
    actions: readonly Action[],
    places: readonly NamedPlace[],
  ): Promise<Access[]> {
    const accesses: Access[] = [];
    const { likeness } = this;
    const columns = actions.map((action): Column => {
      const ways = new Map(places.map((place) => [place, this.waysOf(action, place)] as const));
      return { action, may: actionWords(action), number: this.kept.ofAction(action), ways };
    });
    for (const principal of principals.filter(({ name }) => likeness.isAsked(name))) {
      const { name, session } = principal;
      const row = { principal, number: this.kept.ofCaller(session) };
      const asked = columns.filter(({ action, may }) => isFor(principal, action) && likeness.isAsked(name, may));
      for (const place of places) {
        const judged: { readonly action: Action; readonly may: string; readonly judgement: Judgement }[] = [];
        const here = asked.filter(({ action }) => place.kind === "internet" || action.isFromInternet !== true);
        for (const column of here.filter(({ may }) => likeness.isAsked(name, may, place.name))) {
          const { action, may } = column;
          judged.push({ action, may, judgement: await this.askOne(row, column, place) });
        }
        const allowed = judged.filter(({ judgement }) => judgement.allowed).map(({ action }) => action);
        accesses.push(
          ...judged.map(({ action, may, judgement: { allowed: isAllowed, decidedBy } }) => ({
            who: name,
            may,
            from: place.name,
            allowed: isAllowed,
            decidedBy,
            isImplied: isAllowed && allowed.some((other) => takesLess(other, action)),
          })),
        );
      }
    }
    return accesses;
  }

  /** Whether any way to the service, and any way to do it, is open; else why the first isn't. */
  private async askOne(row: Row, column: Column, place: NamedPlace): Promise<Judgement> {
    const { session } = row.principal;
    const { arrivals, reason } = column.ways.get(place) ?? { arrivals: [], reason: "" };
    const refusals: Judgement[] = [];
    for (const { via, number } of arrivals) {
      // Many places come in through the same endpoint, which is one question.
      const judgement = await this.kept.get([row.number, column.number, number], () =>
        this.askAny(column.action.ways, { session, via }),
      );
      if (judgement.allowed) {
        return judgement;
      }
      refusals.push(judgement);
    }
    return refusals[0] ?? { allowed: false, decidedBy: reason || "it isn't reached through an endpoint" };
  }

  /** The ways by which an action's calls arrive from a place; why none does. */
  private waysOf({ host, label, byOutsiderOf }: Action, place: NamedPlace) {
    const { arrivals, unreached } = this.reach.from(place, host, label);
    return {
      arrivals: arrivals
        .filter(({ via }) => byOutsiderOf === undefined || via !== undefined)
        .map((arrival) => ({ ...arrival, number: this.numberOf(arrival) })),
      reason: unreached.reason,
    };
  }

  private readonly numbers = new Map<Arrival, number>();

  private numberOf(arrival: Arrival): number {
    const known = this.numbers.get(arrival) ?? this.kept.ofWay(arrival.via, this.addressesMatter);
    this.numbers.set(arrival, known);
    return known;
  }

  /** Whether any of the ways to do something is open; else why the first isn't. */
  private async askAny(
    ways: readonly (readonly AskedCall[])[],
    caller: Pick<Call, "session" | "via">,
  ): Promise<Judgement> {
    const refusals: Judgement[] = [];
    for (const calls of ways) {
      const judgement = await this.askAll(calls, caller);
      if (judgement.allowed) {
        return judgement;
      }
      refusals.push(judgement);
    }
    return refusals[0] ?? { allowed: false, decidedBy: "there is no way to do it" };
  }

  private async askAll(calls: readonly AskedCall[], caller: Pick<Call, "session" | "via">): Promise<Judgement> {
    const judgements: Judgement[] = [];
    const { session } = caller;
    for (const call of session === undefined ? calls : asMadeBy(session, calls)) {
      const judgement = await decisionOf(questionOf(this.world, { ...call, ...caller }));
      if (!judgement.allowed) {
        return judgement;
      }
      judgements.push(judgement);
    }
    return { allowed: true, decidedBy: [...new Set(judgements.map(({ decidedBy }) => decidedBy))].join("; ") };
  }
}

/** Whether an action is a question for somebody: own people do what they like in their account. */
function isFor({ isAdministrator, session }: Principal, action: Action): boolean {
  const { account, bindsOwnPeople, byOutsiderOf, isForOthers = false } = action;
  const isOwn = session.role.account === account;
  if (isOwn && isForOthers) {
    return false;
  }
  return byOutsiderOf === undefined
    ? !(isAdministrator && isOwn && !bindsOwnPeople)
    : isAdministrator && session.role.account === byOutsiderOf;
}

/** Whether the same is done bringing less. */
function takesLess(other: Action, { name, bringing }: Action): boolean {
  return (
    other.name === name &&
    other.bringing.length < bringing.length &&
    other.bringing.every((one) => bringing.includes(one))
  );
}
