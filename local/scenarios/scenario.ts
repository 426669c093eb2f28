import { createHash } from "node:crypto";
import { isRecord } from "../../common/is-record";
import type { Project } from "../../stacks/project/stack";
import type { Estate, ObservedCall } from "../estate/estate";
import type { Payload } from "./payload";
import type { ScenarioId } from "./scenario-ids";
import { StudioStage } from "./studio-stage";

/** What a scenario is played with. */
export class Stage {
  private opened: Promise<StudioStage> | undefined;
  private standing: StudioStage | undefined;

  constructor(
    readonly project: Project,
    /** The estate that stands as the project's files describe it; scenarios leave it as it is. */
    readonly estate: Estate,
    /** What is sent to the model; more than one to see that the answers differ. */
    readonly payloads: readonly [Payload, ...Payload[]],
  ) {}

  /** Two LOBs behind a hub with a person each, made ready once. */
  studio(): Promise<StudioStage> {
    this.opened ??= this.open();
    return this.opened;
  }

  /** Ends what was opened; a stage that couldn't be opened has ended already. */
  async close(): Promise<void> {
    await this.standing?.close();
  }

  private async open(): Promise<StudioStage> {
    this.standing = await StudioStage.open(this.project, this.estate);
    return this.standing;
  }
}

/** How a scenario ended. */
export interface Play {
  readonly ok: boolean;
  /** What came, in a line. */
  readonly actual: string;
  /** What decided it, and what a step further leads to. */
  readonly notes: readonly string[];
  /** The model's answer, byte by byte, where there was one. */
  readonly answer?: Uint8Array | undefined;
}

/** A flow as a user would run it, with what should come of it. */
export interface Scenario {
  readonly id: ScenarioId;
  /** The part of the product that it shows. */
  readonly flow: "Cross-account inference" | "Private Studio" | "Network";
  readonly expected: string;
  play(stage: Stage): Promise<Play>;
}

/** A call's answer, read for judging and showing. */
export interface ReadAnswer {
  readonly status: number | undefined;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** AWS's or the function's word for a refusal, and its sentence. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads what a function answered, whatever it was. */
export function readAnswer({ payload }: Pick<ObservedCall, "payload">): ReadAnswer {
  const { statusCode, headers, body, isBase64Encoded } = isRecord(payload) ? payload : {};
  const text = typeof body === "string" ? body : JSON.stringify(payload);
  const content = parseJson(text);
  const error = isRecord(content) && isRecord(content.error) ? content.error : undefined;
  return {
    status: typeof statusCode === "number" ? statusCode : undefined,
    contentType: isRecord(headers) ? String(headers["content-type"]) : "application/json",
    bytes: Buffer.from(text, isBase64Encoded === true ? "base64" : "utf8"),
    error:
      error === undefined || statusCode === 200
        ? undefined
        : { code: String(error.code), message: String(error.message) },
  };
}

/** Longest answer that is shown whole. */
const shownText = 200;

/** An answer in one line: a short text as it is, anything else by its length and digest. */
export function shownAnswer({ status, contentType, bytes, error }: ReadAnswer): string {
  if (error !== undefined) {
    return `${status} ${error.code}: ${error.message}`;
  }
  const text = Buffer.from(bytes).toString("utf8");
  const isText = /json|^text\//.test(contentType) && Buffer.from(text).equals(bytes);
  if (isText && text.length <= shownText) {
    return `${status} ${text}`;
  }
  const digest = createHash("sha256").update(bytes).digest("hex");
  return `${status} ${contentType}, ${bytes.length} bytes, sha256 ${digest}`;
}

/** What to do if the model refused the payload. */
export function modelRefused({ error }: ReadAnswer): string[] {
  return error?.code === "ModelError"
    ? ["the model refused the payload: send one that it understands with --payload and --content-type"]
    : [];
}
