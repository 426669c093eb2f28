import { hubOf, isChild, isParent, isShared } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { ownExecution } from "../support/execution-duties";
import { type Check, skipped } from "./finding";
import { HubView } from "./hub-view";
import { rangesOf } from "./judge-networks";
import { LobView } from "./lob-view";
import { ParentView } from "./parent-view";
import { quotaChecks } from "./quotas/checks";
import { type Means, StackView } from "./stack-view";

/** A LOB whose hub is a stack of another project, which can't be checked here. */
function foreignHubCheck(view: StackView, hub: string): Check {
  return {
    subject: view.subject,
    name: "network",
    look: async () => skipped(`its hub, ${hub}, isn't a stack of this project: run the doctor there as well`),
  };
}

/**
 * All checks of a project's stacks, in the order in which they come up: credentials and state of each, quotas of each
 * account, then networks.
 *
 * @param chosen the stacks to check. State and accounts of others are read if these depend on them.
 */
export function projectChecks(project: Project, chosen: ReadonlySet<string>, means: Means): Check[] {
  const hubs = new Map(
    project.stacks
      .filter(isShared)
      .map((stack) => [stack.name, new HubView(stack, means, rangesOf(project, stack))] as const),
  );
  const views = project.stacks.map((stack): StackView => {
    const own = hubs.get(stack.name);
    const hub = isChild(stack) ? hubs.get(hubOf(project, stack)?.name ?? "") : undefined;
    if (hub !== undefined && isChild(stack)) {
      return new LobView(stack, means, hub, ownExecution(project, stack));
    }
    return own ?? (isParent(stack) ? new ParentView(stack, means) : new StackView(stack, means));
  });
  const wanted = views.filter(({ stack }) => chosen.has(stack.name));
  const isWantedPlace = ({ stack: { config } }: StackView) =>
    wanted.some(({ stack }) => stack.config.account === config.account && stack.config.region === config.region);
  const networks = wanted.flatMap((view) => {
    if (view instanceof HubView || view instanceof LobView || view instanceof ParentView) {
      return view.networkChecks();
    }
    const { config } = view.stack;
    const hub = config.role === "child" ? config.sharedStack : undefined;
    return hub === undefined ? [] : [foreignHubCheck(view, hub)];
  });
  return [
    ...wanted.flatMap((view) => view.checks()),
    ...quotaChecks(project, views.filter(isWantedPlace)),
    ...networks,
  ];
}
