import autocannon from "autocannon";

/** One of the requests that are sent in turns, and what its answer must be. */
export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Describes what is wrong with an answer; undefined for the right one. */
  check(status: number, body: string): string | undefined;
}

/** The outcome of a number of requests. */
export interface Driven {
  /** Answers that came. */
  readonly answers: number;
  /** Connections that broke, and answers that took longer than ten seconds. */
  readonly errors: number;
  /** What was wrong with answers, each kind once. */
  readonly wrong: readonly string[];
  /** Answers a second. */
  readonly perSecond: number;
  /** Milliseconds that half of the answers, and all but one in a hundred, took at most. */
  readonly p50: number;
  readonly p99: number;
}

/** Milliseconds after which no further request is sent. */
const longest = 30_000;

/** Sends requests in turns over a number of connections to a server on loopback, at most for half a minute. */
export async function drive(
  url: URL,
  requests: readonly LoadRequest[],
  { connections, amount }: { readonly connections: number; readonly amount: number },
): Promise<Driven> {
  const wrong = new Set<string>();
  const started = performance.now();
  const {
    errors,
    timeouts,
    latency,
    requests: sent,
  } = await run({
    url: url.origin,
    connections,
    amount,
    requests: requests.map(({ method, path, headers = {}, body = "", check }) => ({
      method,
      path,
      headers,
      ...(body !== "" && { body }),
      onResponse(status, text) {
        const found = check(status, text);
        if (found !== undefined) {
          wrong.add(found);
        }
      },
    })),
  });
  return {
    answers: sent.total,
    errors: errors + timeouts,
    wrong: [...wrong],
    perSecond: (sent.total * 1000) / (performance.now() - started),
    p50: latency.p50,
    p99: latency.p99,
  };
}

/** Runs autocannon to its end, or for as long as it may. */
function run(options: autocannon.Options): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const running = autocannon(options, (error, result) => {
      clearTimeout(timer);
      if (error) {
        reject(error);
      } else {
        resolve(result);
      }
    });
    const timer = setTimeout(() => running.stop(), longest);
  });
}
