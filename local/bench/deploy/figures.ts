import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { findCli } from "../../deploy/engine/cli";
import { cloneProject, makeLanguageHost } from "../../deploy/engine/cloned-project";
import { type Provider, serveProvider } from "../../deploy/engine/provider-server";
import { writeStack } from "../../deploy/engine/stack-settings";
import { makeWorkFolder, removeWorkFolder } from "../../support/work-folder";
import { tenths } from "../commands";
import { type Figure, figure } from "../figure";
import { peakOf } from "./process-tree";

const project = "sagemaker-multi-account";
const region = "eu-west-1";

/** Writes a parent, and children that read it, without a hub. */
function writeStacks(folder: string, count: number): void {
  const accounts = Array.from({ length: count }, (_, index) => String(300_000_000_000 + index));
  const parent = "parent-222222222222";
  const own = { account: "222222222222", region, children: JSON.stringify(accounts), endpoints: '["iris"]' };
  writeStack(folder, project, { name: parent, texts: { ...own, role: "parent" } });
  for (const account of accounts) {
    const texts = { role: "child", account, region, parentStack: parent };
    writeStack(folder, project, { name: `child-${account}`, texts });
  }
}

/** An ARN for a resource by its URN; the account is the last part of its stack's name. */
function arnOf(urn: string): string {
  const [place = "", , types = "", name = ""] = urn.split("::");
  const account = place.split("-").at(-1);
  return types.endsWith("aws:iam/role:Role")
    ? `arn:aws:iam::${account}:role/${name}`
    : `arn:aws:service:eu-west-1:${account}:resource/${name}`;
}

/** A provider that refuses nothing and keeps nothing: what is created has its inputs, an id and an ARN. */
const answeringProvider: Provider = {
  configure: () => {},
  check: (_, inputs) => inputs,
  diff: () => ({ changed: [], replaces: [], deleteBeforeReplace: false }),
  create: async (urn, inputs) => ({ id: urn, outputs: { ...inputs, arn: arnOf(urn) } }),
  read: () => undefined,
  update: async (urn, id, inputs) => ({ id, outputs: { ...inputs, arn: arnOf(urn) } }),
  delete: async () => {},
};

/** Brings up children from nothing by `npm run deploy`, and measures that with all the processes that it starts. */
async function measure(count: number, parallel: number): Promise<{ readonly ms: number; readonly peak: number }> {
  const folder = await makeWorkFolder();
  const provider = await serveProvider(answeringProvider);
  try {
    cloneProject(folder);
    makeLanguageHost(folder);
    writeStacks(folder, count);
    for (const inner of [".state", ".tmp", ".home"]) {
      mkdirSync(path.join(folder, inner));
    }
    const { command } = await findCli(folder);
    const places = [...(path.isAbsolute(command) ? [path.dirname(command)] : []), process.env.PATH, folder];
    const started = performance.now();
    const words = ["--require", require.resolve("../../tsx.cjs"), require.resolve("./children"), folder];
    const child = spawn(process.execPath, [...words, String(parallel)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        PATH: places.join(path.delimiter),
        PULUMI_BACKEND_URL: `file://${path.join(folder, ".state")}`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}`,
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_HOME: path.join(folder, ".home"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
        TMPDIR: path.join(folder, ".tmp"),
      },
    });
    const ended = once(child, "close");
    const printed = text(child.stdout);
    const peak = await peakOf(child.pid ?? 0, ended);
    if (child.exitCode !== 0) {
      throw new Error(`the deployment of ${count} children ended with ${child.exitCode}: ${await printed}`);
    }
    return { ms: performance.now() - started, peak };
  } finally {
    provider.close();
    await removeWorkFolder(folder);
  }
}

/** What `npm run deploy` takes, by the number of stacks and of those side by side. Takes a quarter of an hour. */
export async function deployFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of [1, 10, 30] as const) {
    for (const parallel of [1, 4, 8] as const) {
      const { ms, peak } = await measure(count, parallel);
      figures.push(
        figure(`deploy.${count}.${parallel}.time`, tenths(ms), ""),
        figure(`deploy.${count}.${parallel}.memory`, Math.round(peak / 1e6), ""),
      );
    }
  }
  return figures;
}
