import type { LocalAws } from "../../../local/aws/local-aws";
import { lambdaFunction } from "../../../local/aws/resource-types/lambda";

/** What runs before a function's own code: the SDK draws its waits between tries from Math.random. */
const withoutWaits = "Math.random = () => 0;\n";

/**
 * Ends what would take a second or more after a twentieth of its time, and a minute or more after a fiftieth. What is
 * shorter stays, and so does which of two time-outs comes first.
 */
const withShortTimeouts = `{
  const shorter = (ms) => Math.round(ms >= 60000 ? ms / 50 : ms >= 1000 ? ms / 20 : ms);
  const { setTimeout: wait } = globalThis;
  const { timeout } = AbortSignal;
  globalThis.setTimeout = (work, ms, ...values) => wait(work, shorter(ms), ...values);
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, shorter(ms));
}
`;

/** What a function's instances start with. */
interface Hurry {
  readonly shortTimeouts: boolean;
}

/**
 * Starts all functions anew with the code that was deployed, whose tries follow each other at once.
 *
 * @returns gives functions their time back, or takes it.
 */
export function hurriedFunctions(aws: LocalAws): (hurry: Hurry) => Promise<void> {
  const deployed = aws.world.all(lambdaFunction);
  return async ({ shortTimeouts }) => {
    for (const resource of deployed) {
      const code = resource.state.code.files["index.mjs"] ?? "";
      const files = { "index.mjs": withoutWaits + (shortTimeouts ? withShortTimeouts : "") + code };
      aws.world.put({ ...resource, state: { ...resource.state, code: { files } } });
      await aws.lambda.recycle(resource.state.arn);
    }
  };
}
