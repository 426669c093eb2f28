import { spawn } from "node:child_process";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import * as v from "valibot";
import type { Keys } from "../../local/support/clients";
import { packagesFor, type Requirements } from "./packages";

/** The command that Python is started by. */
export const python = process.env.PYTHON ?? "python3";

/** What a script's code finds around it, as a function of Lambda does. */
export interface Surroundings {
  readonly keys: Keys;
  readonly region: string;
  /** Where its place in the network finds AWS. */
  readonly endpoint: string;
  /** The packages that it has. Default: boto3. */
  readonly packages?: Requirements;
  /** Its home directory. Default: none. */
  readonly home?: string;
}

const outcome = v.union([
  v.strictObject({ answer: v.unknown() }),
  v.strictObject({
    error: v.string(),
    text: v.string(),
    /** Of AWS's answer; none where the SDK refused by itself or nothing answered. */
    status: v.optional(v.number()),
    members: v.optional(v.record(v.string(), v.unknown())),
  }),
]);

/** What came of a call, or of a script: the answer, or the error as boto3 shows it. */
export type Outcome = v.InferOutput<typeof outcome>;

/** What a process has of its surroundings. */
export function environment({ keys, region, endpoint, packages, home }: Surroundings): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    ...(home !== undefined && { HOME: home }),
    PYTHONPATH: packagesFor(python, packages),
    PYTHONDONTWRITEBYTECODE: "1",
    // Nothing of the machine's own settings for AWS.
    AWS_CONFIG_FILE: path.join(__dirname, "none"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(__dirname, "none"),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
}

/**
 * Runs the `lambda_handler` of a Python script in a process of its own.
 *
 * @param script its path below `tests/python`.
 */
export async function runScript(surroundings: Surroundings, script: string, event: unknown): Promise<Outcome> {
  const folder = path.resolve(__dirname, "..");
  const child = spawn(python, [path.join(folder, "run.py"), path.join(folder, script)], {
    env: environment(surroundings),
  });
  child.stdin.end(JSON.stringify(event));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (errors !== "") {
    throw new Error(`${script} failed:\n${errors}`);
  }
  return v.parse(outcome, JSON.parse(output));
}

/** A call of an SDK's client. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Parameters of the AssumeRole whose session makes the call. */
  readonly role?: Readonly<Record<string, unknown>>;
  /** Other settings of `boto3.client`, and of its `Config`. */
  readonly client?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly unsigned?: boolean;
}

/** Makes calls one after the other, in one process. */
export async function makeCalls(surroundings: Surroundings, calls: readonly Call[]): Promise<readonly Outcome[]> {
  const made = await runScript(surroundings, "calls.py", calls);
  return v.parse(v.object({ answer: v.array(outcome) }), made).answer;
}
