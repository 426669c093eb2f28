import type { Call } from "../../aws";

/** A call as it stands before it is known who makes it, and which way. */
export type AskedCall = Omit<Call, "session" | "via">;

/** Something that somebody could do to the estate. */
export interface Action {
  /** As reports and access.yaml name it, such as `invoke endpoint iris of parent`. */
  readonly name: string;
  /**
   * What a caller has to bring besides permission, each by its name, such as `its ExternalId`. Who may act bringing
   * nothing may also act bringing something: that isn't a separate access.
   */
  readonly bringing: readonly string[];
  /** The service's own name, such as `sts.eu-west-1.amazonaws.com`. */
  readonly host: string;
  /** The end of the name of the service's endpoints, such as `sts`. */
  readonly label: string;
  /** Ways to do it, each by calls that all have to be allowed. */
  readonly ways: readonly (readonly AskedCall[])[];
  /** The account that it is done to: its own people may do everything there, and aren't asked. */
  readonly account: string;
  /** Whether even the account's own people need a permission that only the resource's policy gives. */
  readonly bindsOwnPeople: boolean;
  /** The account whose own people only could do this, through an endpoint of the estate. Default: anybody, by any way. */
  readonly byOutsiderOf?: string;
  /** Whether it is asked about from the internet only, where credentials are enough and no endpoint limits more. Default: false. */
  readonly isFromInternet?: boolean;
  /** Whether only callers of other accounts are asked. Default: false. */
  readonly isForOthers?: boolean;
}

/** An action with what it takes to do it, as a sentence goes on after `may`. */
export function actionWords({ name, bringing }: Pick<Action, "name" | "bringing">): string {
  return bringing.length === 0 ? name : `${name}, with ${bringing.join(" and ")}`;
}

/** An action by calls of one service on one resource, any of which does it. */
export function byAnyOf(
  name: string,
  service: { readonly host: string; readonly label: string },
  calls: readonly AskedCall[],
): Action {
  const account = calls[0]?.resource.account ?? "";
  return { name, bringing: [], ...service, ways: calls.map((call) => [call]), account, bindsOwnPeople: false };
}
