import { kind } from "../core/world";

/** A share of Resource Access Manager: resources of one account that others may use. */
export interface ResourceShare {
  readonly arn: string;
  readonly name: string;
  readonly allowExternalPrincipals: boolean;
}
export const resourceShare = kind<ResourceShare>("aws:ram/resourceShare:ResourceShare");

/** Something that is shared. */
export interface SharedResource {
  readonly resourceArn: string;
  readonly resourceShareArn: string;
}
export const resourceAssociation = kind<SharedResource>("aws:ram/resourceAssociation:ResourceAssociation");

/** Whom a share is for: an account id, an organizational unit's ARN or an organization's ARN. */
export interface SharePrincipal {
  readonly principal: string;
  readonly resourceShareArn: string;
}
export const principalAssociation = kind<SharePrincipal>("aws:ram/principalAssociation:PrincipalAssociation");

/** An invitation that an account accepted. */
export interface AcceptedShare {
  readonly shareArn: string;
}
export const resourceShareAccepter = kind<AcceptedShare>("aws:ram/resourceShareAccepter:ResourceShareAccepter");
