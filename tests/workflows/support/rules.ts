import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import type { GitHubFile, Step, Workflow } from "./workflow-files";

const project = path.resolve(__dirname, "../../..");

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")),
);

/** An action of somebody else must be of a version, or of a commit; the project's own comes with the checkout. */
export function unpinned({ uses }: Step): string[] {
  return uses === undefined || uses.startsWith("./") || /@(v\d+(\.\d+){0,2}|[0-9a-f]{40})$/.test(uses) ? [] : [uses];
}

/**
 * An expression within a shell's text becomes part of the command, no matter who wrote its value. The shell's own variables
 * don't.
 *
 * Source: GitHub Docs, "Secure use reference", on script injections.
 */
export function interpolated({ run }: Step): string[] {
  return run?.includes("${{") === true ? [run] : [];
}

/** What a step runs must be there: scripts of package.json, and files. */
export function missing({ run = "" }: Step): string[] {
  const names = [...run.matchAll(/npm (?:run )?(?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
  const files = [...run.matchAll(/(?:^|\s)((?:\.ci|scripts)\/[\w./-]+)/g)].map(([, file = ""]) => file);
  return [
    ...names.filter((name) => name !== "ci" && !(name in scripts)).map((name) => `npm script ${name}`),
    ...files.filter((file) => !existsSync(path.join(project, file))),
  ];
}

/**
 * Events whose runs have the repository's secrets and somebody else's code or words.
 *
 * Source: GitHub Docs, "Events that trigger workflows".
 */
export function riskyEvents({ on }: Workflow): string[] {
  const risky = ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"];
  return Object.keys(on).filter((event) => risky.includes(event));
}

/** Keys of AWS that last; OIDC needs none. */
export function lastingKeys({ text }: GitHubFile): string[] {
  return text.match(/aws[-_](access[-_]key[-_]id|secret[-_]access[-_]key|session[-_]token)/gi) ?? [];
}

/** A token that a step leaves in the checkout's git config is there for everything that runs after it. */
export function keptTokens({ uses, with: given }: Step): string[] {
  return uses?.startsWith("actions/checkout@") === true && given["persist-credentials"] !== false ? [uses] : [];
}

/** Jobs that nothing but GitHub's six hours would end. */
export function endless({ jobs }: Workflow): string[] {
  return Object.entries(jobs).flatMap(([id, job]) => (job["timeout-minutes"] === undefined ? [id] : []));
}

/** A workflow that doesn't say what its token may do gets what the repository's settings say. */
export function unboundTokens({ permissions, jobs }: Workflow): string[] {
  return permissions === undefined
    ? Object.entries(jobs).flatMap(([id, job]) => (job.permissions === undefined ? [id] : []))
    : [];
}
