import type { Constraints } from "../core/constraints";

const prefix = "x-amzn-sagemaker-";

const name63 = "[a-zA-Z0-9](-*[a-zA-Z0-9])*";
const ascii = { pattern: "\\p{ASCII}*", longest: 1024 };
const printed = { pattern: "\\A\\S[\\p{Print}]*\\z", shortest: 1 };

/** A header of a request that is understood. */
export interface KnownHeader extends Constraints {
  readonly member: string;
  /** The header by which SageMaker hands it to the container; undefined where it doesn't. */
  readonly passedOn?: string;
}

/** A way to call an endpoint. */
export interface RuntimeOperation {
  readonly name: string;
  readonly headers: Readonly<Record<string, KnownHeader>>;
  /** Whether the answer is a stream of events. */
  readonly streams: boolean;
  /** Milliseconds that the model has for its whole answer. */
  readonly modelTimeout: number;
}

/** An endpoint's name. */
export const endpointName: Constraints = { pattern: `^${name63}`, longest: 63 };

/** The header that names an inference component. */
export const componentHeader = `${prefix}inference-component`;

/** The header that names a variant. */
export const variantHeader = `${prefix}target-variant`;

function same(header: string, member: string, limits: Constraints): Record<string, KnownHeader> {
  return { [header]: { member, ...limits, passedOn: header } };
}

const common = {
  ...same("content-type", "contentType", ascii),
  ...same(`${prefix}custom-attributes`, "customAttributes", ascii),
  [variantHeader]: { member: "targetVariant", ...endpointName },
  ...same(`${prefix}inference-id`, "inferenceId", { ...printed, longest: 64 }),
  [`${prefix}prefix-aware-id`]: { member: "prefixAwareId", ...printed, longest: 64 },
  [componentHeader]: {
    member: "inferenceComponentName",
    pattern: "^[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?$",
    longest: 63,
  },
};

/** Source: SageMaker Runtime API, InvokeEndpoint, and its service model. */
const invokeEndpoint: RuntimeOperation = {
  name: "InvokeEndpoint",
  streams: false,
  modelTimeout: 60_000,
  headers: {
    ...common,
    ...same("accept", "accept", ascii),
    ...same(`${prefix}target-model`, "targetModel", { ...printed, longest: 1024 }),
    ...same(`${prefix}session-id`, "sessionId", { pattern: `^(NEW_SESSION)$|^${name63}$`, longest: 256 }),
  },
};

/**
 * Source: SageMaker Runtime API, InvokeEndpointWithResponseStream, and its service model; SageMaker Developer Guide,
 * "Real-time inference": 8 minutes for streaming responses.
 */
const invokeEndpointWithResponseStream: RuntimeOperation = {
  name: "InvokeEndpointWithResponseStream",
  streams: true,
  modelTimeout: 480_000,
  headers: {
    ...common,
    [`${prefix}accept`]: { member: "accept", ...ascii, passedOn: "accept" },
    ...same(`${prefix}session-id`, "sessionId", { pattern: `^${name63}$`, longest: 256 }),
  },
};

/** The operations by the ends of their paths. */
const operations = new Map([
  ["invocations", invokeEndpoint],
  ["invocations-response-stream", invokeEndpointWithResponseStream],
]);

/** The operation of a request, and its endpoint as the path has it; undefined for any other request. */
export function operationOf(
  method: string,
  path: string,
): { operation: RuntimeOperation; written: string } | undefined {
  const [, written = "", end = ""] = /^\/endpoints\/([^/]+)\/([a-z-]+)$/.exec(path) ?? [];
  const operation = operations.get(end);
  return operation === undefined || method !== "POST" ? undefined : { operation, written };
}

/** Headers of SageMaker's own that an operation doesn't understand. */
export function othersAmong(headers: Readonly<Record<string, string>>, { headers: known }: RuntimeOperation): string[] {
  return Object.keys(headers).filter((header) => header.startsWith(prefix) && known[header] === undefined);
}

/** The headers of a request that SageMaker passes to the container. */
export function passedOn(
  headers: Readonly<Record<string, string>>,
  { headers: known }: RuntimeOperation,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([header, value]) => {
      const to = known[header]?.passedOn;
      return to === undefined ? [] : [[to, value]];
    }),
  );
}
