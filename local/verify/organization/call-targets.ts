import { isRecord } from "../../../common/is-record";
import { type ActionTarget, isTarget, type ListedAction, type Resource, role, type World } from "../../aws";
import { member, serviceOf } from "./request-keys";

/** Every ARN in a resource's state, its own first; none that stands within another text, such as a policy. */
function arnsIn({ id, state }: Resource): string[] {
  const own = member(state, "arn");
  const texts = (value: unknown): string[] =>
    typeof value === "string" ? [value] : isRecord(value) ? Object.values(value).flatMap(texts) : [];
  return [own, id, ...texts(state)].filter(
    (text): text is string => typeof text === "string" && text.startsWith("arn:"),
  );
}

/** Members of a state that hold what a pattern's variable stands for, such as `functionName`, `function` or `name`. */
function membersOf(variable: string, kind: string): string[] {
  const name = `${variable.slice(0, 1).toLowerCase()}${variable.slice(1)}`;
  const ofKind = `${kind.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Id`;
  const others = /Name/.test(variable) ? ["name"] : [ofKind, "zoneId"];
  return [name, name.replace(/(Name)?(WithPath)?$/, ""), ...others];
}

/** An ARN of a kind, with what the resource tells, and the resource's id for what it doesn't. */
function filledIn({ arn, kind }: ActionTarget, { account, region, id, state }: Resource): string {
  const known: Readonly<Record<string, string>> = { Partition: "aws", Region: region, Account: account };
  return arn.replaceAll(/\$\{([^}]+)\}/g, (_, variable: string) => {
    const found = membersOf(variable, kind).map((name) => member(state, name));
    return (
      known[variable] ??
      (found.find((value): value is string => typeof value === "string") ?? id).replaceAll(/[*?]/g, "-")
    );
  });
}

/** Targets that AWS's list demands together although a call has one of them. */
const eitherOf = ["stream", "healthcheck"];

/** Where API Gateway has the parts of an API, by their types. */
function partOfApi({ id, type, state }: Resource): string {
  const method = `resources/${member(state, "resourceId")}/methods/${member(state, "httpMethod")}`;
  const parts: Readonly<Record<string, string>> = {
    Authorizer: `/authorizers/${id}`,
    Deployment: `/deployments/${id}`,
    Integration: `/${method}/integration`,
    IntegrationResponse: `/${method}/integration/responses/${member(state, "statusCode")}`,
    Method: `/${method}`,
    MethodResponse: `/${method}/responses/${member(state, "statusCode")}`,
    MethodSettings: `/stages/${member(state, "stageName")}`,
    Resource: `/resources/${id}`,
    Response: `/gatewayresponses/${member(state, "responseType")}`,
    Stage: `/stages/${member(state, "stageName")}`,
  };
  return parts[type.split(":").at(-1) ?? ""] ?? "";
}

/**
 * What a call of API Gateway works on: the part itself, or what a new part is added to.
 *
 * Source: API Gateway Developer Guide, "How Amazon API Gateway works with IAM".
 */
function apiGatewayArn(action: string, resource: Resource, targets: readonly ActionTarget[]): string {
  const { region, id, state, type } = resource;
  const api = `/restapis/${member(state, "restApiId") ?? member(state, "restApi") ?? id}`;
  const part = type.endsWith(":Account") ? "/account" : `${api}${partOfApi(resource)}`;
  // Parts that AWS's list has in one pattern with those of HTTP APIs are judged as their API.
  const paths = [action.endsWith(":POST") ? part.replace(/\/[^/]+$/, "") : part, api, `${api}/resources`];
  const arns = paths.map((path) => `arn:aws:apigateway:${region}::${path}`);
  return arns.find((arn) => targets.some((target) => isTarget(arn, target))) ?? arns[0] ?? "*";
}

/** Something that a call works on. */
export interface CallTarget {
  readonly arn: string;
  /** Undefined where the action takes `*` only. */
  readonly target: ActionTarget | undefined;
}

/** The target that an ARN is of, and the ARN. */
function asTarget(arn: string, targets: readonly ActionTarget[]): CallTarget {
  return { arn, target: targets.find((target) => isTarget(arn, target)) };
}

/**
 * What a call of a stack's `up` works on: an ARN for each kind of resource that the action demands, and `*` for an action
 * that takes nothing else. Ids that AWS makes up are those of the local AWS.
 */
export function callTargets(action: string, { targets }: ListedAction, resource: Resource, world: World): CallTarget[] {
  const { account, state, type } = resource;
  if (targets.length === 0) {
    return [{ arn: "*", target: undefined }];
  }
  if (action === "iam:CreateServiceLinkedRole") {
    const arn = `arn:aws:iam::${account}:role/aws-service-role/${serviceOf(resource)}/AWSServiceRole`;
    return [asTarget(arn, targets)];
  }
  if (action.startsWith("apigateway:")) {
    return [asTarget(apiGatewayArn(action, resource, targets), targets)];
  }
  const roles = world.list(role, account).filter((found) => found.state.name === member(state, "role"));
  const known = [...arnsIn(resource), ...roles.map((found) => found.state.arn)];
  // An instance's volume is optional in the list, since an image can be without one.
  const demanded = targets.filter(
    ({ kind, isDemanded }) =>
      (isDemanded && !eitherOf.includes(kind)) || (action === "ec2:RunInstances" && kind === "volume"),
  );
  if (demanded.length > 0) {
    return demanded.map((target) => ({
      arn: known.find((arn) => isTarget(arn, target)) ?? filledIn(target, resource),
      target,
    }));
  }
  const fitting = known.find((arn) => targets.some((target) => isTarget(arn, target)));
  const kind = type
    .split(":")
    .at(-1)
    ?.replaceAll(/(?<=.)[A-Z]/g, "-$&")
    .toLowerCase();
  const likely = targets.find((target) => target.kind === kind) ?? targets[0];
  if (fitting !== undefined || likely === undefined) {
    return [asTarget(fitting ?? "*", targets)];
  }
  return [{ arn: filledIn(likely, resource), target: likely }];
}
