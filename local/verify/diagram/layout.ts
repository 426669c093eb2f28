import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import { type Block, type Box, type Line, partsOf } from "./boxes";
import type { Relation } from "./relations";

/** Sizes in pixels. All letters of the drawing have the same width, so that it is known without a browser. */
export const sizes = { text: 11, title: 12, letter: 6.7, titleLetter: 7.3, line: 15, head: 19, pad: 6, gap: 8 };

/** A frame at its place. */
export interface PlacedBox {
  readonly box: Box | Block;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line from place to place, with its words. */
export interface PlacedRelation {
  readonly relation: Relation;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly words: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** A whole drawing. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Outer frames before what is in them. */
  readonly boxes: readonly PlacedBox[];
  readonly relations: readonly PlacedRelation[];
}

/** There is room for ids as well, so that nothing moves when they are shown. */
function textWidth({ title, lines }: Pick<Box, "title" | "lines">): number {
  const lengthOf = (line: Line) => partsOf(line).join(" ").length;
  const widest = Math.max(lengthOf(title) * sizes.titleLetter, ...lines.map((line) => lengthOf(line) * sizes.letter));
  return Math.ceil(widest) + 2 * sizes.pad;
}

function headHeight(box: Box | Block): number {
  return sizes.head + box.lines.length * sizes.line + sizes.pad;
}

/** Blocks of one frame are equally wide, so that they stand in columns. */
function blockWidth(box: Box | Block): number {
  return box.kind === "block" ? textWidth(box) : Math.max(0, ...box.children.map(blockWidth));
}

/** Width of a frame whose innermost blocks stand in so many columns. */
function frameWidth(inner: number, columns: number): number {
  return columns * inner + (columns - 1) * sizes.gap + 2 * sizes.pad + 1;
}

function depthOf(box: Box | Block): number {
  return box.kind === "block" ? 0 : 1 + Math.max(0, ...box.children.map(depthOf));
}

/** A box as the library takes it; columns are those of each frame from the outermost inwards. */
function nodeOf(box: Box | Block, width: number, columns: readonly number[]): ElkNode {
  if (box.kind === "block") {
    return { id: box.id, width, height: headHeight(box) };
  }
  const [own = 1, ...inner] = columns;
  const deepest = Math.max(0, ...box.children.map(depthOf));
  const innerWidth = Array.from({ length: deepest }, (_, index) => inner[index] ?? 1)
    .reverse()
    .reduce((all, count) => frameWidth(all, count), width);
  const target = frameWidth(innerWidth, own);
  return {
    id: box.id,
    children: box.children.map((child) => nodeOf(child, child.kind === "block" ? innerWidth : width, inner)),
    layoutOptions: {
      "elk.algorithm": "rectpacking",
      "elk.hierarchyHandling": "SEPARATE_CHILDREN",
      "elk.rectpacking.widthApproximation.strategy": "TARGET_WIDTH",
      "elk.rectpacking.widthApproximation.targetWidth": String(target),
      "elk.padding": `[top=${headHeight(box)},left=${sizes.pad},bottom=${sizes.pad},right=${sizes.pad}]`,
      "elk.spacing.nodeNode": String(sizes.gap),
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${textWidth(box)}, ${headHeight(box)})`,
    },
  };
}

/** What stands at the top of the drawing: a frame, and how many columns it and those in it have. */
export interface Placing {
  readonly box: Box | Block;
  readonly columns: readonly number[];
}

function wordsSize({ words }: Relation) {
  return { width: Math.max(...words.map((word) => word.length)) * sizes.letter + 6, height: words.length * sizes.line };
}

function* boxesIn(box: Box | Block): Generator<Box | Block> {
  yield box;
  if (box.kind !== "block") {
    for (const child of box.children) {
      yield* boxesIn(child);
    }
  }
}

function* nodesIn(node: ElkNode): Generator<ElkNode> {
  for (const child of node.children ?? []) {
    yield child;
    yield* nodesIn(child);
  }
}

function pointsOf({ sections = [] }: ElkExtendedEdge) {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
}

/** Finds a place for every frame and line, frames from above downwards in the direction of the relations. */
export async function layOut(placings: readonly Placing[], relations: readonly Relation[]): Promise<Layout> {
  const wanted: ElkNode = {
    id: "drawing",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "DOWN",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.crossingMinimization.forceNodeModelOrder": "true",
      "elk.layered.spacing.nodeNodeBetweenLayers": "24",
      "elk.layered.spacing.edgeNodeBetweenLayers": "16",
      "elk.spacing.nodeNode": "16",
      "elk.spacing.edgeNode": "20",
      "elk.spacing.edgeEdge": "16",
      "elk.spacing.edgeLabel": "4",
      "elk.spacing.labelNode": "12",
      "elk.padding": "[top=8,left=8,bottom=8,right=8]",
      "elk.json.shapeCoords": "ROOT",
      "elk.json.edgeCoords": "ROOT",
    },
    children: placings.map(({ box, columns }) => nodeOf(box, blockWidth(box), columns)),
    edges: relations.map((relation, index) => ({
      id: `relation-${index}`,
      sources: [relation.from],
      targets: [relation.to],
      labels: [{ id: `words-${index}`, text: relation.words.join(" "), ...wordsSize(relation) }],
    })),
  };
  const graph: ElkNode = await new ELK().layout(wanted);
  const boxes = new Map(placings.flatMap(({ box }) => [...boxesIn(box)]).map((box) => [box.id, box]));
  const edges = graph.edges ?? [];
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    boxes: [...nodesIn(graph)].flatMap(({ id, x = 0, y = 0, width = 0, height = 0 }) => {
      const box = boxes.get(id);
      return box === undefined ? [] : [{ box, x, y, width, height }];
    }),
    relations: relations.map((relation, index) => {
      const edge = edges[index];
      const [label] = edge?.labels ?? [];
      const { x = 0, y = 0, width = 0, height = 0 } = label ?? {};
      return { relation, points: edge === undefined ? [] : pointsOf(edge), words: { x, y, width, height } };
    }),
  };
}
