import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface HubShareArgs {
  /** The share's name in AWS. */
  share: string;
  /** ARNs of what is shared, by a short name for each. */
  resources: Readonly<Record<string, pulumi.Input<string>>>;
  /** Whom it is shared with: account ids, ARNs of organizational units, the organization's ARN. */
  principals: readonly string[];
  /** Whether accounts are invited and have to accept, as outside an organization. */
  byInvitation: boolean;
  /** What must exist before anybody can use the share. */
  before: readonly pulumi.Resource[];
}

/**
 * The one RAM share for all LOBs; principals are added last.
 *
 * Source: AWS RAM User Guide, "Sharing your AWS resources" and "Shareable AWS resources".
 */
export class HubShare extends pulumi.ComponentResource {
  /** ARN of the share, which invited accounts accept. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: HubShareArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:HubShare", name, {}, options);

    const share = new aws.ram.ResourceShare(
      `${name}-share`,
      { name: args.share, allowExternalPrincipals: args.byInvitation },
      { parent: this },
    );
    const shared = Object.entries(args.resources).map(
      ([key, resourceArn]) =>
        new aws.ram.ResourceAssociation(
          `${name}-${key}`,
          { resourceShareArn: share.arn, resourceArn },
          { parent: this },
        ),
    );
    for (const principal of args.principals) {
      const [last = principal] = principal.split("/").reverse();
      new aws.ram.PrincipalAssociation(
        `${name}-with-${last}`,
        { resourceShareArn: share.arn, principal },
        { parent: this, dependsOn: [...shared, ...args.before] },
      );
    }

    this.arn = share.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
