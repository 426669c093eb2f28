import * as v from "valibot";
import { commonConfig, configByRole, type Role, roles } from "./config-schemas";

/** A config key, as the first schema that describes it declares it. */
interface ConfigKey {
  readonly of: readonly Role[];
  /** The comment in `Pulumi.yaml` below which it stands. */
  readonly heading: string;
  /** Its fields in `Pulumi.yaml`. */
  readonly declared: Declared;
  /** Its text if a stack doesn't set it. */
  readonly default: string;
}

interface Declared {
  /** None for a list that can be one word, which the engine would refuse. */
  readonly type?: string | undefined;
  readonly default?: unknown;
  readonly description: string;
}

type KeySchema =
  | v.GenericSchema
  | v.OptionalSchema<v.GenericSchema, unknown>
  | v.PicklistSchema<readonly (string | number)[], v.ErrorMessage<v.PicklistIssue> | undefined>;

const list = { default: [] };

/** Fields that follow from a schema's kind; its own default has precedence. */
const forms: Readonly<Record<string, Omit<Declared, "description">>> = {
  string: { type: "string", default: "" },
  number: { type: "integer" },
  boolean: { type: "boolean" },
  array: list,
  lazy: list,
  custom: { type: "object" },
  strict_object: { type: "object" },
};

/** What a schema declares; undefined if it describes no key. */
function declaredBy(schema: KeySchema): Declared | undefined {
  const inner: KeySchema = v.isOfType("optional", schema) ? schema.wrapped : schema;
  const description = v.getDescription(schema) ?? v.getDescription(inner);
  if (description === undefined) {
    return undefined;
  }
  const kind = v.isOfType("picklist", inner) ? typeof inner.options[0] : inner.type;
  const form = forms[kind];
  if (form === undefined) {
    throw new Error(`a config key can't be a ${kind} so far: give it a form here ("${description}")`);
  }
  return { ...form, default: v.getDefault(schema) ?? form.default, ...v.getMetadata(schema), description };
}

const headings = {
  every: "Every stack",
  several: "Stacks of more than one role",
  shared: "Shared: the services hub with central endpoints and the access API",
  parent: "Parent: the account that hosts the SageMaker endpoints",
  child: "Child: the account of a line of business (LOB)",
};

function configKeyOf(of: readonly Role[], { description, ...declared }: Declared): ConfigKey {
  const [only = "child", ...others] = of;
  const several = of.length === roles.length ? "every" : "several";
  const section = others.length === 0 ? only : several;
  const owners = of.join(" and ").replace(/^./, (first) => first.toUpperCase());
  const { default: value = "" } = declared;
  return {
    of,
    heading: headings[section],
    declared: { ...declared, description: section === "several" ? `${owners}. ${description}` : description },
    default: typeof value === "string" ? value : JSON.stringify(value),
  };
}

const schemas: readonly Readonly<Record<string, KeySchema>>[] = [commonConfig.entries, ...Object.values(configByRole)];

const keys = [...new Set(schemas.flatMap(Object.keys))].flatMap((name) => {
  const declared = schemas.flatMap(({ [name]: schema }) => (schema && declaredBy(schema)) ?? [])[0];
  const of = roles.filter((role) => name in configByRole[role]);
  return declared === undefined ? [] : [[name, configKeyOf(of, declared)] as const];
});

/** Every config key of the project, in the order of `Pulumi.yaml`. */
export const configKeys: ReadonlyMap<string, ConfigKey> = new Map(
  Object.values(headings).flatMap((heading) => keys.filter(([, key]) => key.heading === heading)),
);

/** Parses a key's text into its value. A text that doesn't have the key's form stays text. */
export function decode(key: string, text: string): unknown {
  const type = configKeys.get(key)?.declared.type;
  // A list in place of a map, or a map in place of a list, is shown as it was written.
  const json = type === "integer" || type === "boolean" ? /^(true|false|\d+)$/ : /^[[{]/;
  if (!configKeys.has(key) || type === "string" || !json.test(text)) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
