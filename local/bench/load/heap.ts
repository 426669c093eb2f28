import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type LocalAws, lambdaFunction } from "../../aws";

/** Collections until nothing more is set free: finalizers give more to the next one. */
const collections = 4;

/** Bytes on the heap of this process, or of the thread that calls it, after collection. */
function heapAfterCollection(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let run = 0; run < collections; run++) {
    collect();
  }
  return getHeapStatistics().used_heap_size;
}

/** What stands behind a function's own code: an event `{ heap: true }` is answered with the heap of its thread. */
const probe = `
export const probed = async (event, context) => {
  if (event?.heap === true) {
    const { getHeapStatistics, setFlagsFromString } = await import("node:v8");
    const { runInNewContext } = await import("node:vm");
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc");
    for (let run = 0; run < ${collections}; run++) collect();
    return getHeapStatistics().used_heap_size;
  }
  return (await import(import.meta.url)).handler(event, context);
};
`;

/** The heaps that are watched under load: of the local AWS, and of each function's instances together. */
export class Heaps {
  private constructor(
    private readonly aws: LocalAws,
    private readonly names: readonly string[],
    private readonly instances: number,
  ) {}

  /**
   * Starts a number of new instances of functions, with a probe beside their code.
   *
   * @param names of functions; each is of one account and region.
   */
  static async watch(aws: LocalAws, names: readonly string[], instances: number): Promise<Heaps> {
    for (const found of aws.world.all(lambdaFunction).filter(({ state }) => names.includes(state.name))) {
      const files = { "index.mjs": (found.state.code.files["index.mjs"] ?? "") + probe };
      aws.world.put({ ...found, state: { ...found.state, handler: "index.probed", code: { files } } });
      await aws.lambda.recycle(found.state.arn);
    }
    return new Heaps(aws, names, instances);
  }

  /** Bytes after collection, by the function's name, and of this process as `local AWS`. */
  async measure(): Promise<ReadonlyMap<string, number>> {
    const heaps = new Map<string, number>();
    for (const { account, region, state } of this.aws.world.all(lambdaFunction)) {
      if (this.names.includes(state.name)) {
        const ask = () => this.aws.lambda.invoke({ account, region }, state.name, { heap: true });
        const answers = await Promise.all(Array.from({ length: this.instances }, ask));
        heaps.set(
          state.name,
          answers.reduce((sum, { payload }) => sum + Number(payload), 0),
        );
      }
    }
    return heaps.set("local AWS", heapAfterCollection());
  }
}
