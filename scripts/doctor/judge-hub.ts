import type { SharedStack } from "../../stacks/project/roles";
import { type AttachedNetwork, lobOf, networkMistakes, type Ranges } from "./judge-networks";
import type { Endpoint, Gateway, GatewayRoute, OwnerAttachment, ResolverAddress, VpcTable } from "./network-facts";
import type { HubOutputs } from "./outputs";

/** How to let Pulumi find and undo manual changes. */
export function repair(stack: string): string {
  return `npx pulumi up --refresh --stack ${stack}`;
}

/**
 * Warnings about a hub's sign-in. Its endpoint closes nothing: the user pool also answers on the internet.
 *
 * Source: Cognito Developer Guide, "Adding MFA to a user pool" and "Access Amazon Cognito user pools using an interface
 * endpoint".
 */
export function signInWarnings({ name, config: { mfa } }: SharedStack): string[] {
  const weak = {
    off: "mfa is off: a password that somebody guesses from the internet is enough",
    optional: "mfa is optional: for users without an authenticator app, a guessed password is enough",
  };
  return mfa === "required"
    ? []
    : [`${weak[mfa]}; set mfa: required in Pulumi.${name}.yaml, and npx pulumi up --stack ${name}`];
}

/** A command of the AWS CLI for a stack's account and region. */
export function awsCommand(stack: SharedStack, command: string): string {
  return `in account ${stack.config.account}, aws ${command} --region ${stack.config.region}`;
}

/** Whether the central endpoints exist and are available. */
export function endpointProblems(stack: SharedStack, outputs: HubOutputs, endpoints: readonly Endpoint[]): string[] {
  return Object.entries(outputs.endpointIds).flatMap(([service, id]) => {
    const endpoint = endpoints.find((each) => each.id === id);
    if (endpoint === undefined) {
      return [
        `endpoint ${id} for ${service} doesn't exist: somebody deleted it; create it again, ${repair(stack.name)}`,
      ];
    }
    // AWS capitalises the state in some answers.
    return endpoint.state.toLowerCase() === "available"
      ? []
      : [`endpoint ${id} for ${service} is ${endpoint.state}: wait if that is pending, else ${repair(stack.name)}`];
  });
}

/** Whether the inbound resolver endpoint has the addresses that corporate DNS and the rules use. */
export function inboundProblems(
  stack: SharedStack,
  { inboundAddresses }: HubOutputs,
  addresses: readonly ResolverAddress[],
): string[] {
  return inboundAddresses.flatMap((promised) => {
    const address = addresses.find(({ ip }) => ip === promised);
    if (address === undefined) {
      return [
        `no inbound resolver endpoint has ${promised}, where rules and corporate DNS send their queries: ${repair(stack.name)}`,
      ];
    }
    return address.status === "ATTACHED"
      ? []
      : [
          `the inbound resolver's address ${promised} is ${address.status}: wait if it is being created, else ${repair(stack.name)}`,
        ];
  });
}

/** A hub's place in its own transit gateway. */
export interface Middle {
  readonly gateway: Gateway | undefined;
  /** The hub's own attachment. */
  readonly attachment: OwnerAttachment | undefined;
  /** The tables that the hub propagates into. */
  readonly propagations: readonly string[];
  /** Routes for the CIDR block of all LOBs and for the hub's, in the table that new attachments are associated with. */
  readonly supernetRoute: GatewayRoute | undefined;
  readonly hubRoute: GatewayRoute | undefined;
}

/**
 * Whether the transit gateway keeps the hub in the middle: new attachments are associated with one table and propagate
 * into another, the hub's own attachment the other way round, and nothing passes between LOBs.
 */
export function gatewayProblems(stack: SharedStack, outputs: HubOutputs, middle: Middle): string[] {
  const { gateway, attachment } = middle;
  const { transitGatewayId: id, hubCidr, lobSupernet } = outputs;
  if (gateway === undefined) {
    return [`transit gateway ${id} doesn't exist: create it again, ${repair(stack.name)}, and then every LOB's stack`];
  }
  if (gateway.state !== "available") {
    return [
      `transit gateway ${id} is ${gateway.state}: wait if that is pending or modifying, else ${repair(stack.name)}`,
    ];
  }
  const { joinedTable: spokes, learningTable: hub } = gateway;
  if (spokes === undefined || hub === undefined || spokes === hub) {
    return [
      `transit gateway ${id} has one default table, or none: attachments made now would reach each other; set its two defaults again, ${repair(stack.name)}`,
    ];
  }
  const problems: string[] = [];
  if (!gateway.autoAccepts) {
    problems.push(
      `transit gateway ${id} doesn't accept attachments automatically: LOBs' would wait; ${repair(stack.name)}`,
    );
  }
  if (attachment === undefined) {
    return [...problems, `the hub's VPC isn't attached to transit gateway ${id}: ${repair(stack.name)}`];
  }
  if (attachment.table !== hub) {
    problems.push(
      `the hub's attachment ${attachment.id} is associated with ${attachment.table ?? "no table"}, and ${hub} is the one with routes to the LOBs: ${repair(stack.name)}`,
    );
  }
  if (!middle.propagations.includes(spokes) || middle.hubRoute?.state !== "active") {
    problems.push(`${spokes}, the table of the LOBs, has no route to the hub's ${hubCidr}: ${repair(stack.name)}`);
  }
  if (middle.supernetRoute?.state !== "blackhole") {
    problems.push(
      `${spokes}, the table of the LOBs, doesn't drop traffic from one LOB to another, ${lobSupernet}: ${repair(stack.name)}`,
    );
  }
  return problems;
}

/** Whether networks of other accounts announce only their own CIDR blocks. */
export function networkProblems(
  stack: SharedStack,
  ranges: Ranges,
  table: string,
  networks: readonly AttachedNetwork[],
): string[] {
  return networks.flatMap((network) => {
    const { attachmentId, account } = network;
    const disable = awsCommand(
      stack,
      `ec2 disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${table} --transit-gateway-attachment-id ${attachmentId}`,
    );
    const end =
      lobOf(ranges, account) === undefined
        ? `take the account out of shareWith of stack ${stack.name}, and have it delete the attachment; to stop it at once, ${disable}`
        : `have the account delete the attachment, or give its network the LOB's CIDR block; to stop it at once, ${disable}`;
    return networkMistakes(ranges, network).map((mistake) => `${mistake}; ${end}`);
  });
}

/** The table that a subnet uses. */
export function tableOfSubnet(tables: readonly VpcTable[], subnetId: string): VpcTable | undefined {
  return tables.find(({ subnetIds }) => subnetIds.includes(subnetId)) ?? tables.find(({ isMain }) => isMain);
}

/** The subnets' tables, each once, that don't route a CIDR block to a transit gateway. */
export function tablesWithout(
  tables: readonly VpcTable[],
  subnetIds: readonly string[],
  cidr: string,
  transitGatewayId: string,
): string[] {
  const used = new Set(subnetIds.map((subnetId) => tableOfSubnet(tables, subnetId)));
  return [...used].flatMap((table) => {
    const leads = table?.routes.some(
      (route) => route.cidr === cidr && route.transitGatewayId === transitGatewayId && route.state === "active",
    );
    return leads === true ? [] : [table?.id ?? "a table that doesn't exist"];
  });
}

/** Whether answers of the central endpoints have a route back. */
export function returnProblems(
  stack: SharedStack,
  { lobSupernet, corporateCidrs, transitGatewayId }: HubOutputs,
  endpoints: readonly Endpoint[],
  tables: readonly VpcTable[],
): string[] {
  const subnetIds = [...new Set(endpoints.flatMap((endpoint) => endpoint.subnetIds))];
  return [lobSupernet, ...corporateCidrs].flatMap((cidr) =>
    tablesWithout(tables, subnetIds, cidr, transitGatewayId).map(
      (table) =>
        `route table ${table} of the hub has no working route back to ${cidr} by ${transitGatewayId}: callers from there get no answer; ${repair(stack.name)}`,
    ),
  );
}
