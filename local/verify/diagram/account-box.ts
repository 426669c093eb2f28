import { isParent } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import {
  hostedEndpoint,
  propagatedRoutes,
  role,
  transitGateway,
  transitGatewayRouteTable,
  vpc,
  type World,
  writtenRoutes,
} from "../../aws";
import { endpointsOf } from "../../estate/hosted-endpoints";
import { type Block, type Box, block, nameOf, sorted } from "./boxes";
import { functionsIn, networkBox } from "./network-box";
import { trustTexts } from "./trusts";

/** Most CIDR blocks that a line names one by one. */
const fewRanges = 3;

function tableLines(world: World, id: string): string[] {
  const known = propagatedRoutes(world, id).map(({ cidr }) => cidr);
  const [first = "", last = ""] = [known[0], known.at(-1)];
  const ranges = known.length > fewRanges ? `${first} … ${last}, ${known.length} in all` : known.join(", ");
  const dropped = writtenRoutes(world, id)
    .filter(({ attachment }) => attachment === undefined)
    .map(({ cidr }) => `  drops ${cidr}`);
  return [`  leads to ${ranges || "nothing"}`, ...dropped];
}

/** The transit gateways, each with its tables and where they lead. */
export function gatewayBlocks(world: World): Block[] {
  return world.all(transitGateway).map((gateway) => {
    const tables = world
      .list(transitGatewayRouteTable, gateway.account)
      .filter(({ state }) => state.transitGatewayId === gateway.id)
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    return {
      kind: "block",
      id: gateway.id,
      title: { name: `transit gateway of ${gateway.stack}`, id: gateway.id },
      lines: tables.flatMap((table) => [`table ${nameOf(table)}`, ...tableLines(world, table.id)]),
    };
  });
}

function roles(world: World, account: string): Box[] {
  const blocks = world
    .list(role, account)
    .sort((a, b) => a.state.name.localeCompare(b.state.name))
    .map(
      (found): Block => ({
        kind: "block",
        id: `role-${account}-${found.state.name}`,
        title: found.state.name,
        lines: trustTexts(world, found).map((text, index) => (index === 0 ? `trusts ${text}` : `       ${text}`)),
      }),
    );
  return blocks.length === 0
    ? []
    : [{ kind: "group", id: `roles-${account}`, title: "roles", lines: [], children: blocks }];
}

function modelEndpoints(world: World, project: Project, account: string): string[] {
  return project.stacks
    .filter(isParent)
    .filter(({ config }) => config.account === account)
    .flatMap((parent) =>
      endpointsOf(parent).filter((name) => hostedEndpoint(world, parent.config, name) !== undefined),
    );
}

/** An account with its networks, its functions, its model endpoints and its roles. */
export function accountBox(world: World, project: Project, id: string): Box {
  const stacks = project.stacks.filter(({ config }) => config.account === id);
  return {
    kind: "account",
    id: `account-${id}`,
    title: `${stacks.map(({ name }) => name).join(", ")} ${id}`,
    lines: [],
    children: [
      ...world.list(vpc, id).map((network) => networkBox(world, network)),
      ...block(`functions-${id}`, "functions outside VPCs", functionsIn(world, id, undefined)),
      ...block(`endpoints-${id}`, "SageMaker endpoints", sorted(modelEndpoints(world, project, id))),
      ...roles(world, id),
    ],
  };
}
