import * as v from "valibot";
import { placeIn } from "../../common/arn";
import { type Mistake, reason } from "../../common/validation";
import { configKey } from "../support/config-key";
import { jobRoleName, lobNames, type Naming, roleInArn } from "../support/naming";
import { distinctList, listOrWord, managedPolicyArn, roleArn } from "../support/schemas";
import {
  managedPolicies,
  type StudioCapability,
  studioCapabilities,
  unknownCapability,
  usualCapabilities,
} from "./studio-capabilities";
import { type StudioImage, studioImages } from "./studio-images";
import { studioInstanceTypesKey } from "./studio-instance-types";

/** Managed policies that a role can have. Source: IAM User Guide, "IAM and AWS STS quotas", the usual one. */
const mostManagedPolicies = 10;

/** What {@link LobDomain} takes for its Studio. */
export interface StudioArgs {
  /**
   * What people may do in Studio besides opening JupyterLab and keeping files: `code-editor` opens Code Editor too;
   * `training`, `processing` and `models` start jobs and host models in the LOB's account, in its network, each user's
   * under a role of their own; `ecr` pulls images of the account's own and the organization's repositories,
   * `parent-models` calls the parent's endpoints, `registry` registers the LOB's models. Each takes endpoints of the hub.
   * `default` means those of `training`, `processing`, `models` and `parent-models` that hub and parent can serve, and none
   * with `executionRoleArn`.
   *
   * @default "default"
   * @example
   * ["parent-models"]
   */
  studioCapabilities?: StudioCapability[] | "default" | undefined;
  /**
   * Images that people can choose for their apps besides SageMaker's own, in ECR of the LOB's region. Another account's
   * repository must let this one's execution role pull.
   *
   * @default []
   * @example
   * [{ name: "team-tools", image: "333333333333.dkr.ecr.eu-west-1.amazonaws.com/team-tools:3" }]
   */
  studioImages?: StudioImage[] | undefined;
  /**
   * ARNs of managed policies of the LOB's own account that the execution role gets as well, at most ten. What they
   * allow is the organization's own choice: nothing here limits it to the user's own.
   *
   * @default []
   * @example
   * ["arn:aws:iam::333333333333:policy/ReadFeatureStore"]
   */
  executionPolicyArns?: string[] | undefined;
  /**
   * ARN of a role of the LOB's own account that code in Studio runs under, in place of the one that is made here. The hub
   * and the parent know such roles by their names: `SageMakerStudioExecution-…` after any `namePrefix`, under `rolePath`.
   * Its trust and its policies are the organization's own; they have to allow what Studio and `studioCapabilities` take.
   *
   * @default none; a role is made
   * @example
   * "arn:aws:iam::333333333333:role/SageMakerStudioExecution-science"
   */
  executionRoleArn?: string | undefined;
  /**
   * Instance types that apps, jobs and models may have.
   *
   * @default small ones where there are capabilities, any otherwise
   * @example
   * ["ml.t3.medium", "ml.m5.large", "ml.g5.xlarge"]
   */
  instanceTypes?: string[] | undefined;
}

/** The arguments for Studio one by one. */
export const studioEntries = {
  studioCapabilities: configKey(
    v.optional(
      listOrWord(
        "default",
        v.picklist(studioCapabilities, ({ input }) => unknownCapability(input)),
        `list capabilities of Studio, of ${studioCapabilities.join(", ")}, or write default`,
      ),
      "default",
    ),
    `What people may do in Studio besides opening it, a list of ${studioCapabilities.join(", ")}. An empty list means nothing more; default means those of ${usualCapabilities.join(", ")} that the hub and the parent support, and none with executionRoleArn`,
  ),
  studioImages: configKey(
    v.optional(studioImages, []),
    "Images that people can choose for JupyterLab, or Code Editor, besides SageMaker's own: a list of name, image (in ECR, with tag or digest) and app (JupyterLab or CodeEditor)",
  ),
  executionPolicyArns: configKey(
    v.optional(
      v.pipe(
        distinctList(
          managedPolicyArn,
          'list managed policies, such as ["arn:aws:iam::333333333333:policy/ReadFeatures"]',
        ),
        v.maxLength(
          mostManagedPolicies,
          ({ received }) =>
            `has ${received} policies: IAM attaches at most ${mostManagedPolicies} to a role; join some`,
        ),
      ),
      [],
    ),
    "Managed policies of this account that code in Studio gets as well, a list of ARNs",
  ),
  executionRoleArn: configKey(
    v.optional(roleArn),
    "A role of this account that code in Studio runs under, in place of one that the stack makes; its name begins with SageMakerStudioExecution-",
  ),
  instanceTypes: studioInstanceTypesKey,
};

type Studio = v.InferOutput<v.ObjectSchema<typeof studioEntries, undefined>>;

interface InAccount {
  readonly account: string;
}

/** Names of the roles that users' jobs would run under. */
export function jobRolesOf(config: { readonly userProfiles: readonly string[] } & Naming): string[] {
  return config.userProfiles.map((profile) => jobRoleName(profile, config));
}

/** A role has room for the organization's policies and for those of capabilities together. */
export function policyCountMistake(
  { executionPolicyArns: { length } }: Pick<Studio, "executionPolicyArns">,
  capabilities: readonly StudioCapability[],
): string | undefined {
  const taken = managedPolicies(capabilities).map(([capability]) => capability);
  return length === 0 || length + taken.length <= mostManagedPolicies
    ? undefined
    : `has ${length} policies: IAM attaches at most ${mostManagedPolicies} to a role, and ${taken.join(", ")} of studioCapabilities ${taken.length === 1 ? "takes one" : "take one each"}; join some`;
}

/** What is wrong with policies for a role of an account, each by its place in the list. */
export function policyMistakes({ account, executionPolicyArns }: InAccount & Pick<Studio, "executionPolicyArns">) {
  return executionPolicyArns.flatMap((arn, index) => {
    const { account: owner } = placeIn(arn);
    const why =
      owner === "aws"
        ? "it is AWS's own, and those allow more than is needed; write one with the needed actions"
        : `it is a policy of account ${owner}, and roles of account ${account} take only its own; name one of that account`;
    return owner === account ? [] : [{ index, reason: reason(arn, why) }];
  });
}

/** What is wrong with a role of the organization's own that Studio is to run under, and with what stands beside it. */
export function executionRoleMistakes(
  args: InAccount & Pick<Studio, "executionRoleArn" | "executionPolicyArns"> & Naming,
): Mistake[] {
  const { account, executionRoleArn: arn, executionPolicyArns } = args;
  if (arn === undefined) {
    return [];
  }
  const known = `arn:aws:iam::${account}:role/${roleInArn(lobNames("", args).executionRole, args)}`;
  const { account: owner } = placeIn(arn);
  const why =
    owner === account
      ? `policies of the hub and the parent name Studio's roles ${known}<name>; give the role a name and path of that form`
      : `it is a role of account ${owner}, and Studio of account ${account} runs only under its own; name one of that account`;
  return [
    ...(arn.startsWith(known) && arn !== known ? [] : [{ property: "executionRoleArn", reason: reason(arn, why) }]),
    ...(executionPolicyArns.length === 0
      ? []
      : [
          {
            property: "executionPolicyArns",
            reason: "has no effect beside executionRoleArn: attach the policies to that role, or remove one of the two",
          },
        ]),
  ];
}
