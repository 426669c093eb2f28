import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { StoreKey } from "../infra/keys/store-key";
import type { StoreKeys } from "../infra/keys/stores";
import { keyAlias, type Naming } from "../infra/support/naming";
import type { StackConfig } from "./config-schemas";
import { defaultTags } from "./required-tags";
import { type KeyedStack, keyedInputs, namedKeys, storesOfMadeKey } from "./store-keys";

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

/** The keys that encrypt what a stack keeps; the one that config wants is made here. */
function storeKeys(
  config: KeyedStack & Naming,
  options: pulumi.ComponentResourceOptions,
): StoreKeys<pulumi.Input<string>> {
  const { named, keyless } = namedKeys(config);
  const stores = storesOfMadeKey(config);
  if (!config.createKey || stores.length === 0) {
    return named;
  }
  if (keyless.length > stores.length) {
    pulumi.log.warn(
      "createKey doesn't encrypt the volumes of models' instances: name a key for them in kmsKeyArns: { fileSystems: … }, or AWS's usual encryption stays",
    );
  }
  const { account, region, stack } = config;
  const { keyArn } = new StoreKey("key", { account, region, stores, alias: keyAlias(stack, config) }, options);
  return { ...named, ...Object.fromEntries(stores.map((store) => [store, keyArn])) };
}

/**
 * Gives every role the stack's boundary and everything that keeps data its key, so that no component can forget them,
 * and the tags to volumes, which the provider's default tags don't reach.
 *
 * Source: Pulumi Registry, AWS provider, `aws.ec2.Instance`, `volumeTags`.
 */
function organizationsRules(config: StackConfig, keys: StoreKeys<pulumi.Input<string>>): pulumi.ResourceTransformation {
  const { permissionsBoundary, requiredTags } = config;
  const added: Readonly<Record<string, object | false>> = {
    "aws:iam/role:Role": permissionsBoundary !== undefined && { permissionsBoundary },
    "aws:ec2/instance:Instance": Object.keys(requiredTags).length > 0 && { volumeTags: defaultTags(config) },
    ...keyedInputs(keys),
  };
  return ({ type, props, opts }) => {
    const more = added[type];
    return more === undefined || more === false ? undefined : { props: { ...props, ...more }, opts };
  };
}

/** What a stack passes to each of its components, and the keys that encrypt what it keeps. */
export function keyedAccount(config: StackConfig): {
  readonly options: pulumi.ComponentResourceOptions;
  readonly keys: StoreKeys<pulumi.Input<string>>;
} {
  const provider = accountProvider(config);
  const keys = storeKeys(config, { provider });
  return { options: { provider, transformations: [organizationsRules(config, keys)] }, keys };
}

/** What a stack passes to each of its components: its provider, and what its organization demands of resources. */
export function accountOptions(config: StackConfig): pulumi.ComponentResourceOptions {
  return keyedAccount(config).options;
}
