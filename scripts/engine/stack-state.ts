import * as v from "valibot";

/** Something in a stack that is protected from deletion. */
export interface Guarded {
  /** Its name in messages, such as `table studio-users`. */
  readonly what: string;
  readonly by: "deletionProtection" | "protect";
  readonly urn: string;
}

/** What a teardown needs to know of a stack. */
export interface StackState {
  /** Whether the state has nothing at all, as after a destroy. */
  readonly isEmpty: boolean;
  /** Whether an `up` came to its end once, so that others can read the stack's outputs. */
  readonly hasOutputs: boolean;
  /** Whether another run is updating it; also false if the backend doesn't tell, such as a file or a bucket. */
  readonly isUpdating: boolean;
  /** Who holds a lock that the backend keeps as a file, where that was looked at. */
  readonly lockedBy?: string | undefined;
  /** Resources of AWS. */
  readonly resources: number;
  /** Ids of Studio domains; AWS may have deleted them since. */
  readonly domainIds: readonly string[];
  readonly buckets: readonly string[];
  readonly vpcIds: readonly string[];
  readonly guarded: readonly Guarded[];
  /** Types and names of resources whose creation was cut off: AWS may have them, and the state doesn't. */
  readonly cutOff: readonly string[];
}

const record = v.record(v.string(), v.unknown());

const exported = v.object({
  deployment: v.nullish(
    v.object({
      resources: v.nullish(
        v.array(
          v.object({
            urn: v.string(),
            type: v.string(),
            custom: v.optional(v.boolean(), false),
            protect: v.optional(v.boolean(), false),
            id: v.optional(v.string(), ""),
            outputs: v.optional(record, {}),
          }),
        ),
        [],
      ),
      pending_operations: v.nullish(
        v.array(v.object({ type: v.string(), resource: v.object({ urn: v.string(), type: v.string() }) })),
        [],
      ),
    }),
    { resources: [], pending_operations: [] },
  ),
});

type ExportedResource = NonNullable<v.InferOutput<typeof exported>["deployment"]["resources"]>[number];

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The last part of a URN. */
function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** What AWS protects from deletion, by type. */
const protections: Readonly<Record<string, { what: string; isOn: (outputs: Record<string, unknown>) => boolean }>> = {
  "aws:dynamodb/table:Table": { what: "table", isOn: ({ deletionProtectionEnabled: is }) => is === true },
  "aws:cognito/userPool:UserPool": { what: "user pool", isOn: ({ deletionProtection: is }) => is === "ACTIVE" },
};

function guardsOf({ urn, type, protect, outputs }: ExportedResource): Guarded[] {
  const { what = type, isOn } = protections[type] ?? {};
  const name = text(outputs.name) ?? nameIn(urn);
  return [
    ...(isOn?.(outputs) === true ? [{ what: `${what} ${name}`, by: "deletionProtection" as const, urn }] : []),
    ...(protect ? [{ what: `${what} ${name}`, by: "protect" as const, urn }] : []),
  ];
}

/**
 * Parses the output of `pulumi stack export`.
 *
 * @param isUpdating whether the backend reports another run.
 * @throws v.ValiError if it isn't an export.
 */
export function readStackState(content: unknown, isUpdating = false): StackState {
  const { deployment } = v.parse(exported, content);
  const resources = deployment.resources ?? [];
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    isEmpty: resources.length === 0,
    hasOutputs: ofType("pulumi:pulumi:Stack").some(({ outputs }) => Object.keys(outputs).length > 0),
    isUpdating,
    resources: resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length,
    domainIds: ofType("aws:sagemaker/domain:Domain").flatMap(({ id }) => text(id) ?? []),
    buckets: ofType("aws:s3/bucket:Bucket").flatMap(({ id }) => text(id) ?? []),
    vpcIds: ofType("aws:ec2/vpc:Vpc").map(({ id }) => id),
    guarded: resources.flatMap(guardsOf),
    cutOff: (deployment.pending_operations ?? [])
      .filter(({ type }) => type === "creating" || type === "importing")
      .map(({ resource }) => `${resource.type} "${nameIn(resource.urn)}"`),
  };
}
