import { deletion } from "../core/deletion";
import { refuse } from "../refusals";
import {
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  transitGateway,
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  transitGatewayRouteTable,
  vpcAttachment,
} from "./kinds";

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
      // The wordings aren't AWS's own: no document gives them.
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
