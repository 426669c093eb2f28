import { type Decision, questionOf, type Session, type Via, type World } from "../../aws";
import type { Action } from "./action";

/** What IAM says of a call, and what decides it. */
export type Judgement = Pick<Decision, "allowed" | "decidedBy">;

/**
 * What IAM says of an estate, kept for as long as nothing changes that it depends on: an estate that is asked again after a
 * change is asked about what changed, and about nothing else. Callers, actions and ways in are numbers here, the same
 * number where IAM reads the same.
 */
export class KeptJudgements {
  private readonly numbers = new Map<string, number>();
  private readonly judgements = new Map<string, Judgement>();

  constructor(private readonly world: World) {}

  /** The caller: the name, the condition keys and the policies. */
  ofCaller(session: Session): number {
    const resource = { arn: "*", account: "", region: "" };
    const { context, ...caller } = questionOf(this.world, { session, action: "", resource });
    return this.numberOf([caller, Object.entries(context).filter(([key]) => !/^aws:(Current|Epoch)Time$/.test(key))]);
  }

  /** What is done: its calls, and the organizations that their resources are in. */
  ofAction({ ways }: Action): number {
    const accounts = new Set(ways.flat().map(({ resource }) => resource.account));
    return this.numberOf([ways, [...accounts].map((account) => this.world.account(account)?.organization)]);
  }

  /** The way in, whether it differs by the caller's address or not. */
  ofWay(via: Via | undefined, byAddress: boolean): number {
    return this.numberOf([via?.endpoint.id, via?.endpoint.state, byAddress && via?.sourceAddress]);
  }

  /** The judgement about a caller, an action and a way in; what an organization lays over its accounts isn't kept. */
  async get(numbers: readonly [caller: number, action: number, way: number], ask: () => Promise<Judgement>) {
    const key = numbers.join(" ");
    const known = this.world.guardrails === undefined ? this.judgements.get(key) : undefined;
    const judgement = known ?? (await ask());
    if (this.world.guardrails === undefined) {
      this.judgements.set(key, judgement);
    }
    return judgement;
  }

  /** Where something asks for the hour, it is another one each time. */
  private numberOf(value: unknown): number {
    const text = JSON.stringify(value);
    const key = /aws:(current|epoch)time/i.test(text) ? `${this.world.clock.now().getTime()} ${text}` : text;
    const known = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, known);
    return known;
  }
}
