import type { Mistake } from "../common/validation";
import { hubNames, invokerNames, type Naming } from "../infra/support/naming";
import type { Role } from "./config-schemas";

/**
 * Characters of a name of a role, a function, a resolver endpoint or a query log configuration. Names of other kinds have
 * more room, or are checked with the LOB's name, or shortened.
 *
 * Source: IAM API, CreateRole, `RoleName`; Lambda API, CreateFunction, `FunctionName`; Route 53 Resolver API,
 * CreateResolverEndpoint and CreateResolverQueryLogConfig, `Name`.
 */
const limit = 64;

/** A stack's names that end in its own, with a prefix in front. */
function namesOf(role: Role, stack: string, naming: Naming): string[] {
  switch (role) {
    case "shared": {
      const { userPool, usersTable, lobsTable, api, accessLogGroup, share, ...limited } = hubNames(stack, naming);
      return Object.values(limited);
    }
    case "child":
      return Object.values(invokerNames(stack, naming));
    case "parent":
      return [];
  }
}

/** The longest name, if it is too long; a prefix that is shortened by as much makes all names fit. */
export function lengthMistakes(names: readonly string[], naming: Naming): Mistake[] {
  const [longest = ""] = names.toSorted((one, other) => other.length - one.length);
  const excess = longest.length - limit;
  const why = `makes the name ${longest} ${excess} characters longer than the ${limit} that AWS takes: shorten it by ${excess}, or the stack's name`;
  return excess > 0 ? [{ property: "namePrefix", reason: `is "${naming.namePrefix}", which ${why}` }] : [];
}

/** The same of a stack's names, as far as its own config tells them. */
export function nameLengthMistakes(role: Role, stack: string, naming: Naming): Mistake[] {
  return lengthMistakes(namesOf(role, stack, naming), naming);
}
