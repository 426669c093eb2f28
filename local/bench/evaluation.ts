import { isShared } from "../../stacks/project/roles";
import { makeStack } from "../../stacks/project/stack";
import { trustedCast } from "../scenarios/cast";
import { shipped, withEstate } from "./bench-estate";
import { type Figure, figure } from "./figure";

const manyChildren = 100;
const lobCounts = [1, 10, 100, 1000] as const;

/** How long the hub's stack takes with more and more LOBs, with an organization. */
async function hubFigures(): Promise<Figure[]> {
  const [hub] = shipped.stacks.filter(isShared);
  if (hub === undefined) {
    return [];
  }
  const figures: Figure[] = [];
  for (const count of lobCounts) {
    const lobs = Array.from({ length: count }, (_, index) => ({
      name: `lob-${index}`,
      account: String(300_000_000_000 + index),
    }));
    const stack = makeStack(hub.name, { ...hub.texts, lobs: JSON.stringify(lobs) });
    const { ms, resources } = await withEstate({ ...shipped, stacks: [stack] }, (estate) => estate.up(stack));
    figures.push(figure(`evaluation.hub.${count}`, ms, `${resources} resources`));
  }
  return figures;
}

/** How long children without a hub take. */
function childFigures(): Promise<Figure[]> {
  const { parent } = trustedCast(shipped);
  const alone = makeStack(parent.name, { ...parent.texts, sharedStack: "" });
  const children = Array.from({ length: manyChildren }, (_, index) =>
    makeStack(`child-${index}`, {
      role: "child",
      account: String(300_000_000_000 + index),
      region: "eu-west-1",
      parentStack: parent.name,
    }),
  );
  return withEstate({ ...shipped, stacks: [alone, ...children] }, async (estate) => {
    await estate.up(alone);
    const started = performance.now();
    let resources = 0;
    for (const child of children) {
      resources += (await estate.up(child)).resources;
    }
    const ms = performance.now() - started;
    const anchor = `${resources} resources, ${(ms / resources).toFixed(2)} ms each`;
    return [figure(`evaluation.children.${manyChildren}`, Math.round(ms), anchor)];
  });
}

/** How long stacks take to be evaluated. */
export async function evaluationFigures(): Promise<Figure[]> {
  return [...(await childFigures()), ...(await hubFigures())];
}
