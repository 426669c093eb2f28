import {
  paginateGetResourceShareAssociations,
  paginateGetResourceShareInvitations,
  paginateGetResourceShares,
  paginateListResources,
  type RAMClient,
  UnknownResourceException,
} from "@aws-sdk/client-ram";
import {
  paginateListResolverEndpointIpAddresses,
  paginateListResolverEndpoints,
  paginateListResolverRuleAssociations,
  type Route53ResolverClient,
} from "@aws-sdk/client-route53resolver";
import { DescribeDomainCommand, ResourceNotFound, type SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { Domain, ResolverAddress, RuleAssociation, SeenShare, ShareAssociation } from "./network-facts";

const untold = "unknown";

/** The principals of a share of the account; none if the share is gone. */
export async function readPrincipals(client: RAMClient, shareArn: string): Promise<ShareAssociation[]> {
  try {
    return await principalsOf(client, shareArn);
  } catch (error) {
    if (error instanceof UnknownResourceException) {
      return [];
    }
    throw error;
  }
}

async function principalsOf(client: RAMClient, shareArn: string): Promise<ShareAssociation[]> {
  const associations: ShareAssociation[] = [];
  const input = { associationType: "PRINCIPAL" as const, resourceShareArns: [shareArn] };
  for await (const { resourceShareAssociations = [] } of paginateGetResourceShareAssociations({ client }, input)) {
    for (const {
      associatedEntity: entity = "",
      status = untold,
      statusMessage: message,
    } of resourceShareAssociations) {
      // An ended one is listed for a while.
      if (status !== "DISASSOCIATED") {
        associations.push({ entity, status, message });
      }
    }
  }
  return associations;
}

/** All shares of other accounts with this one: RAM refuses to look for an unknown share. */
const others = { resourceOwner: "OTHER-ACCOUNTS" } as const;

async function standing(client: RAMClient, shareArn: string): Promise<SeenShare["standing"]> {
  const isIt = ({ resourceShareArn }: { readonly resourceShareArn?: string | undefined }) =>
    resourceShareArn === shareArn;
  for await (const { resourceShares = [] } of paginateGetResourceShares({ client }, others)) {
    if (resourceShares.some((share) => isIt(share) && share.status === "ACTIVE")) {
      return "has";
    }
  }
  for await (const { resourceShareInvitations = [] } of paginateGetResourceShareInvitations({ client }, {})) {
    if (resourceShareInvitations.some((invitation) => isIt(invitation) && invitation.status === "PENDING")) {
      return "invited";
    }
  }
  return "unknown";
}

/** A share of another account, as this one sees it. */
export async function readSeenShare(client: RAMClient, shareArn: string): Promise<SeenShare> {
  const resourceArns: string[] = [];
  for await (const { resources = [] } of paginateListResources({ client }, others)) {
    for (const { arn, resourceShareArn, status = "AVAILABLE" } of resources) {
      resourceArns.push(...(arn !== undefined && resourceShareArn === shareArn && status === "AVAILABLE" ? [arn] : []));
    }
  }
  return { standing: await standing(client, shareArn), resourceArns };
}

/** The addresses of the inbound resolver endpoints in a VPC. */
export async function readInbound(client: Route53ResolverClient, vpcId: string): Promise<ResolverAddress[]> {
  const addresses: ResolverAddress[] = [];
  const Filters = [
    { Name: "Direction", Values: ["INBOUND"] },
    { Name: "HostVPCId", Values: [vpcId] },
  ];
  for await (const { ResolverEndpoints = [] } of paginateListResolverEndpoints({ client }, { Filters })) {
    for (const { Id: ResolverEndpointId } of ResolverEndpoints) {
      for await (const page of paginateListResolverEndpointIpAddresses({ client }, { ResolverEndpointId })) {
        addresses.push(...(page.IpAddresses ?? []).map(({ Ip: ip = "", Status: status = untold }) => ({ ip, status })));
      }
    }
  }
  return addresses;
}

/** The associations of resolver rules with a VPC of the account. */
export async function readAssociations(client: Route53ResolverClient, vpcId: string): Promise<RuleAssociation[]> {
  const associations: RuleAssociation[] = [];
  const Filters = [{ Name: "VPCId", Values: [vpcId] }];
  for await (const page of paginateListResolverRuleAssociations({ client }, { Filters })) {
    associations.push(
      ...(page.ResolverRuleAssociations ?? []).map(
        ({ Id: id = "", ResolverRuleId: ruleId = "", Status: status = untold, StatusMessage: message }) => ({
          id,
          ruleId,
          status,
          message,
        }),
      ),
    );
  }
  return associations;
}

/** A Studio domain of the account; undefined if no domain has that id. */
export async function readDomain(client: SageMakerClient, id: string): Promise<Domain | undefined> {
  try {
    const domain = await client.send(new DescribeDomainCommand({ DomainId: id }));
    return {
      status: domain.Status ?? untold,
      failure: domain.FailureReason,
      vpcId: domain.VpcId ?? "",
      subnetIds: domain.SubnetIds ?? [],
      securityGroupIds: domain.DefaultUserSettings?.SecurityGroups ?? [],
    };
  } catch (error) {
    if (error instanceof ResourceNotFound) {
      return undefined;
    }
    throw error;
  }
}
