import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";

const folder = path.resolve(__dirname, "../../../.github");

const step = v.looseObject({
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  shell: v.optional(v.string()),
  id: v.optional(v.string()),
  with: v.optional(v.record(v.string(), v.unknown()), {}),
  env: v.optional(v.record(v.string(), v.unknown()), {}),
});

const job = v.looseObject({
  if: v.optional(v.string()),
  needs: v.optional(v.array(v.string()), []),
  environment: v.optional(v.string()),
  permissions: v.optional(v.record(v.string(), v.string())),
  "timeout-minutes": v.optional(v.number()),
  strategy: v.optional(v.looseObject({ matrix: v.record(v.string(), v.unknown()) })),
  outputs: v.optional(v.record(v.string(), v.string())),
  steps: v.array(step),
});

const workflow = v.looseObject({
  on: v.record(v.string(), v.unknown()),
  permissions: v.optional(v.record(v.string(), v.string())),
  concurrency: v.optional(v.looseObject({ group: v.string() })),
  jobs: v.record(v.string(), job),
});

const action = v.looseObject({ runs: v.object({ using: v.literal("composite"), steps: v.array(step) }) });

/** A step of a job or an action. */
export type Step = v.InferOutput<typeof step>;
export type Job = v.InferOutput<typeof job>;
export type Workflow = v.InferOutput<typeof workflow>;

/** A file of `.github` with its text, by its path within. */
export interface GitHubFile {
  readonly name: string;
  readonly text: string;
}

function filesIn(sub: string, isOne: (name: string) => boolean): GitHubFile[] {
  return readdirSync(path.join(folder, sub), { recursive: true, encoding: "utf8" })
    .filter(isOne)
    .sort()
    .map((name) => ({ name: `${sub}/${name}`, text: readFileSync(path.join(folder, sub, name), "utf8") }));
}

/** Every workflow. */
export const workflowFiles = filesIn("workflows", (name) => /\.ya?ml$/.test(name));

/** Every action of the project's own. */
export const actionFiles = filesIn("actions", (name) => path.basename(name) === "action.yml");

export function readWorkflow({ text }: GitHubFile): Workflow {
  return v.parse(workflow, parse(text));
}

export function readAction({ text }: GitHubFile): { readonly steps: readonly Step[] } {
  return v.parse(action, parse(text)).runs;
}

/** A workflow by its name. */
export function workflowCalled(name: string): Workflow {
  const file = workflowFiles.find((each) => each.name === `workflows/${name}.yml`);
  if (file === undefined) {
    throw new Error(`there is no workflow ${name}`);
  }
  return readWorkflow(file);
}

/** Steps of every job of every workflow and of every action, by the file that has them. */
export function allSteps(): readonly { readonly file: string; readonly step: Step }[] {
  const inWorkflows = workflowFiles.flatMap((file) =>
    Object.values(readWorkflow(file).jobs).flatMap(({ steps }) =>
      steps.map((each) => ({ file: file.name, step: each })),
    ),
  );
  const inActions = actionFiles.flatMap((file) =>
    readAction(file).steps.map((each) => ({ file: file.name, step: each })),
  );
  return [...inWorkflows, ...inActions];
}

/** An expression as workflows write it. */
export function expression(text: string): string {
  return `\${{ ${text} }}`;
}
