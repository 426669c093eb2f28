import type { World } from "../core/world";
import { callContext } from "../iam/context";
import { explain } from "../iam/explain";
import { endpointPolicy as policyOfEndpoint } from "../iam/present-policies";
import type { NamedPolicy } from "../iam/question";
import { simulate } from "../iam/simulator";
import { type ApiCall, methodArn } from "./call";
import { GatewayError } from "./error";

const action = "execute-api:Invoke";

/** One policy's verdict on a call. */
export interface Verdict {
  readonly says: "allow" | "deny" | "nothing";
  /** For the developer; callers never see it. */
  readonly why: string;
}

const anybody: NamedPolicy = {
  name: "nothing but the endpoint",
  document: {
    Version: "2012-10-17",
    Statement: [{ Sid: "Any", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  },
};

/** Replaces an empty path below a stage: the simulator accepts no ARN that ends in a slash. */
const noPath = "~";

/** The ARN of a call, and patterns of such ARNs, as the simulator takes them. */
function forSimulator(text: string): string {
  return /^arn:[^"]*\/$/.test(text) ? text + noPath : text;
}

/** A path may contain a policy's wildcard characters. No policy can match one literally, so its code will do. */
function callForSimulator(arn: string): string {
  return forSimulator(arn.replaceAll("*", "%2A"));
}

function documentForSimulator(policy: NamedPolicy): NamedPolicy {
  const document: unknown = JSON.parse(JSON.stringify(policy.document), (_, value: unknown) =>
    typeof value === "string" ? forSimulator(value) : value,
  );
  return { ...policy, document };
}

async function ask(
  world: World,
  call: ApiCall,
  { resourcePolicy, endpointPolicy }: { readonly resourcePolicy: NamedPolicy; readonly endpointPolicy?: NamedPolicy },
): Promise<Verdict> {
  const { account, region } = call.api;
  const resource = { arn: callForSimulator(methodArn(call)), account, region };
  const question = {
    // IAM ignores bearer tokens.
    principal: "anonymous",
    action,
    resource,
    context: callContext(world, { session: undefined, via: call.via, resource }),
    identityPolicies: [],
    resourcePolicy: documentForSimulator(resourcePolicy),
    ...(endpointPolicy !== undefined && { endpointPolicy: documentForSimulator(endpointPolicy) }),
  };
  const analysis = await simulate(question);
  const says = { Allowed: "allow", ExplicitlyDenied: "deny", ImplicitlyDenied: "nothing" } as const;
  return { says: says[analysis.result], why: explain(analysis, question, "nobody") };
}

/** Resources in an API's policy may leave out the API: `execute-api:/stage/GET/path`. */
function readPolicy(text: string, { api }: ApiCall): unknown {
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" && value.startsWith("execute-api:/")
      ? value.replace("execute-api:", api.state.executionArn)
      : value,
  );
}

/** The verdict of the API's resource policy as it was deployed; nothing where the API has none. */
export async function askResourcePolicy(world: World, call: ApiCall): Promise<Verdict | undefined> {
  const { policy } = call.definition;
  const resourcePolicy = {
    name: `the policy of API ${call.api.state.name}`,
    document: readPolicy(policy ?? "{}", call),
  };
  return policy === undefined ? undefined : ask(world, call, { resourcePolicy });
}

/** The verdict of the policy that an authorizer returned. Its statements name no principal: they are for the one caller. */
export async function askReturnedPolicy(world: World, call: ApiCall, statements: readonly object[]): Promise<Verdict> {
  return ask(world, call, {
    resourcePolicy: {
      name: "the policy that the authorizer returned",
      document: {
        Version: "2012-10-17",
        Statement: statements.map((statement) => ({ ...statement, Principal: "*" })),
      },
    },
  });
}

/** Records who may call what, and why. */
export function record(world: World, call: ApiCall, allowed: boolean, why: string): void {
  world.trail.record({
    time: call.time,
    caller: "anonymous",
    via: call.via?.endpoint.id,
    action,
    resource: methodArn(call),
    allowed,
    decidedBy: why,
  });
}

/** API Gateway shows only the last digits of an account. */
function shownArn(call: ApiCall): string {
  return methodArn(call).replace(/:\d{8}(\d{4}):/, ":********$1:");
}

/** A refusal by a policy, as API Gateway words it. */
export function deniedByPolicy(
  world: World,
  call: ApiCall,
  { says, why }: Verdict,
  kindOfPolicy: string,
): GatewayError {
  record(world, call, false, why);
  const reason =
    says === "deny" ? "with an explicit deny" : `because no ${kindOfPolicy} policy allows the ${action} action`;
  return new GatewayError(
    "ACCESS_DENIED",
    `User: anonymous is not authorized to perform: ${action} on resource: ${shownArn(call)} ${reason}`,
  );
}

/**
 * Lets a call pass the policy of the endpoint that it came through, to which every caller with a token is anonymous.
 *
 * Source: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs in API Gateway".
 *
 * @throws GatewayError when the policy doesn't allow it.
 */
export async function passEndpoint(world: World, call: ApiCall): Promise<void> {
  if (call.via === undefined) {
    return;
  }
  const verdict = await ask(world, call, { resourcePolicy: anybody, endpointPolicy: policyOfEndpoint(call.via) });
  if (verdict.says !== "allow") {
    throw deniedByPolicy(world, call, verdict, "VPC endpoint");
  }
}
