import { makeStack, type Project } from "../../stacks/project/stack";
import { lambdaFunction } from "../aws";
import { Estate } from "../estate/estate";
import { trustedCast } from "../scenarios/cast";
import { type HttpServer, listen } from "../support/http-server";
import { shipped } from "./bench-estate";
import { type Figure, figure } from "./figure";

const megabyte = 1_000_000;

/** Bytes of the long answer. */
const longAnswer = 20 * megabyte;

/** Milliseconds that the model takes between its first part and its last. */
const pause = 200;

/** A model that streams: as many bytes as it is asked for, or two parts with a pause between them. */
function startModel(): Promise<HttpServer> {
  return listen(async (request) => {
    const { bytes }: { bytes: number } = JSON.parse(await request.text());
    let left = bytes;
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = Math.min(left, 64_000);
        controller.enqueue(new Uint8Array(part));
        left -= part;
        if (left === 0) {
          controller.close();
        } else if (bytes < megabyte) {
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      },
    });
    return new Response(stream, { headers: { "content-type": "application/octet-stream" } });
  });
}

/** What stands behind the function's code: the same handler, whose thread notes what it holds at every 16th part, collected. */
const probe = `
export const probed = awslambda.streamifyResponse(async (event, stream, context) => {
  const { handler } = await import(import.meta.url);
  const { setFlagsFromString } = await import("node:v8");
  const { runInNewContext } = await import("node:vm");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const used = () => { collect(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external; };
  const before = used();
  let peak = 0;
  let parts = 0;
  const write = stream.write.bind(stream);
  stream.write = (part) => {
    if (parts++ % 16 === 0) peak = Math.max(peak, used() - before);
    return write(part);
  };
  await handler(event, stream, context);
  console.log(JSON.stringify({ peak }));
});
`;

/** A parent that streams and a child, without a hub. */
export function streamingProject(): Project {
  const { parent, child } = trustedCast(shipped);
  const { account, region } = parent.config;
  const own = { role: "parent", account, region, endpoints: '["llm"]', sampleModel: "false", streaming: "true" };
  return {
    ...shipped,
    stacks: [
      makeStack(parent.name, { ...own, children: JSON.stringify([child.config.account]) }),
      makeStack(child.name, { role: "child", account: child.config.account, region, parentStack: parent.name }),
    ],
  };
}

/** Brings the streaming project up and works with it. */
export async function withStreamingEstate<T>(work: (estate: Estate, project: Project) => Promise<T>): Promise<T> {
  const model = await startModel();
  const project = streamingProject();
  const estate = await Estate.found(project, model.url);
  try {
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
    return await work(estate, project);
  } finally {
    await estate.close();
    await model.close();
  }
}

/** Milliseconds to the first part of the body and to the last. */
async function timesOf(estate: Estate, place: { readonly account: string; readonly region: string }, name: string) {
  const started = performance.now();
  const { parts } = await estate.aws.lambda.stream(place, name, { body: { bytes: 128_000 } });
  await parts.next();
  let first: number | undefined;
  for await (const _ of parts) {
    first ??= performance.now() - started;
  }
  return { first: Math.round(first ?? 0), last: Math.round(performance.now() - started) };
}

/** What a stream takes: calls of AWS, the time to its first byte and its last, and the function's memory. */
export function streamFigures(): Promise<Figure[]> {
  return withStreamingEstate(async (estate, project) => {
    const { child } = trustedCast(project);
    const event = { body: { bytes: 1000 } };
    const calls = [(await estate.stream(child, event)).calls, (await estate.stream(child, event)).calls] as const;
    const found = estate.aws.world.all(lambdaFunction).find(({ state }) => state.name.includes("-stream-"));
    if (found === undefined) {
      throw new Error("no stack has the function invoke-endpoint-stream");
    }
    const times = await timesOf(estate, found, found.state.name);
    const files = { "index.mjs": (found.state.code.files["index.mjs"] ?? "") + probe };
    estate.aws.world.put({ ...found, state: { ...found.state, handler: "index.probed", code: { files } } });
    await estate.aws.lambda.recycle(found.state.arn);
    await estate.stream(child, event);
    const { logs } = estate.aws.lambda;
    const told = logs.length;
    await estate.stream(child, { body: { bytes: longAnswer } });
    const peakLine = () => logs.slice(told).find(({ text }) => text.startsWith('{"peak"'))?.text;
    while (peakLine() === undefined) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    const { peak } = JSON.parse(peakLine() ?? "{}");
    return [
      figure("calls.stream.cold", calls[0], "2 in the articles' code"),
      figure("calls.stream.warm", calls[1], "2 in the articles' code"),
      figure(
        "stream.first-byte",
        times.first,
        `${times.last} ms to the last byte, which the model makes ${pause} ms later`,
      ),
      figure("stream.memory", Math.round(Number(peak) / 100_000) / 10, `${longAnswer / megabyte} MB pass through it`),
    ];
  });
}
