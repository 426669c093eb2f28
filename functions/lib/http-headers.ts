/** The values of a header in an event of API Gateway, which passes names on in the letter case that the client used. */
export function headerValues(headers: unknown, name: string): string[] {
  if (typeof headers !== "object" || headers === null) {
    return [];
  }
  return Object.entries(headers).flatMap(([key, value]: [string, unknown]) =>
    key.toLowerCase() === name && typeof value === "string" ? [value] : [],
  );
}
