import { lambdaFunction } from "../../../local/aws/lambda/kinds";
import type { LocalAws } from "../../../local/aws/local-aws";

/** What runs before a function's own code: the SDK draws its waits between tries from Math.random. */
const withoutWaits = "Math.random = () => 0;\n";

/**
 * Ends what would take a second or more after an eighth of its time, and a minute or more after a fiftieth. What is
 * shorter stays, and so does which of two time-outs comes first.
 */
const withShortTimeouts = `{
  const shorter = (ms) => Math.round(ms >= 60000 ? ms / 50 : ms >= 1000 ? ms / 8 : ms);
  const { setTimeout: wait } = globalThis;
  const { timeout } = AbortSignal;
  globalThis.setTimeout = (work, ms, ...values) => wait(work, shorter(ms), ...values);
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, shorter(ms));
}
`;

/**
 * Restarts all functions with the code that was deployed, whose tries follow each other at once.
 *
 * @returns does so; functions whose names begin with `shortened` also wait less for answers.
 */
export function hurriedFunctions(aws: LocalAws): (shortened: string | undefined) => Promise<void> {
  const deployed = aws.world.all(lambdaFunction);
  return async (shortened) => {
    for (const resource of deployed) {
      const code = resource.state.code.files["index.mjs"] ?? "";
      const isShortened = shortened !== undefined && resource.state.name.startsWith(shortened);
      const files = { "index.mjs": withoutWaits + (isShortened ? withShortTimeouts : "") + code };
      aws.world.put({ ...resource, state: { ...resource.state, code: { files } } });
      await aws.lambda.recycle(resource.state.arn);
    }
  };
}
