import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type LocalAws, type Request, Run, resourceTypeOf } from "../aws";
import { Order } from "./order";

/** What a stack promises to others and to its operators. */
type Values = Readonly<Record<string, unknown>>;

/** Outputs of stacks that are up, by `project/stack`: a local run has one organization, whatever a config names. */
export type Outputs = Map<string, Values>;

/** What a program is told of a resource. */
interface Told {
  readonly id: string;
  readonly state: Values;
}

/** The local AWS's own notes, such as when something was made, aren't told. */
function told({ type, id, state }: Awaited<ReturnType<LocalAws["put"]>>): Told {
  const { bookkeeping = [] } = resourceTypeOf(type).marks;
  return { id, state: Object.fromEntries(Object.entries(state).filter(([key]) => !bookkeeping.includes(key))) };
}

/** Pulumi's protocol carries nothing that JSON can't. */
function digestOf(answer: Told): string {
  return createHash("sha256").update(JSON.stringify(answer)).digest("base64");
}

/** One evaluation of a program: the outputs that it read, what it asked AWS for, and what it was told. */
export class Evaluation {
  /** What waits for what; it listens to the mocks' monitor. */
  readonly order = new Order();
  private readonly read = new Map<string, Values | undefined>();
  private readonly made: (readonly [Request, string])[] = [];

  /** What another stack promises; undefined where it isn't up. */
  outputsOf(name: string, outputs: Outputs): Values | undefined {
    const values = outputs.get(name);
    this.read.set(name, values);
    return values;
  }

  async put(aws: LocalAws, request: Request, run: Run): Promise<Told> {
    const answer = told(await aws.put(request, run));
    this.made.push([request, digestOf(answer)]);
    return answer;
  }

  /** A run in which resources wait for each other as in this evaluation. */
  run(): Run {
    return new Run((later, earlier) => this.order.waitsFor(later, earlier));
  }

  /** Whether a program would read the same outputs. */
  reads(outputs: Outputs): boolean {
    return [...this.read].every(([name, values]) => isDeepStrictEqual(outputs.get(name), values));
  }

  /**
   * Asks AWS for everything once more.
   *
   * @returns whether AWS told the same of each resource. Where it didn't, or refused one, the program has to be evaluated.
   */
  async isRepeated(aws: LocalAws): Promise<boolean> {
    const run = this.run();
    for (const [request, digest] of this.made) {
      const made = await aws.put(request, run).catch(() => undefined);
      if (made === undefined || digestOf(told(made)) !== digest) {
        return false;
      }
    }
    return true;
  }

  /** Resources that were asked for. */
  get urns(): ReadonlySet<string> {
    return new Set(this.made.map(([{ urn }]) => urn));
  }
}
