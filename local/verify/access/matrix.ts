import { type Call, type Decision, decisionOf, questionOf, type Via, type World } from "../../aws";
import type { Likeness } from "../likeness/likeness";
import type { NamedPlace } from "../places";
import { Reach } from "../reach";
import type { Access } from "./access";
import { type Action, type AskedCall, actionWords } from "./action";
import type { Principal } from "./principals";
import { asMadeBy } from "./role-actions";

/** What IAM says of a call, and what decides it. */
type Judgement = Pick<Decision, "allowed" | "decidedBy">;

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
    for (const principal of principals.filter(({ name }) => likeness.isAsked(name))) {
      this.known.clear();
      const { name } = principal;
      const asked = actions
        .map((action) => ({ action, may: actionWords(action) }))
        .filter(({ action, may }) => isFor(principal, action) && likeness.isAsked(name, may));
      for (const place of places) {
        const judged: { readonly action: Action; readonly may: string; readonly judgement: Judgement }[] = [];
        const here = asked.filter(({ action }) => place.kind === "internet" || action.isFromInternet !== true);
        for (const { action, may } of here.filter((one) => likeness.isAsked(name, one.may, place.name))) {
          judged.push({ action, may, judgement: await this.askOne(principal, action, place) });
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

  /** Answers about the principal at hand, by the action and the way in. */
  private readonly known = new Map<string, Promise<Judgement>>();

  /** Whether any way to the service, and any way to do it, is open; else why the first isn't. */
  private async askOne(principal: Principal, action: Action, place: NamedPlace): Promise<Judgement> {
    const { host, label, byOutsiderOf } = action;
    const { arrivals, unreached } = this.reach.from(place, host, label);
    const refusals: Judgement[] = [];
    for (const { via } of arrivals.filter((arrival) => byOutsiderOf === undefined || arrival.via !== undefined)) {
      const judgement = await this.askOnce(principal, action, via);
      if (judgement.allowed) {
        return judgement;
      }
      refusals.push(judgement);
    }
    return refusals[0] ?? { allowed: false, decidedBy: unreached.reason || "it isn't reached through an endpoint" };
  }

  /** Many places come in through the same endpoint, which is one question. */
  private askOnce(principal: Principal, action: Action, via: Via | undefined): Promise<Judgement> {
    const way = via === undefined ? "public side" : via.endpoint.id + (this.addressesMatter ? via.sourceAddress : "");
    const key = `${actionWords(action)} ${action.account} ${way}`;
    const known = this.known.get(key) ?? this.askAny(action.ways, { session: principal.session, via });
    this.known.set(key, known);
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
