import * as path from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** An error as Lambda reports it. */
interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** The outcome of one event: the answer's JSON text, the end of a stream, or an error. */
export type Outcome = { readonly answer: string } | { readonly ended: true } | { readonly error: LambdaError };

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

/** A worker's messages. */
type Message =
  | { readonly ready: true }
  | { readonly initError: LambdaError }
  | Outcome
  /** A part of what a function streams; the next one comes when it is asked for. */
  | { readonly part: Uint8Array }
  /** The thread ended without an answer. */
  | { readonly exited: string };

const bootstrap = path.join(__dirname, "bootstrap.mjs");

/** Milliseconds that loading the code may take. Source: Lambda Developer Guide, "Lambda execution environment lifecycle". */
const initTimeout = 10_000;

/**
 * One execution environment of a function: a thread with its own environment variables and module memory, which
 * serves one event at a time and stays warm between them.
 */
export class Instance {
  busy = false;
  /** Ends with the thread: after a time-out, a crash, or for want of memory. */
  alive = true;
  private readonly worker: Worker;
  private readonly started: Promise<Message>;
  private awaited: ((message: Message) => void) | undefined;
  private exited: Message | undefined;

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
    this.worker.on("message", (message: Message) => this.receive(message));
    // An error can overtake an answer that was sent before it; the thread's end can't.
    let failure: string | undefined;
    this.worker.on("error", ({ message }) => {
      failure = message;
    });
    this.worker.on("exit", (code) => {
      this.alive = false;
      this.exited = { exited: failure ?? `Runtime exited with error: exit status ${code}` };
      this.receive(this.exited);
    });
    forwardLines(this.worker.stdout, options.onLine);
    forwardLines(this.worker.stderr, options.onLine);
    this.started = this.next();
  }

  /**
   * Hands an event to the code. Gives what it streams, each part when it is asked for, and at last the outcome. Ends the
   * instance when it takes longer than `timeout` seconds.
   */
  async *run(event: string, context: object, timeout: number, requestId: string): AsyncGenerator<Uint8Array, Outcome> {
    const started = await within(initTimeout, this.started);
    if (started === undefined || !("ready" in started)) {
      await this.stop();
      return started === undefined ? timedOut(initTimeout / 1000, requestId) : toOutcome(started, requestId);
    }
    const deadline = Date.now() + timeout * 1000;
    let coming = this.next();
    this.worker.postMessage({ event, context, deadline });
    for (;;) {
      const message = await within(deadline - Date.now(), coming);
      if (message === undefined) {
        await this.stop();
        return timedOut(timeout, requestId);
      }
      if (!("part" in message)) {
        return toOutcome(message, requestId);
      }
      yield message.part;
      coming = this.next();
      this.worker.postMessage({ more: true });
    }
  }

  async stop(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }

  private next(): Promise<Message> {
    return this.exited === undefined
      ? new Promise((resolve) => {
          this.awaited = resolve;
        })
      : Promise.resolve(this.exited);
  }

  /** A message outside a call, such as an error after the answer, changes no answer. */
  private receive(message: Message): void {
    this.awaited?.(message);
    this.awaited = undefined;
  }
}

/** A promise's value, or undefined when it takes longer than a number of milliseconds. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(seconds: number, requestId: string): Outcome {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { error: { errorType: "Sandbox.Timedout", errorMessage } };
}

function toOutcome(message: Message, requestId: string): Outcome {
  if ("initError" in message) {
    return { error: message.initError };
  }
  if ("exited" in message) {
    return {
      error: { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: ${message.exited}` },
    };
  }
  if ("ready" in message || "part" in message) {
    throw new Error("a function's worker started twice, or answered before its event");
  }
  return message;
}

function forwardLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  stream.on("end", () => {
    if (rest !== "") {
      onLine(rest);
    }
  });
}
