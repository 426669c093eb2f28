export type PlainObject = Readonly<Record<string, unknown>>;

/** A value's members; none where it isn't an object. */
export function membersOf(value: unknown): PlainObject {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** A member that is text; empty where it isn't. */
export function textOf(members: PlainObject, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}

/** An answer's JSON; undefined if it isn't JSON. */
export async function answeredMembers(answer: Response): Promise<PlainObject> {
  try {
    return membersOf(await answer.json());
  } catch {
    // A proxy's page, or a cut answer: the status is still used.
    return {};
  }
}
