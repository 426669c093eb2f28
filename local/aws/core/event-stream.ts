import { EventStreamCodec } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";

/** The content type of answers that are streams of events. */
export const eventStreamType = "application/vnd.amazon.eventstream";

const codec = new EventStreamCodec(toUtf8, fromUtf8);

function message(headers: Readonly<Record<string, string>>, body: Uint8Array): Uint8Array {
  const typed = Object.entries(headers).map(([name, value]) => [name, { type: "string" as const, value }]);
  return codec.encode({ headers: Object.fromEntries(typed), body });
}

/** An event whose payload is bytes, such as a part of a model's answer. Source: Smithy, "Event stream encoding". */
export function bytesEvent(type: string, bytes: Uint8Array): Uint8Array {
  const headers = { ":message-type": "event", ":event-type": type, ":content-type": "application/octet-stream" };
  return message(headers, bytes);
}

/** An event with members. */
export function membersEvent(type: string, members: object): Uint8Array {
  const headers = { ":message-type": "event", ":event-type": type, ":content-type": "application/json" };
  return message(headers, Buffer.from(JSON.stringify(members)));
}

/** An error in the middle of a stream, which ends it. */
export function exceptionEvent(type: string, members: object): Uint8Array {
  const headers = { ":message-type": "exception", ":exception-type": type, ":content-type": "application/json" };
  return message(headers, Buffer.from(JSON.stringify(members)));
}
