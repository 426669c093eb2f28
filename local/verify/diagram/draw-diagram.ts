import type { Project } from "../../../stacks/project/stack";
import type { World } from "../../aws";
import type { ReportFigure } from "../document";
import { accountBox, gatewayBlocks } from "./account-box";
import type { Box } from "./boxes";
import { draw } from "./draw";
import { layOut, type Placing } from "./layout";
import { type Group, groupsOf, merged, type Relation, relationsOf } from "./relations";

/** Accounts of LOBs side by side in the drawing, in all. */
const lobColumns = 4;

/** How many columns each group has: at least one, more where most are. */
function columnsOf(groups: readonly Group[]): number[] {
  const columns = groups.map(() => 1);
  const crowding = (index: number) => (groups[index]?.accounts.length ?? 0) / (columns[index] ?? 1);
  for (let free = lobColumns - groups.length; free > 0; free -= 1) {
    const fullest = columns.map((_, index) => index).reduce((a, b) => (crowding(b) > crowding(a) ? b : a), 0);
    if (crowding(fullest) > 1) {
      columns[fullest] = (columns[fullest] ?? 1) + 1;
    }
  }
  return columns;
}

function groupBox({ accounts }: Group, boxes: readonly Box[], index: number): Box {
  const [only] = boxes;
  return only !== undefined && boxes.length === 1
    ? only
    : { kind: "group", id: `group-${index}`, title: `${accounts.length} LOBs alike`, lines: [], children: boxes };
}

/** What the drawing shows, for those who can't see it. */
function describe(project: Project, relations: readonly Relation[]): string {
  const accounts = new Set(project.stacks.map(({ config }) => config.account)).size;
  const count = (kind: Relation["kind"]) => relations.filter((relation) => relation.kind === kind).length;
  return [
    `${accounts} accounts with their VPCs, endpoints and roles.`,
    `Solid lines are the ${count("attachment")} attachments of VPCs to transit gateways, with the table that each is associated with, and those that it propagates to.`,
    `Dashed arrows are the ${count("trust")} pairs of roles of two accounts of which the first may assume the second, as far as trust policies decide.`,
    "LOBs with the same relations stand in one frame, and their relations are drawn as one.",
  ].join(" ");
}

/**
 * Draws the estate from its resources: accounts, VPCs with their endpoints, transit gateways with their attachments, and
 * which roles may assume which, by their trust policies. LOBs whose relations are the same stand in one frame.
 */
export async function drawDiagram(world: World, project: Project): Promise<ReportFigure> {
  const relations = relationsOf(world);
  const groups = groupsOf(project, relations);
  const lobs = groups.filter(({ isOfLobs }) => isOfLobs);
  const columns = columnsOf(lobs);
  const drawnAs = new Map<string, string>();
  const accounts = groups.map((group, index): Placing => {
    const boxes = group.accounts.map((account) => accountBox(world, project, account));
    const box = groupBox(group, boxes, index + 1);
    for (const account of group.accounts) {
      drawnAs.set(account, box.id);
    }
    const frames = box.kind === "group" ? [columns[lobs.indexOf(group)] ?? 1] : [];
    return { box, columns: [...frames, 1, group.isOfLobs ? 1 : 2] };
  });
  const gateways = gatewayBlocks(world).map((box): Placing => ({ box, columns: [] }));
  const lines = merged(relations, (id) => drawnAs.get(id) ?? id);
  const title = "Accounts, networks and trusts";
  const description = describe(project, relations);
  const layout = await layOut([...accounts, ...gateways], lines);
  return {
    caption: title,
    description,
    hasIds: true,
    svg: draw(layout, { id: "diagram", title, description }).toString(),
  };
}
