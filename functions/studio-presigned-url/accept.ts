/** How much a media type is wanted, 0 to 1, by the ranges of an Accept header that name it; 0 when none does. */
function qualityOf(type: string, ranges: readonly string[]): number {
  const qualities = ranges
    .map((range) => range.split(";").map((part) => part.trim().toLowerCase()))
    .filter(([name]) => name === type)
    .map(([, ...details]) => details.find((detail) => detail.startsWith("q="))?.slice(2) ?? "1")
    .map((quality) => (/^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0));
  return Math.max(0, ...qualities);
}

/**
 * Whether an Accept header names `application/json` and wants it at least as much as `text/html`. Browsers that
 * navigate ask only for HTML, and get a redirect; so does a client that accepts anything.
 *
 * Source: RFC 9110, section 12.5.1.
 */
export function prefersJson(accept: string): boolean {
  const ranges = accept.split(",");
  const json = qualityOf("application/json", ranges);
  return json > 0 && json >= qualityOf("text/html", ranges);
}
