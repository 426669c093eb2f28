import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "./config-schemas";
import { defaultTags } from "./required-tags";

/**
 * The provider of a stack's own account: credentials of another account are refused before a resource is touched, and
 * every resource gets the stack's tags.
 */
export function accountProvider(config: StackConfig): aws.Provider {
  const { account, region } = config;
  return new aws.Provider("account", {
    allowedAccountIds: [account],
    region: region,
    defaultTags: { tags: defaultTags(config) },
  });
}

/**
 * Gives every role the stack's boundary, so that no component can forget it, and the tags to volumes, which the provider's
 * default tags don't reach.
 *
 * Source: Pulumi Registry, AWS provider, `aws.ec2.Instance`, `volumeTags`.
 */
function organizationsRules(config: StackConfig): pulumi.ResourceTransformation {
  const { permissionsBoundary, requiredTags } = config;
  const added: Readonly<Record<string, object | false>> = {
    "aws:iam/role:Role": permissionsBoundary !== undefined && { permissionsBoundary },
    "aws:ec2/instance:Instance": Object.keys(requiredTags).length > 0 && { volumeTags: defaultTags(config) },
  };
  return ({ type, props, opts }) => {
    const more = added[type];
    return more === undefined || more === false ? undefined : { props: { ...props, ...more }, opts };
  };
}

/** What a stack passes to each of its components: its provider, and what its organization demands of resources. */
export function accountOptions(config: StackConfig): pulumi.ComponentResourceOptions {
  return { provider: accountProvider(config), transformations: [organizationsRules(config)] };
}
