import type { AwsRequest, HttpAnswer } from "./service";

/** What comes of a request in the place of its service's answer: another answer, a broken connection, or nothing, ever. */
export type Fault = HttpAnswer | "broken" | "silent";

/**
 * Looks at each request that arrives, with the host name that it is for. The fault that it gives comes in the place of
 * the service's answer; undefined lets the request through, at once or whenever the promise is kept.
 */
export type Interference = (host: string, request: AwsRequest) => Fault | undefined | Promise<Fault | undefined>;

/** Lets everything through. */
export const noInterference: Interference = () => undefined;
