import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { roles } from "../../stacks/config-schemas";
import { environmentsOf } from "../../stacks/project/environments";
import { readProject } from "../../stacks/project/project-files";
import { isChild } from "../../stacks/project/roles";

const packageFile = v.object({ dependencies: v.object({ pulumi: v.string() }) });

/**
 * The stacks that the workflows run on, as lines of a GitHub step's output: for each role a JSON list of the stacks
 * that have it, in their order, with the account and region that their files give; for each environment of stacks the names
 * of its children, with spaces between them; the number of stacks; and the version of the Pulumi CLI that the project is
 * tested with. So a new stack's file needs no change of a workflow.
 *
 * Source: GitHub Docs, "Passing information between jobs".
 *
 * @param folder the project's folder.
 * @throws Refusal or ProjectRefusal naming every mistake in the project's files.
 */
export function stackLists(folder: string): string {
  const project = readProject(folder);
  const { stacks } = project;
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const lists = roles.map((role) => {
    const items = stacks
      .filter(({ config }) => config.role === role)
      .map(({ name, config: { account, region } }) => ({ name, account, region }));
    return `${role}=${JSON.stringify(items)}\n`;
  });
  const listed = new Set<string>();
  const environments = environmentsOf(project).flatMap(({ name, project: members }) => {
    const children = members.stacks.flatMap((stack) => (isChild(stack) && !listed.has(stack.name) ? [stack.name] : []));
    for (const child of children) {
      listed.add(child);
    }
    return children.length === 0 ? [] : [{ name, children: children.join(" ") }];
  });
  const more = [`environments=${JSON.stringify(environments)}\n`, `count=${stacks.length}\n`];
  return [...lists, ...more, `cli=${v.parse(packageFile, manifest).dependencies.pulumi}\n`].join("");
}
