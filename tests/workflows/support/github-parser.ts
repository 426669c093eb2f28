import { compileFunction } from "node:vm";
import { buildSync } from "esbuild";
import type { GitHubFile } from "./workflow-files";

/** GitHub's parser of workflows, and the one of actions. */
type Parser = typeof import("@actions/workflow-parser") &
  Pick<typeof import("@actions/workflow-parser/actions/action-parser"), "parseAction">;

/**
 * Loads the parser. It imports JSON files the way that bundlers take and Node.js doesn't, so it is bundled first.
 */
function loadParser(): Parser {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `export * from "@actions/workflow-parser";
        export { parseAction } from "@actions/workflow-parser/actions/action-parser";`,
      resolveDir: __dirname,
    },
    bundle: true,
    format: "cjs",
    platform: "node",
    mainFields: ["module", "main"],
    write: false,
  });
  const code = `${outputFiles[0]?.text}\nreturn module.exports;`;
  return compileFunction(code, ["module", "require"], { filename: "workflow-parser.js" })({ exports: {} }, require);
}

let loaded: Parser | undefined;

/**
 * What GitHub's own parser finds wrong with a workflow or an action: keys that it doesn't know, expressions that don't
 * parse or name what isn't there at that place, `needs` of jobs that aren't there.
 */
export async function errorsOf(file: GitHubFile): Promise<string[]> {
  loaded ??= loadParser();
  const { parseWorkflow, parseAction, convertWorkflowTemplate, NoOperationTraceWriter } = loaded;
  const trace = new NoOperationTraceWriter();
  const entry = { name: file.name, content: file.text };
  if (file.name.startsWith("actions/")) {
    return parseAction(entry, trace)
      .context.errors.getErrors()
      .map(({ message }) => message);
  }
  const { context, value } = parseWorkflow(entry, trace);
  const converted = value === undefined ? undefined : await convertWorkflowTemplate(context, value);
  const found = context.errors.getErrors().map(({ message }) => message);
  return [...new Set([...found, ...(converted?.errors ?? []).map(({ Message }) => Message)])];
}
