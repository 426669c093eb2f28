import type { Mistake } from "../../common/validation";
import type { StackState } from "../engine/stack-state";
import { otherRunMistakes } from "../stack-runs/states";

/** What a stack's config needs, and how to apply it. */
function set(stack: string, setting: string): string {
  return `set ${setting} in Pulumi.${stack}.yaml, npx pulumi up --stack ${stack}, and run this again`;
}

function guardMistakes(stack: string, { guarded }: StackState): Mistake[] {
  const byAws = guarded.filter(({ by }) => by === "deletionProtection").map(({ what }) => what);
  const onAws = {
    property: `deletionProtection of stack ${stack}`,
    reason: `is on for ${byAws.join(", ")}: ${set(stack, "deletionProtection: false")}`,
  };
  const byPulumi = guarded
    .filter(({ by }) => by === "protect")
    .map(({ what, urn }) => ({
      property: `${what} of stack ${stack}`,
      reason: `is protected by Pulumi: npx pulumi state unprotect '${urn}' --stack ${stack}, and run this again`,
    }));
  return [...(byAws.length === 0 ? [] : [onAws]), ...byPulumi];
}

/**
 * A home file system that config retains. Its mount targets are in the subnets, which then can't be deleted.
 *
 * Source: SageMaker API, RetentionPolicy; Amazon EFS User Guide, "Managing mount targets".
 */
export function homeMistake(stack: string): Mistake {
  return {
    property: `homeFileSystem of stack ${stack}`,
    reason: `is "Retain", and the file system that stays would keep the network: save what its users need, set homeFileSystem: Delete in Pulumi.${stack}.yaml, and run this again`,
  };
}

/** What would stop a stack's destruction half way, as its state says. */
export function stateMistakes(stack: string, state: StackState): Mistake[] {
  return [...guardMistakes(stack, state), ...otherRunMistakes(stack, state)];
}

/** A bucket of a stack that holds people's files, which a teardown never deletes by itself. */
export function bucketMistake(stack: string, bucket: string): Mistake {
  return {
    property: `bucket ${bucket} of stack ${stack}`,
    reason: `holds files, and S3 deletes only empty buckets: save what its users need, empty it with aws s3 rm s3://${bucket} --recursive, and run this again`,
  };
}
