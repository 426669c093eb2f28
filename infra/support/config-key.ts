import * as v from "valibot";

/**
 * An argument that is a key of a stack's config as well: `npm run config` writes `Pulumi.yaml` from it.
 *
 * @param description of the key in `Pulumi.yaml`, without the roles of the stacks that have it.
 * @param declared fields of `Pulumi.yaml` in place of those that follow from the schema. Default: none.
 */
export function configKey<S extends v.GenericSchema>(
  schema: S,
  description: string,
  declared: Readonly<Record<string, unknown>> = {},
) {
  return v.pipe(schema, v.description(description), v.metadata(declared));
}
