/** A policy by the name that a person knows it by. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: unknown;
  /** Keys that aren't known, by the id of the statement that was settled for their lack. */
  readonly doubts?: Readonly<Record<string, readonly string[]>>;
}

/** A question to IAM, with everything that AWS would take into account. */
export interface Question {
  /** A session's ARN, a service such as `lambda.amazonaws.com`, or the word `anonymous` for nobody known. */
  readonly principal: string;
  readonly action: string;
  readonly resource: { readonly arn: string; readonly account: string };
  /** Condition keys and their values, as AWS derives them. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identityPolicies: readonly NamedPolicy[];
  /** The policy that limits what the identity's policies allow. */
  readonly permissionsBoundary?: NamedPolicy | undefined;
  /** The policy that the caller's session was opened with. */
  readonly sessionPolicy?: NamedPolicy | undefined;
  /** The resource's own policy; for AssumeRole the trust policy. */
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** The policy of the VPC endpoint that the call came through. */
  readonly endpointPolicy?: NamedPolicy | undefined;
  /** The service control policies over the caller's account, a list for each level of the organization. */
  readonly controlPolicies?: readonly (readonly NamedPolicy[])[] | undefined;
  /** The resource control policies of the organization, besides AWS's own that lets everything through. */
  readonly resourceControlPolicies?: readonly NamedPolicy[] | undefined;
  /**
   * Another action that the simulator judges on this resource, where AWS's list of resources doesn't have it for the
   * action itself. The caller's own policies aren't asked then.
   */
  readonly standIn?: string | undefined;
}
