import type { Project } from "../../../stacks/project/stack";
import { type Check, found, skipped } from "../finding";
import type { StackView } from "../stack-view";
import { allLimited, type Limited } from "./catalogue";
import { planned, quotaProblems } from "./judge";
import type { Place } from "./place";
import { type Plan, planOf } from "./plan";
import { readUsage } from "./read";

/** The views of an account's stacks in a region. */
interface Group {
  readonly place: Place;
  readonly views: readonly [StackView, ...StackView[]];
}

function byPlace(views: readonly StackView[]): Group[] {
  const groups = new Map<string, Group>();
  for (const view of views) {
    const { account, region } = view.stack.config;
    const key = `${account} ${region}`;
    const known = groups.get(key);
    groups.set(key, { place: { account, region }, views: known === undefined ? [view] : [...known.views, view] });
  }
  return [...groups.values()];
}

/** Why the quotas of an account can't be judged, if they can't. */
async function obstacle(view: StackView, own: readonly StackView[]): Promise<string | undefined> {
  if (!(await view.hasCredentials())) {
    return view.withoutCredentials;
  }
  const silences = await Promise.all(own.map((each) => each.silence()));
  const silence = silences.find((each) => each !== undefined);
  return silence && `${silence}, and what the stacks have already would count twice`;
}

async function judge({ place, views: own }: Group, limits: readonly Limited[], plans: readonly Plan[]) {
  const [view] = own;
  const why = await obstacle(view, own);
  if (why !== undefined) {
    return skipped(why);
  }
  const states = await Promise.all(own.map((each) => each.state()));
  const ids = new Set(states.flatMap((state) => (state?.resources ?? []).map(({ id }) => id ?? "")));
  const problems: string[] = [];
  for (const limited of limits) {
    const usage = await readUsage(view.clients, place.account, limited);
    problems.push(...quotaProblems(place, limited, plans, usage, ids));
  }
  return found(problems);
}

/**
 * Whether the stacks of each account fit in its quotas, with what others have there. Checked before and after they are
 * up.
 *
 * @param views all checked stacks of an account, so that what they share is counted once.
 */
export function quotaChecks(project: Project, views: readonly StackView[]): Check[] {
  return byPlace(views).flatMap((group) => {
    const { place, views: own } = group;
    const plans = own.map(({ stack }) => planOf(project, stack));
    const limits = allLimited.filter((limited) => planned(limited, plans) > 0);
    const subject = `account ${place.account} in ${place.region}`;
    return limits.length === 0 ? [] : [{ subject, name: "quotas", look: () => judge(group, limits, plans) }];
  });
}
