import * as v from "valibot";
import { didYouMean } from "../common/did-you-mean";
import { Refusal } from "../common/refusal";
import { type Checked, check, type Mistake, mistakesIn, onePerProperty, reason } from "../common/validation";
import { invokeRoleArguments } from "../infra/access/cross-account-invoke-role-arguments";
import { topicOfRegion } from "../infra/access/endpoint-invoker-arguments";
import { studioAccessArguments } from "../infra/access/studio-access-arguments";
import { lobDomainConfig } from "../infra/lob/lob-domain-arguments";
import { executionRoleMistakes, policyMistakes } from "../infra/lob/studio-arguments";
import { hostedNames, parentModelsMistakes } from "../infra/models/parent-models";
import { sampleModelName } from "../infra/models/sample-image";
import { centralEndpointHubArguments } from "../infra/network/central-endpoint-hub-arguments";
import { simulatorMistake } from "../infra/network/network-arguments";
import { organizationArn } from "../infra/support/schemas";
import { configKeys, decode } from "./config-keys";
import {
  type ChildConfig,
  childConfig,
  commonConfig,
  type ParentConfig,
  parentOnly,
  type Role,
  regions,
  roles,
  type SharedConfig,
  type StackConfig,
  sharedEntries,
} from "./config-schemas";
import { nameLengthMistakes } from "./name-lengths";
import { requiredTagMistakes } from "./required-tags";
import { type KeyedStack, namedKeys, storeKeyMistakes } from "./store-keys";

/** The mistake of an unknown key, with the keys that a stack of a role has. */
function unknownKeyMistake(key: string, role: Role | undefined): Mistake {
  const keys = [...configKeys].flatMap(([name, { of }]) => (role === undefined || of.includes(role) ? [name] : []));
  const whose = role === undefined ? "those" : `those of a ${role}'s stack`;
  const near = didYouMean(key, keys);
  const reason = near === undefined ? `; ${whose} are ${keys.join(", ")}` : `: ${near}`;
  return { property: key, reason: `is not a key of this project${reason}` };
}

/** What is wrong with a key itself: it is unknown, or has no effect in a stack of this role. */
function keyMistake(key: string, text: string, role: Role): Mistake | undefined {
  const known = configKeys.get(key);
  if (known === undefined) {
    return unknownKeyMistake(key, role);
  }
  const isForeign = !known.of.includes(role);
  return isForeign && text !== known.default
    ? {
        property: key,
        reason: `belongs to a ${known.of.join("'s or ")}'s stack and has no effect here: remove it, or set it there`,
      }
    : undefined;
}

function organizationIdOf(arn: unknown): string | undefined {
  const checked = check(organizationArn, arn);
  return "value" in checked ? checked.value.split("/")[1] : undefined;
}

/**
 * The endpoints that a parent names, and then those that it makes. What is wrong with a model has its own mistake, and
 * needs none in a list that has nothing else: the sample's name stands in.
 */
function allEndpoints({ endpoints, models, sampleModel }: Record<string, unknown>, hosted: readonly string[]): unknown {
  const named: readonly unknown[] | undefined = Array.isArray(endpoints) ? endpoints : undefined;
  const isAsked = sampleModel === true || (Array.isArray(models) && models.length > 0);
  if (isAsked && hosted.length === 0 && (endpoints === undefined || named?.length === 0)) {
    return [sampleModelName];
  }
  return hosted.length > 0 && (endpoints === undefined || named !== undefined)
    ? [...(named ?? []), ...hosted]
    : endpoints;
}

/** The stack's key for the volumes of a model's instances, where config names one. */
function volumeKey(model: { readonly instance?: object | undefined }, config: KeyedStack): string | undefined {
  return model.instance === undefined ? undefined : namedKeys(config).named.fileSystems;
}

function parent(values: Record<string, unknown>): Checked<ParentConfig> {
  const own = check(v.pipe(parentOnly, topicOfRegion()), values);
  const models = "value" in own ? own.value.models : [];
  const mistakes =
    "value" in own ? [...parentModelsMistakes(own.value, values.endpoints), ...storeKeyMistakes(own.value)] : [];
  const hosted = "value" in own && mistakes.length === 0 ? hostedNames(own.value) : [];
  const endpoints = allEndpoints(values, hosted);
  const organizationId = organizationIdOf(values.organizationArn);
  const invokeRole = check(invokeRoleArguments, { ...values, endpoints, organizationId, vpcEndpointId: undefined });
  if (!("value" in own && "value" in invokeRole) || mistakes.length > 0) {
    return { mistakes: onePerProperty([...mistakesIn(own), ...mistakes, ...mistakesIn(invokeRole)]) };
  }
  const {
    account,
    region,
    modelBucket: bucket = "",
    logRetentionDays,
    alarmTopicArn,
    namePrefix,
    rolePath,
  } = own.value;
  const place = { account, region, bucket, logRetentionDays, alarmTopicArn, namePrefix, rolePath };
  return {
    value: {
      ...own.value,
      models: models.map((model) => ({
        ...model,
        kmsKeyArn: model.kmsKeyArn ?? volumeKey(model, own.value),
        ...place,
      })),
      hosted,
      invokeRole: invokeRole.value,
    },
  };
}

function shared(values: Record<string, unknown>): Checked<SharedConfig> {
  const own = check(sharedEntries, values);
  if ("mistakes" in own) {
    return own;
  }
  const config = { ...own.value, organizationId: organizationIdOf(own.value.organizationArn) };
  const simulator = config.onPremisesSimulator
    ? simulatorMistake(config.simulatorCidr, config.corporateCidrs)
    : undefined;
  const args = { ...config, suffix: config.stack };
  const mistakes = [
    ...mistakesIn(check(centralEndpointHubArguments, args)),
    ...mistakesIn(check(studioAccessArguments, args)),
    ...storeKeyMistakes(config),
    ...(simulator === undefined ? [] : [{ property: "simulatorCidr", reason: simulator }]),
  ];
  return mistakes.length === 0 ? { value: config } : { mistakes: onePerProperty(mistakes) };
}

/** Keys of a child that have no effect without a hub. */
const hubKeys = Object.keys(lobDomainConfig).filter((key) => key !== "availabilityZones");

/** A LOB's network and domain stand behind a hub, and need a CIDR block there. */
function lobMistakes({ sharedStack, vpcCidr }: Record<string, unknown>, set: readonly string[]): Mistake[] {
  if (sharedStack !== undefined) {
    return vpcCidr === undefined
      ? [
          {
            property: "vpcCidr",
            reason: reason(
              undefined,
              "a LOB behind a hub has a network; give it a free CIDR block inside the hub's lobSupernet",
            ),
          },
        ]
      : [];
  }
  return hubKeys
    .filter((key) => set.includes(key))
    .map((property) => ({
      property,
      reason: "has no effect without a hub: name the shared stack in sharedStack, or remove it",
    }));
}

function child(values: Record<string, unknown>, set: readonly string[]): Checked<ChildConfig> {
  const own = check(childConfig, values);
  const keyMistakes = "value" in own ? storeKeyMistakes(own.value) : [];
  const ofPolicies = "value" in own ? policyMistakes(own.value) : [];
  const mistakes = [
    ...mistakesIn(own),
    ...lobMistakes(values, set),
    ...keyMistakes,
    ...("value" in own ? executionRoleMistakes(own.value) : []),
    ...ofPolicies.map(({ index, reason: why }) => ({ property: `executionPolicyArns[${index}]`, reason: why })),
  ];
  return "value" in own && mistakes.length === 0 ? own : { mistakes: onePerProperty(mistakes) };
}

/** A role that operators assume in a stack's account must be in that account. */
function deployRoleMistakes({ deployRole, account }: Record<string, unknown>): Mistake[] {
  const [, owner] = /^arn:aws:iam::(\d{12}):role\//.exec(String(deployRole)) ?? [];
  if (owner === undefined || owner === account) {
    return [];
  }
  const why = `it is a role of account ${owner}, and this stack's account is ${account}; name a role of the stack's own account`;
  return [{ property: "deployRole", reason: reason(deployRole, why) }];
}

/** A role takes a boundary of its own account, or one of AWS's. */
function boundaryMistakes({ permissionsBoundary, account }: Record<string, unknown>): Mistake[] {
  const [, owner] = /^arn:aws:iam::(\d{12}):policy\//.exec(String(permissionsBoundary)) ?? [];
  if (owner === undefined || owner === account) {
    return [];
  }
  const why = `it is a policy of account ${owner}, and a role takes a boundary of its own account, ${account}, or of AWS; name one of these`;
  return [{ property: "permissionsBoundary", reason: reason(permissionsBoundary, why) }];
}

/** What the organization's rules for tags and names refuse of a stack whose keys are right one by one. */
function ruleMistakes(stack: string, role: Role, values: Record<string, unknown>): Mistake[] {
  const checked = check(commonConfig, values);
  return "value" in checked
    ? [...requiredTagMistakes({ ...checked.value, stack, role }), ...nameLengthMistakes(role, stack, checked.value)]
    : [];
}

/** Two zones of the region, if config names none. */
function usualZones(zones: unknown, region: unknown): unknown {
  const isNone = zones === undefined || (Array.isArray(zones) && zones.length === 0);
  // A region that is none has its own mistake, and its zones need no second one.
  const place = regions.find((known) => known === region) ?? regions[0];
  return isNone ? [`${place}a`, `${place}b`] : zones;
}

/**
 * Checks a stack's config.
 *
 * @param stack the stack's name, which is also its role unless `role` says otherwise.
 * @param texts the project's config keys without namespace, each with its text; objects and lists as JSON, as Pulumi
 *   hands them to a program. An empty text counts as not set.
 * @param further mistakes in the rest of the stack's config, which are reported with these.
 * @throws Refusal naming every mistake with key, value and what is allowed.
 */
export function parseConfig(
  stack: string,
  texts: Readonly<Record<string, string>>,
  further: readonly Mistake[] = [],
): StackConfig {
  const set = Object.entries(texts).filter(([, text]) => text !== "");
  const values: Record<string, unknown> = {
    // A key that isn't set is checked too, so that it gets its own message.
    ...Object.fromEntries([...configKeys.keys()].map((key) => [key, undefined])),
    ...Object.fromEntries(set.map(([key, text]) => [key, decode(key, text)])),
    stack,
  };
  const role = roles.find((known) => known === (values.role ?? stack));
  if (role === undefined) {
    throw new Refusal(
      `stack ${stack}`,
      onePerProperty([
        ...further,
        { property: "role", reason: roleMistake(stack, values.role) },
        ...mistakesIn(check(commonConfig, values)),
        ...set.flatMap(([key]) => (configKeys.has(key) ? [] : [unknownKeyMistake(key, undefined)])),
      ]),
    );
  }
  const given = {
    ...values,
    role,
    lob: values.lob ?? stack,
    availabilityZones: usualZones(values.availabilityZones, values.region),
  };
  // A key that a stack doesn't set arrives with its default.
  const changed = set.flatMap(([key, text]) => (text === configKeys.get(key)?.default ? [] : [key]));
  const checked = readers[role](given, changed);
  const keyMistakes = [
    ...deployRoleMistakes(values),
    ...boundaryMistakes(values),
    ...ruleMistakes(stack, role, values),
    ...set.flatMap(([key, text]) => keyMistake(key, text, role) ?? []),
  ];
  if ("value" in checked && keyMistakes.length + further.length === 0) {
    return checked.value;
  }
  throw new Refusal(`stack ${stack}`, onePerProperty([...further, ...mistakesIn(checked), ...keyMistakes]));
}

const readers = { shared, parent, child };

function roleMistake(stack: string, given: unknown): string {
  return given === undefined
    ? `is not set, and the stack's name "${stack}" is no role either: set role to one of ${roles.join(", ")}`
    : reason(given, didYouMean(String(given), roles) ?? `a stack's role is one of ${roles.join(", ")}`);
}
