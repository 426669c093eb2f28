/** Whether a text is what a pattern describes, in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  const expression = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`).test(text);
}

/** Whether some text is what two patterns describe, in which `*` stands for any text. */
function meet(one: string, other: string): boolean {
  if (!one.includes("*") || !other.includes("*")) {
    return one.includes("*") ? matches(one, other) : matches(other, one);
  }
  const [plain = "", plainOther = ""] = [one.split("*")[0], other.split("*")[0]];
  const [end = "", endOther = ""] = [one.split("*").at(-1), other.split("*").at(-1)];
  // Where both have a `*`, each takes the other's middle: only what comes before the first and after the last can differ.
  return (
    (plain.startsWith(plainOther) || plainOther.startsWith(plain)) && (end.endsWith(endOther) || endOther.endsWith(end))
  );
}

/** The six parts of an ARN; the last may have colons of its own. */
function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/**
 * Whether a resource of a policy may be of the kind that an ARN's pattern in AWS's list describes.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Resource": a `*` doesn't go beyond its part of the ARN.
 *
 * @param resource in which `*`, a policy variable `${…}` and a place to fill in `<…>` stand for text that isn't known.
 */
export function isOfKind(resource: string, kind: string): boolean {
  const open = partsOf(resource.replaceAll(/<[^>]*>|\$\{[^}]*\}/g, "*"));
  const parts = partsOf(kind.replaceAll(/\$\{Partition\}/g, "aws").replaceAll(/\$\{\w+\}/g, "*"));
  return open.every((part, index) => meet(part, parts[index] ?? ""));
}
