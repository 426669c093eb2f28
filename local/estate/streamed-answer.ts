/** A streamed answer as one that came at once: status and headers are JSON, and end in eight zero bytes. */
export function wholeOf(streamed: Buffer): object {
  const separator = Buffer.alloc(8);
  const end = streamed.indexOf(separator);
  const { statusCode, headers } = JSON.parse(streamed.subarray(0, end).toString("utf8"));
  const body = streamed.subarray(end + separator.length);
  const isBase64Encoded = statusCode === 200;
  return { statusCode, headers, body: body.toString(isBase64Encoded ? "base64" : "utf8"), isBase64Encoded };
}
