import * as path from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** What became of one event: the answer's JSON text, or an error as Lambda reports it. */
export type Outcome =
  | { readonly answer: string }
  | { readonly error: { readonly errorType: string; readonly errorMessage: string } };

/** How an instance is started. */
export interface InstanceOptions {
  /** The file with the function's code. */
  readonly file: string;
  /** Name of the exported handler. */
  readonly export: string;
  readonly environment: Readonly<Record<string, string>>;
  /** MiB. */
  readonly memorySize: number;
  /** Takes each line that the code writes. */
  readonly onLine: (line: string) => void;
}

type Message = { ready: true } | { initError: { errorType: string; errorMessage: string } } | Outcome;

const bootstrap = path.join(__dirname, "bootstrap.mjs");

/**
 * One execution environment of a function: a thread with its own environment variables and module memory, which
 * serves one event at a time and stays warm between them.
 */
export class Instance {
  busy = false;
  /** Ends with the thread: after a time-out, a crash, or for want of memory. */
  alive = true;
  private readonly worker: Worker;
  private readonly ready: Promise<Message>;

  constructor(options: InstanceOptions) {
    this.worker = new Worker(bootstrap, {
      env: { ...options.environment },
      // The code runs as it was bundled, without the loader of this process.
      execArgv: [],
      workerData: { module: pathToFileURL(options.file).href, export: options.export },
      resourceLimits: { maxOldGenerationSizeMb: options.memorySize },
      stdout: true,
      stderr: true,
    });
    this.worker.once("exit", () => {
      this.alive = false;
    });
    forwardLines(this.worker.stdout, options.onLine);
    forwardLines(this.worker.stderr, options.onLine);
    this.ready = this.nextMessage();
  }

  /** Hands an event to the code; ends the instance when it takes longer than `timeout` seconds. */
  async run(event: string, context: object, timeout: number, requestId: string): Promise<Outcome> {
    const deadline = Date.now() + timeout * 1000;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<Outcome>((resolve) => {
      timer = setTimeout(
        () =>
          resolve({
            error: {
              errorType: "Sandbox.Timedout",
              errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeout.toFixed(2)} seconds`,
            },
          }),
        timeout * 1000,
      );
    });
    try {
      const outcome = await Promise.race([tooLate, this.handle(event, context, deadline)]);
      if ("error" in outcome && outcome.error.errorType === "Sandbox.Timedout") {
        await this.stop();
      }
      return outcome;
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private async handle(event: string, context: object, deadline: number): Promise<Outcome> {
    const started = await this.ready;
    if ("initError" in started) {
      return { error: started.initError };
    }
    if (!("ready" in started)) {
      return started;
    }
    const answer = this.nextMessage();
    this.worker.postMessage({ event, context, deadline });
    const message = await answer;
    if ("ready" in message || "initError" in message) {
      throw new Error("a function's worker started twice");
    }
    return message;
  }

  private nextMessage(): Promise<Message> {
    return new Promise((resolve) => {
      const settle = (message: Message) => {
        this.worker.off("message", settle);
        this.worker.off("error", fail);
        this.worker.off("exit", exit);
        resolve(message);
      };
      const fail = (error: Error) => settle({ error: { errorType: "Runtime.ExitError", errorMessage: error.message } });
      const exit = (code: number) =>
        settle({
          error: {
            errorType: "Runtime.ExitError",
            errorMessage: `RequestId Error: Runtime exited with error: exit status ${code}`,
          },
        });
      this.worker.on("message", settle);
      this.worker.on("error", fail);
      this.worker.on("exit", exit);
    });
  }
}

function forwardLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
}
