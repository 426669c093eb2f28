import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";

/** A resource as a program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the resources that were done when its registration began. */
  readonly after: readonly string[];
}

const known = new Set([
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:lambda/function:Function",
  "pulumi:providers:aws",
]);

const record = v.record(v.string(), v.unknown());

/**
 * Evaluates a program under mocks that know the types above, and throw on any other and on every look-up. Creating one takes some turns of the event loop, so that what doesn't wait
 * for it is registered before it is done.
 */
export async function evaluate(program: () => void, preview = false): Promise<Registered[]> {
  const registered: Registered[] = [];
  const done: string[] = [];
  const mocks: pulumi.runtime.Mocks = {
    async newResource({ type, name, inputs, custom }) {
      if (custom === true && !known.has(type)) {
        throw new Error(`the mocks don't know ${type} "${name}"`);
      }
      if (type === "pulumi:pulumi:Stack") {
        return { id: undefined, state: inputs };
      }
      registered.push({ type, name, inputs: v.parse(record, inputs), after: [...done] });
      for (let turn = 0; custom === true && turn < 5; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      done.push(name);
      return { id: `${name}-id`, state: { ...inputs, ...(!preview && { arn: `arn:mock:${name}` }) } };
    },
    call({ token }) {
      throw new Error(`the mocks know no look-up, and ${token} is one`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
  await pulumi.runtime.runInPulumiStack(async () => program());
  await pulumi.runtime.disconnect();
  return registered;
}

/** The one resource of a type, or with a name. */
export function only(registered: readonly Registered[], typeOrName: string): Registered {
  const found = registered.filter(({ type, name }) => type === typeOrName || name === typeOrName);
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(`there are ${found.length} resources ${typeOrName}`);
  }
  return first;
}
