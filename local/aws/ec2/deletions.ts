import { deletion } from "../core/deletion";
import type { Resource, World } from "../core/world";
import { lambdaFunction } from "../lambda/kinds";
import { networkInterfaces } from "../network/interfaces";
import { refuse } from "../refusals";
import { domain, homeFileSystem } from "../sagemaker/kinds";
import {
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  defaultSecurityGroup,
  instanceConnectEndpoint,
  internetGateway,
  leftEmpty,
  route,
  routeTable,
  routeTableAssociation,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  subnet,
  subnetCidrReservation,
  transitGateway,
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  transitGatewayRouteTable,
  vpc,
  vpcAttachment,
  vpcEndpoint,
} from "./kinds";

/** Where something has network interfaces, whatever their addresses. */
interface Use {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Everything that has network interfaces in a subnet, or under a security group, of any account. */
function usesOf(world: World): Use[] {
  const interfaces = networkInterfaces(world).map(({ subnetId, securityGroupIds }) => ({
    subnetIds: [subnetId],
    securityGroupIds,
  }));
  const tunnels = world.all(instanceConnectEndpoint).map(({ state }) => ({
    subnetIds: [state.subnetId],
    securityGroupIds: state.securityGroupIds,
  }));
  const functions = world.all(lambdaFunction).flatMap(({ state }) => state.vpcConfig ?? []);
  const attachments = world.all(vpcAttachment).map(({ state }) => ({ ...state, securityGroupIds: [] }));
  // The mount targets of a domain's home file system are under a group of SageMaker's own.
  const homes = [...world.all(domain), ...world.all(homeFileSystem)].map(({ state }) => ({
    subnetIds: state.subnetIds,
    securityGroupIds: [],
  }));
  return [...interfaces, ...tunnels, ...functions, ...attachments, ...homes];
}

const swaps = [defaultRouteTableAssociation, defaultRouteTablePropagation];

export const transitDeletions = [
  deletion(transitGateway, {
    check(world, { id }) {
      const attached = world.all(vpcAttachment).filter(({ state }) => state.transitGatewayId === id);
      if (attached.length > 0) {
        refuse("R93", `${id} has non-deleted VPC Attachments: ${attached.map((each) => each.id).join(", ")}.`);
      }
    },
    takes: (world, { id }) => [
      ...swaps.flatMap((type) => world.all(type)).filter(({ state }) => state.transitGatewayId === id),
      ...world.all(transitGatewayRouteTable).filter(({ state }) => state.transitGatewayId === id),
    ],
  }),
  deletion(transitGatewayRouteTable, {
    check(world, { id }) {
      const associated = [
        ...world
          .all(transitGatewayAssociation)
          .filter(({ state }) => state.transitGatewayRouteTableId === id)
          .map(({ state }) => state.transitGatewayAttachmentId),
        ...world
          .all(vpcAttachment)
          .filter(({ state }) => state.bornInto.association === id)
          .map((attachment) => attachment.id),
      ];
      // Not AWS's wordings: no document gives them.
      if (associated.length > 0) {
        refuse("R94", `${id} has associations that aren't disassociated: ${associated.join(", ")}.`);
      }
      if (swaps.some((type) => world.all(type).some(({ state }) => state.transitGatewayRouteTableId === id))) {
        refuse("R94", `${id} is a default route table of its transit gateway.`);
      }
    },
    takes: (world, { id }) => [
      ...world.all(transitGatewayPropagation).filter(({ state }) => state.transitGatewayRouteTableId === id),
      ...world.all(transitGatewayRoute).filter(({ state }) => state.transitGatewayRouteTableId === id),
    ],
  }),
  deletion(vpcAttachment, {
    takes: (world, { id }) =>
      [...world.all(transitGatewayAssociation), ...world.all(transitGatewayPropagation)].filter(
        ({ state }) => state.transitGatewayAttachmentId === id,
      ),
  }),
];

const rulesOf = (world: World) => [...world.all(securityGroupIngressRule), ...world.all(securityGroupEgressRule)];

/** Rules of a group, which go with it. */
function ownRules(world: World, group: string): readonly Resource[] {
  return rulesOf(world).filter(({ state }) => state.securityGroupId === group);
}

export const networkDeletions = [
  deletion(vpc, {
    check(world, { id }) {
      const inVpc = [internetGateway, subnet, routeTable, securityGroup, vpcAttachment, vpcEndpoint];
      const isNeeded = inVpc.some((type) =>
        world.all<{ readonly vpcId: string }>(type).some(({ state }) => state.vpcId === id),
      );
      if (isNeeded) {
        refuse("R90", `The vpc '${id}' has dependencies and cannot be deleted.`);
      }
    },
    takes: (world, { state: { defaultSecurityGroupId } }) => [
      ...ownRules(world, defaultSecurityGroupId),
      ...[...world.all(defaultSecurityGroup), ...world.all(leftEmpty)].filter(
        ({ id }) => id === defaultSecurityGroupId,
      ),
    ],
  }),
  deletion(defaultSecurityGroup, {
    /** Source: the provider's documentation, "aws.ec2.DefaultSecurityGroup": the group stays, with the rules it has. */
    leaves: (_world, group) => [{ ...group, urn: `urn:left:${group.id}`, type: leftEmpty.token, stack: "" }],
  }),
  deletion(subnet, {
    check(world, { id }) {
      if (usesOf(world).some(({ subnetIds }) => subnetIds.includes(id))) {
        refuse("R91", `The subnet '${id}' has dependencies and cannot be deleted.`);
      }
    },
    takes: (world, { id }) => [
      ...world.all(routeTableAssociation).filter(({ state }) => state.subnetId === id),
      ...world.all(subnetCidrReservation).filter(({ state }) => state.subnetId === id),
    ],
  }),
  deletion(securityGroup, {
    check(world, { id }) {
      const isNamed = rulesOf(world).some(
        ({ state }) => state.referencedSecurityGroupId === id && state.securityGroupId !== id,
      );
      if (isNamed || usesOf(world).some(({ securityGroupIds }) => securityGroupIds.includes(id))) {
        refuse("R91", `resource ${id} has a dependent object`);
      }
    },
    takes: (world, { id }) => ownRules(world, id),
  }),
  deletion(routeTable, {
    check(world, { id }) {
      if (world.all(routeTableAssociation).some(({ state }) => state.routeTableId === id)) {
        refuse("R91", `The routeTable '${id}' has dependencies and cannot be deleted.`);
      }
    },
    takes: (world, { id }) => world.all(route).filter(({ state }) => state.routeTableId === id),
  }),
];
