import { type Operation, operationOf, type Shape } from "./service-models";

/** A text as messages show it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 80 ? `${text.slice(0, 80)}… (${text.length} characters)` : text;
}

/** A pattern of AWS's, which is for the whole text and written for Java. */
function expression(pattern: string): RegExp {
  const [, rest = pattern] = /^\(\?s\)(.*)$/.exec(pattern) ?? [];
  // Java's class of printable characters, which JavaScript doesn't have.
  const whole = `^(?:${rest.replaceAll("[\\p{Print}]", "[ -~]").replaceAll("\\p{Print}", "[ -~]")})$`;
  try {
    return new RegExp(whole, "su");
  } catch {
    // Escapes that Java takes and `u` refuses.
    return new RegExp(whole, "s");
  }
}

function isOfType(value: unknown, type: Shape["type"]): boolean {
  switch (type) {
    case "structure":
    case "map":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "list":
      return Array.isArray(value);
    case "integer":
    case "long":
      return Number.isInteger(value);
    case "double":
    case "float":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    case "blob":
    case "timestamp":
      return true;
  }
}

function sizeMistakes(value: unknown, { min = -Infinity, max = Infinity }: Shape): string[] {
  if (typeof value === "number") {
    return [...(value < min ? [`is less than ${min}`] : []), ...(value > max ? [`is more than ${max}`] : [])];
  }
  const unit = typeof value === "string" ? "characters" : "members";
  const size = typeof value === "string" || Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;
  return [
    ...(size < min ? [`has ${size} ${unit}, fewer than ${min}`] : []),
    ...(size > max ? [`has ${size} ${unit}, more than ${max}`] : []),
  ];
}

/** What is wrong with a text besides its length. */
function textMistakes(value: unknown, { pattern, enum: allowed }: Shape): string[] {
  return typeof value !== "string"
    ? []
    : [
        ...(allowed?.includes(value) === false ? [`is none of ${allowed.join(", ")}`] : []),
        ...(pattern === undefined || expression(pattern).test(value) ? [] : [`doesn't match ${pattern}`]),
      ];
}

function partsOf(value: unknown, shape: Shape, member: string): (readonly [string, unknown, string | undefined])[] {
  if (Array.isArray(value)) {
    return value.map((each, index) => [`${member}[${index}]`, each, shape.member] as const);
  }
  const entries = Object.entries(value ?? {}).filter(([, each]) => each !== undefined);
  return shape.type === "map"
    ? entries.flatMap(([key, each]) => [
        [`${member}, key`, key, shape.key] as const,
        [`${member}.${key}`, each, shape.value] as const,
      ])
    : entries.map(([key, each]) => [`${member}.${key}`, each, shape.members[key]] as const);
}

const isMadeOfOthers: ReadonlySet<Shape["type"]> = new Set(["list", "map", "structure"]);

function mistakesAt(operation: Operation, member: string, value: unknown, shape: Shape): string[] {
  const says = (mistake: string) => `${operation.name}, ${member.slice(1) || "input"}: ${shown(value)} ${mistake}`;
  if (!isOfType(value, shape.type)) {
    return [says(`is no ${shape.type}`)];
  }
  if (shape.type === "blob" || shape.type === "timestamp") {
    return [];
  }
  const parts = isMadeOfOthers.has(shape.type) ? partsOf(value, shape, member) : [];
  const given = new Set(parts.map(([place]) => place));
  return [
    ...(shape.type === "structure" ? [] : sizeMistakes(value, shape).map(says)),
    ...textMistakes(value, shape).map(says),
    ...shape.required.filter((name) => !given.has(`${member}.${name}`)).map((name) => says(`lacks ${name}`)),
    ...parts.flatMap(([place, part, name]) =>
      name === undefined
        ? [`${operation.name}, ${place.slice(1)}: AWS has no such member`]
        : mistakesAt(operation, place, part, operation.shapeOf(name)),
    ),
  ];
}

/**
 * What AWS's model of an operation refuses of a request: members that are missing or that there aren't, values of another type, not
 * among those that are allowed, too short, too long, too small, too large, or of another form.
 *
 * @param operation such as `iam:CreateRole`.
 */
export function inputMistakes(operation: string, input: unknown): string[] {
  const found = operationOf(operation);
  return mistakesAt(found, "", input, found.input);
}
