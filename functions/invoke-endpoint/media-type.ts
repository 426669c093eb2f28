/** The type without its parameters, in lower case: `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaType(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether a content type declares JSON: `application/json`, or a type with the suffix `+json` (RFC 6839). */
export function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json$/.test(mediaType(contentType));
}

/** Whether a content type declares text: JSON, or `text/*`. */
export function isText(contentType: string): boolean {
  return isJson(contentType) || mediaType(contentType).startsWith("text/");
}
