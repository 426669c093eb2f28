/**
 * The values of a header in an event of API Gateway, in its `headers` or its `multiValueHeaders`. It passes names on in
 * the letter case that the client used; of a repeated header, `headers` has only the last value.
 *
 * Source: API Gateway Developer Guide, "Support for multi-value headers and query string parameters".
 */
export function headerValues(headers: unknown, name: string): string[] {
  if (typeof headers !== "object" || headers === null) {
    return [];
  }
  return Object.entries(headers).flatMap(([key, value]: [string, unknown]) =>
    key.toLowerCase() === name ? [value].flat().filter((one) => typeof one === "string") : [],
  );
}
