import { causesOf } from "../engine/causes";

/** A refusal of AWS that passes by itself. */
export interface Retry {
  /** What the refusal's text has. */
  readonly pattern: RegExp;
  /** Why it is no failure yet, to be read after `tried again in … seconds, since`. */
  readonly why: string;
  /** How often an `up` is tried again for it. */
  readonly times: number;
  /** Seconds before each further try. */
  readonly seconds: number;
}

/**
 * The refusals after which an `up` is tried again. No other is.
 *
 * Sources: terraform-aws-modules/terraform-aws-transit-gateway, issues 26 and 89 (a share and its transit gateway aren't known
 * at once in the other account); hashicorp/terraform-provider-aws, issue 11902 (nor are resolver rules); EC2 API, "Error codes",
 * IncorrectState, RequestLimitExceeded; Route 53 Resolver API, ThrottlingException.
 */
export const retries: readonly Retry[] = [
  {
    pattern: /InvalidTransitGatewayID\.NotFound/,
    why: "AWS doesn't know the hub's transit gateway in this account yet, which can take minutes after sharing",
    times: 5,
    seconds: 60,
  },
  {
    pattern: /RSLVR-00703|ResourceNotFoundException.*resolver rule|resolver rule.*does not exist/i,
    why: "AWS doesn't know the hub's resolver rules in this account yet, which can take minutes after sharing",
    times: 5,
    seconds: 60,
  },
  {
    pattern: /No RAM Resource Share .*invitation found/i,
    why: "the hub's invitation isn't in this account yet",
    times: 2,
    seconds: 60,
  },
  {
    pattern: /IncorrectState.*(tgw-|transit ?gateway)|(tgw-|transit ?gateway).*IncorrectState/i,
    why: "the transit gateway is still being changed",
    times: 5,
    seconds: 60,
  },
  {
    pattern: /\b(Throttling(Exception)?|TooManyRequestsException|RequestLimitExceeded)\b|Rate exceeded/,
    why: "AWS throttles the account's calls",
    times: 5,
    seconds: 60,
  },
];

/**
 * What to wait for after a failed `up`: undefined unless each of its errors is one that passes, and was waited for less often
 * than its limit.
 *
 * @param waited how often each was waited for; it is counted up.
 */
export function retryFor(errors: readonly string[], waited: Map<Retry, number>): Retry | undefined {
  const found = causesOf(errors).map((error) => retries.find(({ pattern }) => pattern.test(error)));
  const passing = found.flatMap((retry) => retry ?? []);
  const [first] = passing;
  if (first === undefined || passing.length < found.length) {
    return undefined;
  }
  for (const retry of new Set(passing)) {
    const times = (waited.get(retry) ?? 0) + 1;
    if (times > retry.times) {
      return undefined;
    }
    waited.set(retry, times);
  }
  return passing.reduce((longest, retry) => (retry.seconds > longest.seconds ? retry : longest), first);
}
