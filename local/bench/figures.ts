import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { makeWorkFolder, removeWorkFolder } from "../aws/lambda/work-folder";
import { lambdaFunction } from "../aws/resource-types/lambda";
import { makeStack, type Project, readProject } from "../deploy/project-files";
import { Estate } from "../estate";
import { startSampleModel } from "../model/sample-model";
import { trustedCast } from "../scenarios/cast";
import { samplePayloads } from "../scenarios/payload";
import { measureNode, medianOf } from "./measure";

/** One figure, with what it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What to compare it with, in words; empty where there is nothing. */
  readonly anchor: string;
}

const project = readProject(path.resolve(__dirname, "../.."));

/** What the function imports, as it would be without a bundle. */
const unbundled = [
  "@aws-sdk/client-sts",
  "@aws-sdk/client-sagemaker-runtime",
  "@aws-lambda-powertools/logger",
  "valibot",
];

const importRuns = 9;
const startRuns = 3;
const manyChildren = 100;

async function withEstate<T>(of: Project, work: (estate: Estate) => Promise<T>): Promise<T> {
  const model = await startSampleModel();
  const estate = await Estate.found(of, model.url);
  try {
    return await work(estate);
  } finally {
    await estate.close();
    await model.close();
  }
}

async function callFigures(): Promise<Figure[]> {
  return withEstate(project, async (estate) => {
    const { parent, child } = trustedCast(project);
    await estate.up(parent);
    await estate.up(child);
    const cold = await estate.invoke(child, samplePayloads[0]);
    const warm = await estate.invoke(child, samplePayloads[0]);
    return [
      {
        name: "calls to AWS per inference, cold",
        value: cold.calls,
        unit: "calls",
        anchor: "2 in the seed",
      },
      {
        name: "calls to AWS per inference, warm",
        value: warm.calls,
        unit: "calls",
        anchor: "2 in the seed",
      },
    ];
  });
}

/** Milliseconds that Node.js takes to import a module, without its own start. */
async function importTime(code: string): Promise<number> {
  const { stdout } = await measureNode([
    "--input-type=module",
    "--eval",
    `const start = performance.now(); ${code}; console.log(performance.now() - start);`,
  ]);
  return Number(stdout);
}

async function bundleFigures(): Promise<Figure[]> {
  return withEstate(project, async (estate) => {
    const { parent, child } = trustedCast(project);
    await estate.up(parent);
    await estate.up(child);
    const deployed = estate.aws.world.list(lambdaFunction, child.config.account)[0]?.state;
    const code = deployed?.code.files["index.mjs"] ?? "";
    const folder = await makeWorkFolder();
    try {
      const file = path.join(folder, "index.mjs");
      await writeFile(file, code);
      const environment = JSON.stringify({
        ...deployed?.environment.variables,
        AWS_LAMBDA_FUNCTION_NAME: "bench",
        AWS_REGION: "eu-west-1",
      });
      const bundled = await medianOf(importRuns, () =>
        importTime(`Object.assign(process.env, ${environment}); await import(${JSON.stringify(file)})`),
      );
      const plain = await medianOf(importRuns, () =>
        importTime(unbundled.map((name) => `await import("${name}")`).join("; ")),
      );
      return [
        {
          name: "bundle of invoke-endpoint, minified",
          value: Math.round(code.length / 1000),
          unit: "kB",
          anchor: "330 kB at most",
        },
        {
          name: "bundle of invoke-endpoint, gzip",
          value: Math.round(gzipSync(code).length / 1000),
          unit: "kB",
          anchor: "",
        },
        {
          name: "cold import of the bundle",
          value: Math.round(bundled),
          unit: "ms",
          anchor: `${Math.round(plain)} ms unbundled; 60 ms at most`,
        },
      ];
    } finally {
      await removeWorkFolder(folder);
    }
  });
}

async function evaluationFigures(): Promise<Figure[]> {
  const { parent } = trustedCast(project);
  const children = Array.from({ length: manyChildren }, (_, index) =>
    makeStack(`child-${index}`, {
      role: "child",
      account: String(300_000_000_000 + index),
      region: "eu-west-1",
      parentStack: parent.name,
    }),
  );
  return withEstate({ ...project, stacks: [parent, ...children] }, async (estate) => {
    const first = await estate.up(parent);
    const started = performance.now();
    let resources = 0;
    for (const child of children) {
      resources += (await estate.up(child)).resources;
    }
    const ms = performance.now() - started;
    return [
      {
        name: "evaluation of the parent's stack",
        value: first.ms,
        unit: "ms",
        anchor: `${first.resources} resources`,
      },
      {
        name: `evaluation of ${manyChildren} child stacks`,
        value: Math.round(ms),
        unit: "ms",
        anchor: `${resources} resources, ${(ms / resources).toFixed(2)} ms each`,
      },
    ];
  });
}

async function startFigures(): Promise<Figure[]> {
  const memory: number[] = [];
  const ms = await medianOf(startRuns, async () => {
    const run = await measureNode(["--require", "./local/tsx.cjs", "local/start.ts", "--json"]);
    memory.push(run.peakMemory);
    return run.ms;
  });
  return [
    { name: "npm start in all", value: Math.round(ms / 100) / 10, unit: "s", anchor: "15 s at most" },
    {
      name: "npm start, peak memory",
      value: Math.round(Math.max(...memory) / 1e6),
      unit: "MB",
      anchor: "600 MB at most",
    },
  ];
}

/** Takes all figures, one group after the other, so that none disturbs another. */
export async function takeFigures(): Promise<Figure[]> {
  return [
    ...(await callFigures()),
    ...(await bundleFigures()),
    ...(await evaluationFigures()),
    ...(await startFigures()),
  ];
}
