import { isDeepStrictEqual } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { isOfAws, plainText, type ResourceMetadata } from "../support/engine-events";

export const kinds = ["create", "update", "replace", "delete"] as const;

export type Kind = (typeof kinds)[number];

/** What an `up` would do to a resource of AWS. */
export interface Change {
  readonly kind: Kind;
  readonly urn: string;
  /** Such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  /** Names of its properties that differ, never their values; none where the resource comes or goes. */
  readonly properties: readonly string[];
}

/** What a preview shows of a stack. */
export interface Changes {
  readonly changes: readonly Change[];
  /** Whether an `up` would write other outputs. */
  readonly outputs: boolean;
  /** What the policy pack warns of, a sentence each. What it forbids fails the preview. */
  readonly findings: readonly string[];
}

/** What the engine's operations come to. A replacement is told of by three of them. */
const kindOf: Readonly<Record<string, Kind>> = {
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  delete: "delete",
};

/** Gathers from the engine's events what it changes, or would change. */
export class Watch {
  private readonly changes = new Map<string, Change>();
  private readonly done = new Set<string>();
  private readonly findings = new Set<string>();
  private readonly forbidden = new Set<string>();
  private outputs = false;
  /** Whether the engine told all, up to its summary. */
  isWhole = false;

  see({ resourcePreEvent, resOutputsEvent, policyEvent, summaryEvent }: EngineEvent): void {
    this.isWhole ||= summaryEvent !== undefined;
    if (resourcePreEvent !== undefined) {
      this.seeStep(resourcePreEvent.metadata);
    }
    if (resOutputsEvent !== undefined) {
      this.seeEnd(resOutputsEvent.metadata);
    }
    if (policyEvent !== undefined) {
      const { policyName, resourceUrn = "", message, enforcementLevel } = policyEvent;
      const name = resourceUrn.split("::").slice(2).join(" ");
      const finding = `${policyName}: ${name === "" ? "" : `${name}: `}${plainText(message)}`;
      (enforcementLevel === "mandatory" ? this.forbidden : this.findings).add(finding);
    }
  }

  private seeStep(metadata: ResourceMetadata): void {
    const { op, urn, type, diffs = [] } = metadata;
    const kind = kindOf[op];
    if (kind !== undefined && isOfAws(metadata) && this.changes.get(urn)?.kind !== "replace") {
      const properties = kind === "update" || kind === "replace" ? diffs : [];
      this.changes.set(urn, { kind, urn, type, name: urn.split("::").slice(3).join("::"), properties });
    }
  }

  private seeEnd(metadata: ResourceMetadata): void {
    const { op, urn, type, old, new: next } = metadata;
    if (kindOf[op] !== undefined && isOfAws(metadata)) {
      this.done.add(urn);
    }
    if (type === "pulumi:pulumi:Stack" && !isDeepStrictEqual(old?.outputs ?? {}, next?.outputs ?? {})) {
      this.outputs = true;
    }
  }

  /** Resources that were changed until now. */
  get changed(): number {
    return this.done.size;
  }

  /** What the policy pack forbids, a sentence each. */
  get violations(): readonly string[] {
    return [...this.forbidden];
  }

  get seen(): Changes {
    return { changes: [...this.changes.values()], outputs: this.outputs, findings: [...this.findings] };
  }
}

/** Whether an `up` would do nothing. */
export function isNothing({ changes, outputs }: Changes): boolean {
  return changes.length === 0 && !outputs;
}

/** Whether an `up` would do the same as one that was shown. */
export function isSame(one: Changes, other: Changes): boolean {
  const lines = ({ changes }: Changes) => changes.map(({ kind, urn }) => `${kind} ${urn}`).sort();
  return isDeepStrictEqual(lines(one), lines(other));
}

/** Types whose resources hold what nobody can bring back, with what people call them. */
const holders: Readonly<Record<string, string>> = {
  "aws:sagemaker/domain:Domain": "Studio domain",
  "aws:dynamodb/table:Table": "table",
  "aws:cognito/userPool:UserPool": "user pool",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:efs/fileSystem:FileSystem": "file system",
  "aws:kms/key:Key": "key",
};

/** What an `up` would lose for good, such as `replace Studio domain lob-domain`. */
export function lossesOf({ changes }: Changes): string[] {
  return changes.flatMap(({ kind, type, name }) => {
    const holder = holders[type];
    return holder !== undefined && (kind === "replace" || kind === "delete") ? [`${kind} ${holder} ${name}`] : [];
  });
}
