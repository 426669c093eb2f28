import * as v from "valibot";
import { isRecord } from "../common/is-record";
import { allowed, type Mistake, reason, show } from "../common/validation";

const keyMessage = allowed(
  "a tag's name has 1 to 128 letters, digits, spaces and _.:/=+-@, and doesn't begin with aws:",
);

const valuesMessage = allowed(
  'list the allowed values as texts, such as ["4711", "48*"], where * stands for any characters',
);

const mapMessage = allowed(
  'required tags are a map of names and allowed values, such as { cost-center: ["4711", "48*"], owner: ["*"] }',
);

/**
 * Tags that the organization demands of every resource, each with the values that it allows.
 *
 * Source: AWS Organizations User Guide, "Tag policy syntax": `*` in a value, and names whose letter case counts.
 */
export const requiredTags = v.pipe(
  v.custom<Readonly<Record<string, readonly string[]>>>(
    (given) => isRecord(given) && !Array.isArray(given),
    mapMessage,
  ),
  v.record(
    v.pipe(v.string(keyMessage), v.regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, keyMessage)),
    v.pipe(
      v.array(
        v.pipe(v.string(valuesMessage), v.regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@*]{1,256}$/u, valuesMessage)),
        valuesMessage,
      ),
      v.minLength(1, valuesMessage),
    ),
  ),
);

/** The tag that names a resource in consoles. The program sets it where AWS gives a resource no other name. */
const ownName = "Name";

/** What a stack's config has of tags. */
interface TaggedStack {
  readonly stack: string;
  readonly role: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The tags that every resource of a stack has. */
export function defaultTags({ stack, role, tags }: TaggedStack): Readonly<Record<string, string>> {
  return { project: "sagemaker-multi-account", stack, role, ...tags };
}

function fits(value: string, allowedValues: readonly string[]): boolean {
  return allowedValues.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.+/]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "u").test(value);
  });
}

function mistakeOf(
  key: string,
  values: readonly string[],
  given: Readonly<Record<string, string>>,
  own: ReadonlySet<string>,
) {
  const wanted = values.map(show).join(" or ");
  const value = given[key];
  const similar = Object.keys(given).find((name) => name.toLowerCase() === key.toLowerCase());
  if (key === ownName && !values.includes("*")) {
    return {
      property: `requiredTags.${key}`,
      reason: `allows only ${wanted}, and the program names each VPC, subnet and other resource: allow "*", or leave ${key} out`,
    };
  }
  if (value === undefined && similar !== undefined) {
    const step = own.has(similar) ? `write ${similar} in requiredTags` : `write ${key} in tags`;
    return {
      property: `requiredTags.${key}`,
      reason: `is required, and resources have ${show(similar)}, which differs in letter case only: ${step}`,
    };
  }
  if (value === undefined) {
    return {
      property: `requiredTags.${key}`,
      reason: `is required, and no resource would have it: add ${key} to tags, with ${wanted}`,
    };
  }
  if (fits(value, values)) {
    return undefined;
  }
  return own.has(key)
    ? {
        property: `requiredTags.${key}`,
        reason: `allows ${wanted}, and the program sets ${key} to ${show(value)} on every resource: allow that too`,
      }
    : { property: `tags.${key}`, reason: reason(value, `requiredTags allows ${wanted}; give that`) };
}

/** What is wrong with a stack's tags by what its organization demands. */
export function requiredTagMistakes({
  requiredTags: required,
  ...config
}: TaggedStack & { readonly requiredTags: Readonly<Record<string, readonly string[]>> }): Mistake[] {
  const given = defaultTags(config);
  const own = new Set(Object.keys(defaultTags({ ...config, tags: {} })));
  return Object.entries(required).flatMap(([key, values]) => mistakeOf(key, values, given, own) ?? []);
}
