import { isChild } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import {
  propagationsOf,
  tableOf,
  transitGateway,
  transitGatewayRouteTable,
  vpc,
  vpcAttachment,
  type World,
} from "../../aws";
import { nameOf } from "./boxes";
import { trustEdges } from "./trusts";

/** Something between two accounts, or between a transit gateway and an account. */
export interface Relation {
  readonly kind: "attachment" | "trust";
  /** A transit gateway's id, or an account's. */
  readonly from: string;
  readonly to: string;
  /** What it says; `*` stands for what differs where relations are drawn as one. */
  readonly words: readonly string[];
}

/** Accounts that are drawn in one frame, since they have the same relations with the same others. */
export interface Group {
  readonly accounts: readonly string[];
  readonly isOfLobs: boolean;
}

function tableName(world: World, id: string | undefined): string {
  const table = world.find(transitGatewayRouteTable, id ?? "");
  return table === undefined ? "no table" : nameOf(table);
}

function attachments(world: World): Relation[] {
  return world.all(vpcAttachment).map((attachment) => {
    const { transitGatewayId, vpcId } = attachment.state;
    const tables = propagationsOf(world, attachment).map((id) => tableName(world, id));
    const isOwners = world.find(transitGateway, transitGatewayId)?.account === attachment.account;
    const [from, to] = [transitGatewayId, attachment.account];
    return {
      kind: "attachment",
      // The owner's networks stand above its gateway, everybody else's below.
      from: isOwners ? to : from,
      to: isOwners ? from : to,
      words: [
        `VPC ${world.find(vpc, vpcId)?.state.cidrBlock}`,
        `associated with ${tableName(world, tableOf(world, attachment))}`,
        `propagates to ${tables.join(", ") || "no table"}`,
      ],
    };
  });
}

function trusts(world: World): Relation[] {
  return trustEdges(world)
    .filter(({ from, to }) => from.account !== to.account)
    .map(({ from, to }) => ({
      kind: "trust",
      from: from.account,
      to: to.account,
      words: [from.state.name, "may assume", to.state.name],
    }));
}

/** Every attachment to a transit gateway, and every trust between accounts. */
export function relationsOf(world: World): Relation[] {
  return [...attachments(world), ...trusts(world)];
}

/** What two accounts must have in common to be drawn in one frame: kind and other end of each relation. */
function signature(relations: readonly Relation[], account: string): string {
  const own = relations.filter(({ from, to }) => from === account || to === account);
  return [...new Set(own.map(({ kind, from, to }) => `${kind} ${from === account ? `to ${to}` : `from ${from}`}`))]
    .sort()
    .join(", ");
}

/** The project's accounts: LOBs that are alike together, every other one by itself, in the order of their stacks. */
export function groupsOf(project: Project, relations: readonly Relation[]): Group[] {
  const lobs = new Set(project.stacks.filter(isChild).map(({ config }) => config.account));
  const groups = new Map<string, Group>();
  for (const account of new Set(project.stacks.map(({ config }) => config.account))) {
    const isOfLobs = lobs.has(account);
    const key = isOfLobs ? signature(relations, account) : account;
    groups.set(key, { accounts: [...(groups.get(key)?.accounts ?? []), account], isOfLobs });
  }
  return [...groups.values()];
}

/** What texts have in common at both ends, with `*` for what differs. */
export function common(texts: readonly string[]): string {
  const [first = "", ...others] = [...new Set(texts)];
  const shortest = Math.min(...texts.map(({ length }) => length));
  if (others.length === 0) {
    return first;
  }
  let start = 0;
  while (start < shortest && others.every((other) => other[start] === first[start])) {
    start += 1;
  }
  let end = 0;
  while (end < shortest - start && others.every((other) => other.at(-1 - end) === first.at(-1 - end))) {
    end += 1;
  }
  return `${first.slice(0, start)}*${first.slice(first.length - end)}`;
}

/** Relations of one kind between the same two ends, drawn as one. `endOf` says what an account or a gateway is drawn as. */
export function merged(relations: readonly Relation[], endOf: (id: string) => string): Relation[] {
  const merges = new Map<string, Relation[]>();
  for (const relation of relations) {
    const [from, to] = [endOf(relation.from), endOf(relation.to)];
    const role = relation.kind === "trust" ? roleKey(relation) : relation.words.slice(1).join(" ");
    const key = [relation.kind, from, to, role].join(" ");
    merges.set(key, [...(merges.get(key) ?? []), { ...relation, from, to }]);
  }
  return [...merges.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) {
      return [];
    }
    const words = first.words.map((_, index) => common(same.map((relation) => relation.words[index] ?? "")));
    return [{ ...first, words: same.length === 1 ? words : [...words, `${same.length} of them`] }];
  });
}

/** Names of roles end in a hyphen and their stack's or LOB's name, and only that differs between LOBs. */
function roleKey({ words: [from = "", , to = ""] }: Relation): string {
  return [from, to].map((name) => name.split("-")[0]).join(" ");
}
