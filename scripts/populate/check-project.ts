import { Refusal } from "../../common/refusal";
import { reason } from "../../common/validation";
import { childrenOfHub, isShared, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { checkRows, type User } from "./check-rows";
import { byLine, type LineMistake, type UsersFile } from "./row";

/** A hub of the project by its stack's name. Throws a Refusal if there is none. */
export function hubNamed(project: Project, name: string): SharedStack {
  const hubs = project.stacks.filter(isShared);
  const found = hubs.find((hub) => hub.name === name);
  if (found === undefined) {
    const names =
      hubs.length === 0 ? "this project has none" : `those here are ${hubs.map((hub) => hub.name).join(", ")}`;
    throw new Refusal("options", [
      { property: "--stack", reason: reason(name, `users are in a shared stack, and ${names}`) },
    ]);
  }
  return found;
}

/** Profiles that the LOB's own stack doesn't create, if this project has the stack. */
function profileMistakes(project: Project, hub: SharedStack, users: readonly User[]): LineMistake[] {
  const children = childrenOfHub(project, hub);
  return users.flatMap(({ line, lob, profile }) => {
    const child = children.find(({ config }) => config.lob === lob);
    if (child === undefined || child.config.userProfiles.includes(profile)) {
      return [];
    }
    const { userProfiles } = child.config;
    const those = userProfiles.length === 0 ? "none" : `${userProfiles.join(", ")} only`;
    const why = `userProfiles of Pulumi.${child.name}.yaml has ${those}; add ${profile} there and bring stack ${child.name} up, or correct the line`;
    return [{ line, column: "profile", reason: reason(profile, why) }];
  });
}

/**
 * Checks a file of users against the stacks' files, before credentials are needed.
 *
 * @throws Refusal naming every mistake by its line, or a missing shared stack.
 */
export function checkAgainstProject(file: UsersFile, project: Project, stack: string): void {
  const hub = hubNamed(project, stack);
  const { users, mistakes } = checkRows(
    file.rows,
    hub.config.lobs.map(({ name }) => name),
  );
  const all = [...file.mistakes, ...mistakes, ...profileMistakes(project, hub, users)];
  if (all.length > 0) {
    throw new Refusal(file.name, byLine(all));
  }
}
