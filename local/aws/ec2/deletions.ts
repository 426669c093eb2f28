import { deletion } from "../core/deletion";
import type { Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { usesOf } from "./interface-deletions";
import {
  defaultSecurityGroup,
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
  vpc,
  vpcAttachment,
  vpcEndpoint,
} from "./kinds";

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
