import type { Resource } from "../../../policy/support/rule";
import { notYetKnown } from "../../../policy/support/values";
import { fails, passes, type RuleCases, resource } from "../support/case";

const prefix = "aws:ec2transitgateway";
const table = (name: string) =>
  resource(`${prefix}/routeTable:RouteTable`, { id: `tgw-rtb-${name}`, transitGatewayId: "tgw-1" }, name);
const swap = (kind: "Association" | "Propagation", name: string) =>
  resource(
    `${prefix}/defaultRouteTable${kind}:DefaultRouteTable${kind}`,
    { transitGatewayId: "tgw-1", transitGatewayRouteTableId: `tgw-rtb-${name}` },
    `default-${kind}`,
  );
const attachment = (name: string) =>
  resource(
    `${prefix}/vpcAttachment:VpcAttachment`,
    { id: `tgw-attach-${name}`, transitGatewayId: "tgw-1" },
    `${name}-attachment`,
  );
const link = (kind: "Association" | "Propagation", of: string, to: string) =>
  resource(
    `${prefix}/routeTable${kind}:RouteTable${kind}`,
    { transitGatewayAttachmentId: `tgw-attach-${of}`, transitGatewayRouteTableId: `tgw-rtb-${to}` },
    `${kind}-of-${of}-in-${to}`,
  );
const route = (to: string, props: Readonly<Record<string, unknown>>) =>
  resource(`${prefix}/route:Route`, { transitGatewayRouteTableId: `tgw-rtb-${to}`, ...props }, "route");
const gateway = resource(`${prefix}/transitGateway:TransitGateway`, {
  id: "tgw-1",
  arn: "arn:tgw-1",
  autoAcceptSharedAttachments: "enable",
});

const swaps = [swap("Association", "spokes"), swap("Propagation", "hub")];
const hub = [attachment("hub"), link("Association", "hub", "hub"), link("Propagation", "hub", "spokes")];
const right = [gateway, table("hub"), table("spokes"), ...swaps, ...hub];

const asMesh = "so that every attached network reaches every other";
const missing = (what: string) =>
  `keeps its default route table, ${asMesh}: replace it by ${what}, so that new attachments are associated with one table and propagate into another`;
const elsewhere = (from: string) =>
  `leads from table "${from}" to a network that isn't the hub: lead only to the hub's attachment, which is associated with "hub"`;

/** The same before anything has an id: what belongs together is known by what each property was made of. */
function beforeIds(resources: readonly Resource[]): Resource[] {
  return resources.map(({ props, ...each }) => {
    const made = Object.entries(props).filter(([key]) => /Id$|^id$|^arn$/.test(key));
    return {
      ...each,
      props: { ...props, ...Object.fromEntries(made.map(([key]) => [key, notYetKnown])) },
      references: Object.fromEntries(
        made.map(([key, value]) => [
          key,
          resources.filter((other) => key !== "id" && other.props.id === value).map(({ urn }) => urn),
        ]),
      ),
    };
  });
}

const share = (allowExternalPrincipals: boolean) =>
  resource(
    "aws:ram/resourceShare:ResourceShare",
    { id: "arn:share", arn: "arn:share", allowExternalPrincipals },
    "share",
  );
const sharing = resource(
  "aws:ram/resourceAssociation:ResourceAssociation",
  { resourceShareArn: "arn:share", resourceArn: "arn:tgw-1" },
  "sharing",
);
const principal = (name: unknown) =>
  resource(
    "aws:ram/principalAssociation:PrincipalAssociation",
    { resourceShareArn: "arn:share", principal: name },
    "principal",
  );
const organization = "arn:aws:organizations::111111111111:organization/o-exampleorg1";

export const transitGatewayCases: RuleCases = {
  "transit-gateway-no-open-mesh": [
    passes("two tables in place of the default one, and a hub between", ...right),
    passes("the same before ids are known", ...beforeIds(right)),
    passes(
      "a network with a table of its own that knows the hub",
      ...right,
      ...[table("office"), attachment("office")],
      ...[link("Association", "office", "office"), link("Propagation", "hub", "office")],
    ),
    passes("a route that swallows what is for others", ...right, route("spokes", { blackhole: true })),
    passes(
      "the hub's table, which learns everybody",
      ...right,
      attachment("office"),
      link("Propagation", "office", "hub"),
    ),
    passes(
      "a gateway where nothing joins a table by itself",
      resource(gateway.type, { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" }),
    ),
    fails(
      "a gateway as AWS makes it",
      gateway,
      missing("DefaultRouteTableAssociation and DefaultRouteTablePropagation"),
    ),
    fails(
      "attachments that join the default table",
      right.filter((each) => each !== swaps[0]),
      missing("DefaultRouteTableAssociation"),
    ),
    fails(
      "the same before ids are known",
      beforeIds(right.filter((each) => each !== swaps[0])),
      missing("DefaultRouteTableAssociation"),
    ),
    fails(
      "attachments that the default table learns",
      right.filter((each) => each !== swaps[1]),
      missing("DefaultRouteTablePropagation"),
    ),
    fails(
      "one table for both",
      [gateway, table("hub"), swap("Association", "hub"), swap("Propagation", "hub")],
      `has "hub" both for association and propagation of new attachments, ${asMesh}: make a table for the hub, and let networks propagate only into that`,
    ),
    fails(
      "a spokes' table that learns another spoke",
      [...right, attachment("office"), link("Propagation", "office", "spokes")],
      `Propagation-of-office-in-spokes: ${elsewhere("spokes")}`,
    ),
    fails(
      "a spokes' table with a route to another spoke",
      [...right, attachment("office"), route("spokes", { transitGatewayAttachmentId: "tgw-attach-office" })],
      `route: ${elsewhere("spokes")}`,
    ),
    fails(
      "a table of its own that learns another spoke",
      [...right, table("office"), attachment("lab"), link("Propagation", "lab", "office")],
      `Propagation-of-lab-in-office: ${elsewhere("office")}`,
    ),
  ],
  "transit-gateway-share-named": [
    passes("the organization, without outsiders", gateway, share(false), sharing, principal(organization)),
    passes("an account that is invited", gateway, share(true), sharing, principal("333333333333")),
    passes("a share without the gateway", gateway, share(true), principal(organization)),
    passes(
      "a gateway that waits to accept",
      resource(gateway.type, { arn: "arn:tgw-1" }),
      share(true),
      sharing,
      principal(organization),
    ),
    fails(
      "the organization, with outsiders",
      [gateway, share(true), sharing, principal(organization)],
      `principal: shares a transit gateway that accepts every attachment with "${organization}" where outsiders may be invited as well: name account ids, or set allowExternalPrincipals to false`,
    ),
    fails(
      "everyone whom a pattern names",
      [gateway, share(false), sharing, principal("*")],
      'principal: shares a transit gateway that accepts every attachment with "*": name an account id, an organizational unit or the organization',
    ),
  ],
};
