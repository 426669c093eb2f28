import { isRecord } from "../../../common/is-record";
import type { Kind, Resource, World } from "../../../local/aws/core/world";
import { vpcEndpoint } from "../../../local/aws/ec2/kinds";
import { policy, role, rolePolicy } from "../../../local/aws/iam/kinds";
import { bucketPolicy } from "../../../local/aws/s3/kinds";

/** Changes something in a world by hand, and returns what puts it back. */
export type Change = (world: World) => () => void;

/** A resource of a stack by the name that its program gave it; the last part of its URN. */
export function named<State>(world: World, type: Kind<State>, stack: string, name: string): Resource<State> {
  const found = world.all(type).find((one) => one.stack === stack && one.urn.endsWith(`::${name}`));
  if (found === undefined) {
    throw new Error(`stack ${stack} has no ${type.token} ${name}`);
  }
  return found;
}

/** Changes members of a resource's state. */
export function editing<State extends object>(
  type: Kind<State>,
  stack: string,
  name: string,
  edit: (state: State, world: World) => Partial<State>,
): Change {
  return (world) => {
    const found = named(world, type, stack, name);
    world.put({ ...found, state: { ...found.state, ...edit(found.state, world) } });
    return () => world.put(found);
  };
}

/** Puts a resource beside those of the stacks. */
export function adding<State>(type: Kind<State>, account: string, id: string, state: (world: World) => State): Change {
  return (world) => {
    const urn = `urn:pulumi:by-hand::by-hand::${type.token}::${id}`;
    const place = { stack: "by-hand", account, region: "eu-west-1" };
    world.put({ urn, type: type.token, id, ...place, state: state(world) });
    return () => world.remove(urn);
  };
}

/** Takes a resource of a stack away. */
export function removing<State>(type: Kind<State>, stack: string, name: string): Change {
  return (world) => {
    const found = named(world, type, stack, name);
    world.remove(found.urn);
    return () => world.put(found);
  };
}

/** Several changes as one. */
export function all(...changes: readonly Change[]): Change {
  return (world) => {
    const undo = changes.map((change) => change(world));
    return () => undo.reverse().forEach((one) => void one());
  };
}

/** A statement of a policy, as its document has it. */
export type Statement = Readonly<Record<string, unknown>>;

type Edit = (statement: Statement, world: World) => Statement;

function edited(text: string, sid: string, edit: Edit, world: World): string {
  let count = 0;
  const document: unknown = JSON.parse(text);
  const statements = isRecord(document) && Array.isArray(document.Statement) ? document.Statement : [];
  const changed = statements.map((statement: unknown) => {
    if (!isRecord(statement) || statement.Sid !== sid) {
      return statement;
    }
    count += 1;
    return edit(statement, world);
  });
  if (count !== 1) {
    throw new Error(`a policy has ${count} statements ${sid}: ${text}`);
  }
  return JSON.stringify({ ...(isRecord(document) ? document : {}), Statement: changed });
}

/** Changes a statement of a role's trust policy. */
export function trust(stack: string, name: string, sid: string, edit: Edit): Change {
  return editing(role, stack, name, ({ assumeRolePolicy }, world) => ({
    assumeRolePolicy: edited(assumeRolePolicy, sid, edit, world),
  }));
}

/** Changes a statement of a role's own inline policy. */
export function inline(stack: string, name: string, sid: string, edit: Edit): Change {
  return editing(rolePolicy, stack, name, (state, world) => ({ policy: edited(state.policy, sid, edit, world) }));
}

/** Changes a statement of a managed policy. */
export function managed(stack: string, name: string, sid: string, edit: Edit): Change {
  return editing(policy, stack, name, (state, world) => ({ policy: edited(state.policy, sid, edit, world) }));
}

/** Changes a statement of a bucket's policy, or adds one. */
export function bucketStatement(stack: string, name: string, statement: Statement): Change {
  return editing(bucketPolicy, stack, name, (state) => ({ policy: withStatement(state.policy, statement) }));
}

function withStatement(text: string, statement: Statement): string {
  const document: unknown = JSON.parse(text);
  const { Statement: statements, ...rest } = isRecord(document) ? document : {};
  return JSON.stringify({ ...rest, Statement: [...(Array.isArray(statements) ? statements : []), statement] });
}

/** Changes a statement of an endpoint's policy. */
export function endpoint(stack: string, name: string, sid: string, edit: Edit): Change {
  return editing(vpcEndpoint, stack, name, (state, world) => ({
    policy: edited(state.policy ?? "", sid, edit, world),
  }));
}

/** Gives an endpoint AWS's default policy, which allows everything. */
export function openEndpoint(stack: string, name: string): Change {
  const statement = { Sid: "Everything", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
  const policyText = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return editing(vpcEndpoint, stack, name, () => ({ policy: policyText }));
}

/** A statement without one key of its conditions. */
export function without(key: string): Edit {
  return ({ Condition: condition, ...statement }) => {
    const kept = Object.entries(isRecord(condition) ? condition : {})
      .map(([operator, keys]) => [operator, withoutKey(isRecord(keys) ? keys : {}, key)] as const)
      .filter(([, keys]) => Object.keys(keys).length > 0);
    const before = JSON.stringify(condition);
    const after = Object.fromEntries(kept);
    if (JSON.stringify(after) === before) {
      throw new Error(`a statement has no condition on ${key}: ${before}`);
    }
    return Object.keys(after).length === 0 ? statement : { ...statement, Condition: after };
  };
}

function withoutKey(keys: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => name !== key));
}

/** A statement with one text in place of another. */
export function replacing(from: string, to: string): Edit {
  return (statement) => {
    const text = JSON.stringify(statement);
    if (!text.includes(from)) {
      throw new Error(`a statement has no ${from}: ${text}`);
    }
    return JSON.parse(text.replaceAll(from, to));
  };
}

/** A statement with other members. */
export function having(members: Statement): Edit {
  return (statement) => ({ ...statement, ...members });
}

/** A statement with further values in a list, such as actions or resources. */
export function alsoWith(member: "Action" | "Resource", ...values: readonly string[]): Edit {
  return (statement) => {
    const known = statement[member];
    return { ...statement, [member]: [...(Array.isArray(known) ? known : [known]), ...values] };
  };
}
