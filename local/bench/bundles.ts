import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { type LambdaFunction, lambdaFunction } from "../aws";
import { makeWorkFolder, removeWorkFolder } from "../support/work-folder";
import { withShippedEstate } from "./bench-estate";
import { type Figure, figure } from "./figure";
import { measureNode, medianOf } from "./measure";
import { withStreamingEstate } from "./stream";

/** A function, what it imports as it would without a bundle, and what it must keep to. */
interface Limits {
  readonly of: "invoke-endpoint" | "invoke-endpoint-stream" | "studio-authorizer" | "studio-presigned-url";
  readonly unbundled: readonly string[];
  readonly kilobytes: number;
  /** Milliseconds, or the share of the time that the import without a bundle takes. */
  readonly coldImport: { readonly ms: number } | { readonly share: number };
}

const ofInference = {
  unbundled: ["@aws-sdk/client-sts", "@aws-sdk/client-sagemaker-runtime", "@aws-lambda-powertools/logger", "valibot"],
  kilobytes: 330,
  coldImport: { ms: 60 },
};

const functions: readonly Limits[] = [
  { of: "invoke-endpoint", ...ofInference },
  { of: "invoke-endpoint-stream", ...ofInference },
  {
    of: "studio-authorizer",
    unbundled: ["aws-jwt-verify", "@aws-lambda-powertools/logger", "valibot"],
    kilobytes: 330,
    coldImport: { share: 0.6 },
  },
  {
    of: "studio-presigned-url",
    unbundled: [
      "@aws-sdk/client-sts",
      "@aws-sdk/client-sagemaker",
      "@aws-sdk/client-dynamodb",
      "@aws-lambda-powertools/logger",
      "valibot",
    ],
    kilobytes: 750,
    coldImport: { share: 0.6 },
  },
];

const runs = 7;

/** Milliseconds that Node.js takes to import modules, without its own start. */
async function importTime(code: string): Promise<number> {
  const { stdout } = await measureNode([
    "--input-type=module",
    "--eval",
    `const start = performance.now(); ${code}; console.log(performance.now() - start);`,
  ]);
  return Number(stdout);
}

async function figuresOf(limits: Limits, { code, environment }: LambdaFunction, folder: string): Promise<Figure[]> {
  const text = code.files["index.mjs"] ?? "";
  const file = path.join(folder, `${limits.of}.mjs`);
  await writeFile(file, text);
  const variables = { ...environment.variables, AWS_LAMBDA_FUNCTION_NAME: "bench", AWS_REGION: "eu-west-1" };
  // Lambda's runtime gives a function that streams its wrapper.
  const setUp = `Object.assign(process.env, ${JSON.stringify(variables)}); globalThis.awslambda = { streamifyResponse: (handler) => handler }`;
  const bundled = await medianOf(runs, () => importTime(`${setUp}; await import(${JSON.stringify(file)})`));
  const plain = await medianOf(runs, () =>
    importTime(limits.unbundled.map((name) => `await import("${name}")`).join("; ")),
  );
  const { coldImport } = limits;
  const most = "ms" in coldImport ? coldImport.ms : Math.round(coldImport.share * plain);
  const kilobytes = (bytes: number) => Math.round(bytes / 1000);
  return [
    figure(
      `bundle.${limits.of}`,
      kilobytes(text.length),
      `${kilobytes(gzipSync(text).length)} kB gzip; ${limits.kilobytes} kB at most`,
    ),
    figure(`import.${limits.of}`, Math.round(bundled), `${Math.round(plain)} ms unbundled; ${most} ms at most`),
  ];
}

/** Sizes of the functions' bundles, and how long Lambda takes to import them. */
export function bundleFigures(): Promise<Figure[]> {
  return withShippedEstate(async (shippedEstate) => {
    const streaming = await withStreamingEstate(async ({ aws }) => aws.world.all(lambdaFunction));
    const deployed = [...shippedEstate.aws.world.all(lambdaFunction), ...streaming];
    const folder = await makeWorkFolder();
    try {
      const figures: Figure[] = [];
      for (const limits of functions) {
        const found = deployed.find(({ state, stack }) => state.name === `${limits.of}-${stack}`);
        if (found === undefined) {
          throw new Error(`no stack has the function ${limits.of}`);
        }
        figures.push(...(await figuresOf(limits, found.state, folder)));
      }
      return figures;
    } finally {
      await removeWorkFolder(folder);
    }
  });
}
