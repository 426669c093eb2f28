import { readFileSync } from "node:fs";
import * as v from "valibot";
import { UsersMistake } from "../../common/users-mistake";
import { type AccessWords, accessKey } from "./access/access";

/** The part of a report of `npm run verify` with which another one is compared. */
const reportSchema = v.object({
  access: v.array(v.object({ who: v.string(), may: v.string(), from: v.array(v.string()), allowed: v.boolean() })),
});

class UnreadableReport extends UsersMistake {
  constructor(file: string, reason: string) {
    super(`--against is "${file}", which ${reason}: give the verify.json that an earlier npm run verify wrote`);
  }
}

/**
 * Reads who was allowed what from the JSON of an earlier run.
 *
 * @throws UsersMistake when the file isn't one.
 */
export function readFormerAccess(file: string): AccessWords[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UnreadableReport(file, error instanceof SyntaxError ? "is not JSON" : "can't be read");
  }
  const parsed = v.safeParse(reportSchema, content);
  if (!parsed.success) {
    throw new UnreadableReport(file, "is not a report of npm run verify");
  }
  return parsed.output.access
    .filter(({ allowed }) => allowed)
    .flatMap(({ who, may, from }) => from.map((place) => ({ who, may, from: place })));
}

/** What became allowed, and what isn't any more. */
export interface AccessChange {
  readonly more: readonly AccessWords[];
  readonly less: readonly AccessWords[];
}

/** What changed in access from one run to another. */
export function changeOf(former: readonly AccessWords[], now: readonly AccessWords[]): AccessChange {
  const before = new Set(former.map(accessKey));
  const after = new Set(now.map(accessKey));
  return {
    more: now.filter((access) => !before.has(accessKey(access))),
    less: former.filter((access) => !after.has(accessKey(access))),
  };
}
