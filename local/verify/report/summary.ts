import * as path from "node:path";
import type { Project } from "../../../stacks/project/stack";
import { accessSentence, grouped } from "../access/grouped";
import { findingsOf, remedies } from "../findings";
import type { Found } from "../found";
import { isAccessAsDeclared } from "../verification";

/** A number with its noun, such as `1 access`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

/** What has to be known first, a sentence each. */
export function summaryOf({ verification }: Found): string[] {
  const { allowed, refusals, connections, differences } = verification;
  const asked = `${count(allowed.length, "access is", "accesses are")} allowed and ${count(refusals, "is", "are")} refused`;
  const reached = connections.filter((connection) => connection.reached).length;
  const network = `${reached} of ${connections.length} kinds of connection arrive.`;
  const verdict = isAccessAsDeclared(differences)
    ? "as access.yaml declares"
    : "and not all is as access.yaml declares";
  return [`${asked}, ${verdict}.`, ...findingsOf(verification), ...remedies(verification), network];
}

/** What a hub costs, in a sentence each. */
export function costLines({ cost }: Found): string[] {
  return (cost?.hubs ?? []).map(({ hub, total, comparison }) => {
    const { central, beside } = comparison.breakEven;
    const from = (lobs: number | undefined) => (lobs === undefined ? "with no number of LOBs" : `from ${lobs} LOBs`);
    return `${hub} and its LOBs cost ${total.toFixed(2)} ${cost?.prices.currency ?? ""} a month, idle; central endpoints cost less than each LOB's own ${from(central)}, and ${from(beside)} where transit gateway and resolver are there anyway.`;
  });
}

/** What a run prints. */
export function summaryLines({ stacks }: Project, found: Found, out: string): string[] {
  const { more = [], less = [] } = found.change ?? {};
  const changes = [
    ...grouped(more).map((group) => `now allowed: ${accessSentence(group)}`),
    ...grouped(less).map((group) => `no more: ${accessSentence(group)}`),
  ];
  return [
    `${count(stacks.length, "stack", "stacks")} on the local AWS, from their own resources; nothing leaves this machine`,
    ...[...summaryOf(found), ...costLines(found)].map((line) => `  ${line}`),
    ...(found.change === undefined
      ? []
      : ["What changes in access:", ...(changes.length === 0 ? ["  nothing"] : changes.map((line) => `  ${line}`))]),
    `Written: ${["md", "html", "json"].map((end) => path.join(out, `verify.${end}`)).join(", ")}`,
  ];
}
