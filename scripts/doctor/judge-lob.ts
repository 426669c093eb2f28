import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import { awsCommand, repair, tablesWithout } from "./judge-hub";
import type {
  Attachment,
  Domain,
  Gateway,
  GatewayRoute,
  OwnerAttachment,
  RuleAssociation,
  SeenShare,
  ShareAssociation,
  VpcTable,
} from "./network-facts";
import type { HubOutputs } from "./outputs";

/** A LOB and its hub. */
export interface Pair {
  readonly lob: ChildStack;
  readonly hub: SharedStack;
  readonly outputs: HubOutputs;
}

/** Whether a LOB is in the hub's share, as the hub's account sees it. */
export function principalProblems({ lob, hub }: Pair, principals: readonly ShareAssociation[]): string[] {
  const { account } = lob.config;
  // An account's unit isn't visible from here, so any organization or unit may contain it.
  const taking = principals.filter(({ entity }) => entity === account || entity.startsWith("arn:"));
  if (taking.length === 0) {
    const others = principals.length === 0 ? "nobody" : principals.map(({ entity }) => entity).join(", ");
    return [
      `the hub shares with ${others}, and not with account ${account}: add the LOB to lobs or shareWith of stack ${hub.name}, and ${repair(hub.name)}`,
    ];
  }
  return taking.some(({ status }) => status === "ASSOCIATED")
    ? []
    : taking.map(
        ({ entity, status, message }) =>
          `the hub's share with ${entity} is ${status}${message === undefined ? "" : ` (${message})`}: wait if it is ASSOCIATING, else ${repair(hub.name)}`,
      );
}

/** Whether a LOB is in the hub's share, as its own account sees it. */
export function shareProblems({ lob, hub, outputs }: Pair, { standing, resourceArns }: SeenShare): string[] {
  const { account, region } = lob.config;
  if (standing === "invited") {
    return [
      hub.config.sharing === "invitation"
        ? `account ${account} has not accepted the invitation to the hub's share yet: bring the LOB up, npx pulumi up --stack ${lob.name}, which accepts it`
        : `account ${account} was invited to the hub's share, though stack ${hub.name} has sharing: organization, under which LOBs accept none: enable sharing in the management account, aws ram enable-sharing-with-aws-organization, or set sharing: invitation`,
    ];
  }
  if (standing === "unknown") {
    const why =
      hub.config.sharing === "organization"
        ? `see that stack ${hub.name} lists it in lobs, or its unit in shareWith, and that sharing with the organization is enabled`
        : `see that stack ${hub.name} lists it in lobs or shareWith, and that its invitation, valid for 7 days, hasn't expired`;
    return [`account ${account} sees no share ${outputs.resourceShareArn} in ${region}: ${why}`];
  }
  const wanted = { "transit gateway": [outputs.transitGatewayId], rule: Object.values(outputs.resolverRuleIds) };
  return Object.entries(wanted).flatMap(([kind, ids]) =>
    ids
      .filter((id) => !resourceArns.some((arn) => arn.endsWith(`/${id}`)))
      .map((id) => `${kind} ${id} isn't in the hub's share with account ${account}: ${repair(hub.name)}`),
  );
}

/** Whether a LOB's Studio domain is in service. */
export function domainProblems({ name }: ChildStack, id: string, domain: Domain | undefined): string[] {
  if (domain === undefined) {
    return [`domain ${id} doesn't exist: somebody deleted it; create it again, ${repair(name)}`];
  }
  const why = domain.failure === undefined ? "" : ` (${domain.failure})`;
  return domain.status === "InService"
    ? []
    : [`domain ${id} is ${domain.status}${why}: wait if it is being created or changed, else ${repair(name)}`];
}

function stateProblem({ hub }: Pair, { id, state }: Attachment): string {
  return state === "pendingAcceptance"
    ? `${id} is pendingAcceptance: ${awsCommand(hub, `ec2 accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${id}`)}`
    : `${id} is ${state}: wait until it ends`;
}

/** Whether a LOB's VPC is attached to the hub's transit gateway, as its own account sees it. */
export function attachmentProblems(pair: Pair, vpcId: string, attachments: readonly Attachment[]): string[] {
  if (attachments.length === 0) {
    return [
      `${vpcId} isn't attached to transit gateway ${pair.outputs.transitGatewayId}: attach it again, ${repair(pair.lob.name)}`,
    ];
  }
  return attachments.filter(({ state }) => state !== "available").map((attachment) => stateProblem(pair, attachment));
}

/** A LOB's attachment, as the transit gateway's owner sees it. */
export interface Spoke {
  readonly gateway: Gateway;
  readonly attachment: OwnerAttachment;
  /** The tables that it propagates into. */
  readonly propagations: readonly string[];
}

/** Whether a LOB's attachment is associated with the LOBs' table and propagates only into the hub's. */
export function tableProblems({ hub }: Pair, { gateway, attachment, propagations }: Spoke): string[] {
  const { joinedTable: spokes, learningTable } = gateway;
  const { id, table } = attachment;
  if (spokes === undefined || learningTable === undefined) {
    return [];
  }
  const name = (of: string) => `--transit-gateway-route-table-id ${of} --transit-gateway-attachment-id ${id}`;
  const run = (verb: string, of: string) => awsCommand(hub, `ec2 ${verb} ${name(of)}`);
  const associate = run("associate-transit-gateway-route-table", spokes);
  const problems: string[] = [];
  if (table === undefined) {
    problems.push(`${id} is associated with no table, so nothing that it sends arrives: ${associate}`);
  } else if (table !== spokes) {
    const first = run("disassociate-transit-gateway-route-table", table);
    problems.push(
      `${id} is associated with ${table}, and the table of the LOBs is ${spokes}: ${first}; then ${associate}`,
    );
  }
  if (!propagations.includes(learningTable)) {
    const enable = run("enable-transit-gateway-route-table-propagation", learningTable);
    problems.push(`${id} doesn't propagate into ${learningTable}, the hub's table, so no answer comes back: ${enable}`);
  }
  for (const other of propagations.filter((each) => each !== learningTable)) {
    const disable = run("disable-transit-gateway-route-table-propagation", other);
    problems.push(
      `${id} propagates into ${other} as well, whose networks so reach the LOB: if you don't want that, ${disable}`,
    );
  }
  return problems;
}

/** Whether routes lead from a LOB to the hub and back. */
export function routeProblems(
  { lob, hub, outputs }: Pair,
  domain: Domain,
  tables: readonly VpcTable[],
  /** The hub's route for the LOB's CIDR block, and the LOB's attachment; undefined if that wasn't checked. */
  back: { readonly route: GatewayRoute | undefined; readonly attachmentIds: readonly string[] } | undefined,
): string[] {
  const { hubCidr, transitGatewayId } = outputs;
  const there = tablesWithout(tables, domain.subnetIds, hubCidr, transitGatewayId).map(
    (table) =>
      `route table ${table} has no working route to the hub's ${hubCidr} by ${transitGatewayId}: ${repair(lob.name)}`,
  );
  const cidr = lob.config.vpcCidr ?? "";
  const leadsBack =
    back === undefined ||
    (back.route?.state === "active" && back.route.attachmentIds.some((id) => back.attachmentIds.includes(id)));
  return leadsBack
    ? there
    : [
        ...there,
        back.route === undefined || back.route.state !== "active"
          ? `the hub's table of transit gateway ${transitGatewayId} has no route to ${cidr}: check that the LOB's attachment is available and propagates there, and that no other network has that CIDR block`
          : `the hub's table of transit gateway ${transitGatewayId} leads ${cidr} to ${back.route.attachmentIds.join(", ")}, another network: two have that CIDR block; give one of them another, then ${repair(hub.name)}`,
      ];
}

/** Whether each rule of the hub is associated with a LOB's VPC. */
export function ruleProblems(
  { lob, outputs }: Pair,
  vpcId: string,
  associations: readonly RuleAssociation[],
): string[] {
  return Object.entries(outputs.resolverRuleIds).flatMap(([service, ruleId]) => {
    const association = associations.find((each) => each.ruleId === ruleId);
    if (association === undefined) {
      return [
        `rule ${ruleId} for ${service} isn't associated with ${vpcId}: the service's name doesn't lead to the hub; ${repair(lob.name)}`,
      ];
    }
    const { id, status, message } = association;
    const why = message === undefined || message === "" ? "" : ` (${message})`;
    return status === "COMPLETE"
      ? []
      : [
          `${id}, the association of rule ${ruleId} for ${service}, is ${status}${why}: wait if it is CREATING, else ${repair(lob.name)}`,
        ];
  });
}
