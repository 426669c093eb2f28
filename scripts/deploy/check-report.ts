import { isNothing } from "../engine/changes";
import { type Planned, planLines, type StackMistake } from "./report";

/** What a check found, for people at a terminal. */
export function checkLines(planned: readonly Planned[], unseen: readonly StackMistake[]): string[] {
  return [
    ...(planned.length === 0 ? [] : planLines(planned, true)),
    ...unseen.map(({ property, reason }) => `  ${property} ${reason}`),
  ];
}

/** The stacks that aren't as files and AWS say, each with what differs. */
function differingOf(planned: readonly Planned[]) {
  return planned.flatMap(({ stack, plan }) => (plan === undefined || isNothing(plan) ? [] : [{ stack, plan }]));
}

/** Names of the stacks that weren't looked at, each once. */
function unseenNames(unseen: readonly StackMistake[]): string[] {
  return [...new Set(unseen.map(({ stack }) => stack))];
}

/** What ends a check: which stacks differ, and which weren't looked at; undefined where there are none. */
export function checkSummary(planned: readonly Planned[], unseen: readonly StackMistake[]): string | undefined {
  const differing = differingOf(planned).map(({ stack }) => stack.name);
  const parts = [
    ...(differing.length === 0
      ? []
      : [
          `different from file or AWS: ${differing.join(", ")} (npx pulumi up --refresh --stack ${differing[0]} undoes changes on AWS)`,
        ]),
    ...(unseen.length === 0 ? [] : [`not looked at: ${unseenNames(unseen).join(", ")}`]),
  ];
  return parts.length === 0 ? undefined : parts.join("; ");
}

/** A text of one line as a cell or item of Markdown takes it. */
function escaped(text: string): string {
  return text.replace(/[\\|*_`<>[\]]/g, "\\$&");
}

/**
 * What a check found, as the text of an issue. Without times and with what differs in the engine's order, so that it stays the
 * same until something else differs.
 */
export function checkMarkdown(planned: readonly Planned[], unseen: readonly StackMistake[]): string {
  const differing = differingOf(planned);
  const sections = differing.map(({ stack: { name, config }, plan: { changes } }) => {
    const lines = changes.map(({ kind, type, name: resource, properties }) => {
      const what = properties.length === 0 ? "" : `: ${properties.map(escaped).join(", ")}`;
      return `- ${kind} ${escaped(type)} **${escaped(resource)}**${what}`;
    });
    return [`### ${escaped(name)} (${config.account})`, "", ...(lines.length === 0 ? ["- other outputs"] : lines)];
  });
  // The path of a log has the time of the run.
  const open = unseen.map(
    ({ property, reason }) => `- ${escaped(`${property} ${reason.replace(/; its log: \S+$/, "")}`)}`,
  );
  const same = planned.length - differing.length;
  return [
    `${same} of ${planned.length + unseenNames(unseen).length} stacks match their files and AWS.`,
    ...sections.flatMap((section) => ["", ...section]),
    ...(open.length === 0 ? [] : ["", "### Not looked at", "", ...open]),
  ].join("\n");
}
