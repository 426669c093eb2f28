import { ofType, referring, refersTo } from "../support/references";
import type { Resource, StackRule, Violation } from "../support/rule";

const gateway = "aws:ec2transitgateway/transitGateway:TransitGateway";
const share = "aws:ram/resourceShare:ResourceShare";
const association = "aws:ram/resourceAssociation:ResourceAssociation";
const principalAssociation = "aws:ram/principalAssociation:PrincipalAssociation";

const account = /^\d{12}$/;
const inOrganization = /^arn:aws:organizations::\d{12}:(organization|ou)\/o-/;

function judgePrincipal({ principal }: Resource["props"], allowsOutsiders: boolean): string[] {
  if (
    typeof principal !== "string" ||
    account.test(principal) ||
    (inOrganization.test(principal) && !allowsOutsiders)
  ) {
    return [];
  }
  return inOrganization.test(principal)
    ? [
        `shares a transit gateway that accepts every attachment with "${principal}" where outsiders may be invited as well: name account ids, or set allowExternalPrincipals to false`,
      ]
    : [
        `shares a transit gateway that accepts every attachment with "${principal}": name an account id, an organizational unit or the organization`,
      ];
}

/** Shares that a gateway is in. */
function sharesOf(resources: readonly Resource[], shared: Resource): readonly Resource[] {
  const associations = referring(resources, association, "resourceArn", shared);
  return ofType(resources, share).filter((each) => associations.some((one) => refersTo(one, "resourceShareArn", each)));
}

function judgeShare(resources: readonly Resource[], one: Resource): Violation[] {
  const allowsOutsiders = one.props.allowExternalPrincipals === true;
  return referring(resources, principalAssociation, "resourceShareArn", one).flatMap(({ urn, props }) =>
    judgePrincipal(props, allowsOutsiders).map((message) => ({ urn, message })),
  );
}

/**
 * An account with the share can attach networks by itself, and any CIDR block of theirs propagates into the hub's table. So
 * the share is only for named accounts; for the organization only if config's `shareWith` names it.
 */
export const transitGatewayShare: StackRule = {
  name: "transit-gateway-share-named",
  description:
    "A transit gateway that accepts attachments by itself is shared only with named accounts, units or the organization.",
  source:
    "Amazon VPC Transit Gateways Guide, Work with shared transit gateways; AWS RAM User Guide, Sharing your AWS resources",
  judgeStack: (resources) =>
    ofType(resources, gateway)
      .filter(({ props }) => props.autoAcceptSharedAttachments === "enable")
      .flatMap((shared) => sharesOf(resources, shared))
      .flatMap((one) => judgeShare(resources, one)),
};
