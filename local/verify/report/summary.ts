import * as path from "node:path";
import type { Environment } from "../../../stacks/project/environments";
import { shownName } from "../../../stacks/project/roles";
import { accessSentence, grouped } from "../access/grouped";
import { priceFile } from "../cost/prices";
import { findingsOf, remedies } from "../findings";
import type { Found } from "../found";
import { limitSentences, limitVerdict } from "../organization/limits";
import { isAccessAsDeclared } from "../verification";

/** A number with its noun, such as `1 access`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

/** What has to be known first, a sentence each. */
export function summaryOf({ verification, unjudged }: Found): string[] {
  const { allowed, refusals, connections, differences } = verification;
  const asked = `${count(allowed.length, "access is", "accesses are")} allowed and ${count(refusals, "is", "are")} refused`;
  const reached = connections.filter((connection) => connection.reached).length;
  const network = `${reached} of ${connections.length} kinds of connection succeed.`;
  const verdict = isAccessAsDeclared(differences) ? "as access.yaml declares" : "and not all as access.yaml declares";
  return [`${asked}, ${verdict}.`, ...findingsOf(verification), ...remedies(verification), ...unjudged, network];
}

/** What the organization's documents refuse, a sentence each, after how much it is. */
export function limitLines({ organization }: Found): string[] {
  return organization === undefined
    ? []
    : [limitVerdict(organization), ...limitSentences(organization).map((sentence) => `  ${sentence}`)];
}

/** What hubs cost, in a sentence each. */
function hubLines({ cost }: Found, isMeant: (hub: string) => boolean): string[] {
  const hubs = cost?.hubs.filter(({ hub }) => isMeant(hub)) ?? [];
  return hubs.map(({ hub, total, comparison }) => {
    const { central, beside } = comparison.breakEven;
    const from = (lobs: number | undefined) => (lobs === undefined ? "with no number of LOBs" : `from ${lobs} LOBs on`);
    return `${hub} and its LOBs cost ${total.toFixed(2)} ${cost?.prices.currency ?? ""} a month, idle; central endpoints cost less than each LOB's own ${from(central)}, and ${from(beside)} where transit gateway and resolver exist anyway.`;
  });
}

/** By which prices costs were counted. */
function priceLines({ cost }: Found): string[] {
  return cost === undefined
    ? []
    : [`Costs are by AWS's prices of ${cost.prices.date} in ${cost.prices.region}; for yours, change ${priceFile}.`];
}

/** What hubs cost, and by which prices. */
export function costLines(found: Found): string[] {
  return [...hubLines(found, () => true), ...priceLines(found)];
}

/** What is told of one of several environments. */
function environmentLines({ name, project: { stacks } }: Environment, found: Found): string[] {
  const costs = hubLines(found, (hub) => hub === name);
  return [`Environment ${name}: ${stacks.map(shownName).join(", ")}`, ...costs.map((line) => `  ${line}`)];
}

/** What a run prints. */
export function summaryLines(environments: readonly Environment[], found: Found, out: string): string[] {
  const { more = [], less = [] } = found.change ?? {};
  const changes = [
    ...grouped(more).map((group) => `now allowed: ${accessSentence(group)}`),
    ...grouped(less).map((group) => `no more: ${accessSentence(group)}`),
  ];
  const stacks = new Set(environments.flatMap(({ project }) => project.stacks));
  const isOne = environments.length === 1;
  const across = isOne ? [] : ["What one environment may do in another was asked as well."];
  const indented = [...summaryOf(found), ...across, ...(isOne ? costLines(found) : priceLines(found))];
  return [
    `${count(stacks.size, "stack", "stacks")} on the local AWS, from their own resources; nothing leaves this machine`,
    ...indented.map((line) => `  ${line}`),
    ...(isOne ? [] : environments.flatMap((environment) => environmentLines(environment, found))),
    ...limitLines(found),
    ...(found.change === undefined
      ? []
      : ["What changes in access:", ...(changes.length === 0 ? ["  nothing"] : changes.map((line) => `  ${line}`))]),
    `Written: ${["md", "html", "json"].map((end) => path.join(out, `verify.${end}`)).join(", ")}`,
  ];
}
