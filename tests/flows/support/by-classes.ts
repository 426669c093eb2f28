import type { Access } from "../../../local/verify/access/access";
import type { Asked, VerifiedEstate } from "../../../local/verify/access/verified-estate";
import type { Connection } from "../../../local/verify/reachability/reachability";

/**
 * Without the public addresses that the local AWS makes of hosts' names: a LOB's host is called differently each time,
 * and nothing depends on its address.
 */
function withoutPublicAddresses(text: string): string {
  return text.replaceAll(/\b203\.0\.113\.\d+\b/g, "a public address");
}

/** The words of a reason: the order of what it lists may be another one. */
function wordsOf(reason: string): string {
  return reason
    .split(/[\s,;]+/)
    .sort()
    .join(" ");
}

function accessLine({ who, may, from, allowed, isImplied, decidedBy }: Access): string {
  const how = `${allowed ? "may" : "may not"}${isImplied ? ", as with less," : ""}`;
  return withoutPublicAddresses(`${who} ${how} ${may}, from ${from}: ${wordsOf(decidedBy)}`);
}

function connectionLine(connection: Connection): string {
  return withoutPublicAddresses(JSON.stringify(connection));
}

/** Every answer by name, a line each. */
function linesOf(asked: Asked, words: readonly Access[]): string[] {
  return [
    ...words.map((access) => {
      const found = asked.answers.find(access);
      return found === undefined
        ? `${access.who} ${access.may}, from ${access.from}: unanswered`
        : accessLine({ ...access, ...found });
    }),
    ...asked.answers.allowed.map(accessLine),
    ...asked.connections.map(connectionLine),
  ].sort();
}

/** How the answers that were asked once for each class of LOBs differ from all answers; no line where they don't. */
export interface Compared {
  readonly alike: Asked["alike"];
  /** How many questions were asked, once for each class and in full. */
  readonly questions: { readonly byClasses: number; readonly inFull: number };
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
}

/** Asks an estate by classes and in full, and compares every answer. */
export async function compareClasses(estate: VerifiedEstate): Promise<Compared> {
  const byClasses = await estate.ask();
  const inFull = await estate.ask(true);
  const { asked } = inFull.answers;
  const [some, all] = [linesOf(byClasses, asked), linesOf(inFull, asked)];
  const [known, meant] = [new Set(some), new Set(all)];
  const counts = [byClasses, inFull].map(
    ({ answers }) => `${answers.allowed.length} and ${answers.refusals} in number`,
  );
  return {
    alike: byClasses.alike,
    questions: { byClasses: byClasses.answers.asked.length, inFull: asked.length },
    missing: [...all.filter((line) => !known.has(line)), ...(counts[0] === counts[1] ? [] : [counts[1] ?? ""])],
    wrong: [...some.filter((line) => !meant.has(line)), ...(some.length === all.length ? [] : ["another number"])],
  };
}
