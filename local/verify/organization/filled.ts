import { UsersMistake } from "../../../common/users-mistake";
import { show } from "../../../common/validation";
import type { Project } from "../../../stacks/project/stack";
import { type Guardrails, type NamedPolicy, securityGroup, subnet, vpc, vpcEndpoint, type World } from "../../aws";
import type { Documents } from "./documents";

/** A value that isn't there before the stacks are up, in the words of reports: `<hub-vpc-vpc of shared>`. */
const placeholder = /<([^<>]*)>/g;

/** Values of the stacks' naming, by the placeholders that stand for them in docs/organization and docs/oidc. */
function namesIn({ stacks }: Project): ReadonlyMap<string, readonly string[]> {
  const distinct = (values: readonly string[]) => [...new Set(values)];
  return new Map([
    ["prefix", distinct(stacks.map(({ config }) => config.namePrefix ?? ""))],
    ["path", distinct(stacks.map(({ config }) => config.rolePath ?? "/"))],
  ]);
}

/** Networks and endpoints of a project's stacks, by the words of reports. */
function idsIn(world: World, { stacks }: Project): ReadonlyMap<string, string> {
  const names = new Set(stacks.map(({ name }) => name));
  const found = [...world.all(vpc), ...world.all(vpcEndpoint)].filter(({ stack }) => names.has(stack));
  return new Map(found.map(({ urn, stack, id }) => [`${urn.split("::").at(-1)} of ${stack}`, id]));
}

/**
 * What documents mean for stacks that are up: ids stand for the placeholders that name networks and endpoints, and the
 * stacks' `namePrefix` and `rolePath` for `<prefix>` and `<path>`.
 *
 * @throws UsersMistake naming every placeholder that stands for nothing, or for several values.
 */
export function guardrailsOf(world: World, project: Project, documents: Documents): Omit<Guardrails, "doubt"> {
  const ids = idsIn(world, project);
  const names = namesIn(project);
  const mistakes = new Set<string>();
  const fill = ({ name, document }: NamedPolicy): NamedPolicy => {
    const text = JSON.stringify(document).replaceAll(placeholder, (whole, words: string) => {
      const [one, ...others] = names.get(words) ?? [];
      if (others.length > 0) {
        mistakes.add(
          `${name} has the placeholder ${whole}, for which the stacks have ${show([one, ...others])}: write the role's name once for each in its place`,
        );
      }
      if (one !== undefined) {
        return one;
      }
      const id = ids.get(words);
      if (id === undefined) {
        const networks = [...ids.keys()].filter((key) => ids.get(key)?.startsWith("vpc-"));
        const choice = networks.length === 0 ? "" : `, or name one of ${networks.map((key) => `<${key}>`).join(", ")}`;
        mistakes.add(`${name} has the placeholder ${whole}: write the value in its place${choice}`);
      }
      return id ?? whole;
    });
    return { name, document: JSON.parse(text) };
  };
  const levels = documents.levels.map((level) => level.map(fill));
  const boundary = documents.boundary && fill(documents.boundary);
  if (mistakes.size > 0) {
    throw new UsersMistake([...mistakes].join("\n"));
  }
  return {
    levels,
    boundary,
    accounts: new Set(project.stacks.map(({ config }) => config.account)),
    stacks: new Set(project.stacks.map(({ name }) => name)),
    inventedIds: new Set(
      [...world.all(vpc), ...world.all(vpcEndpoint), ...world.all(subnet), ...world.all(securityGroup)].map(
        ({ id }) => id,
      ),
    ),
  };
}
