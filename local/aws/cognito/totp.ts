import { createHmac, randomBytes } from "node:crypto";

/** Seconds that a code is shown for. */
const period = 30;

/** Codes before and after the present one that are also accepted, for clocks that are a little off. */
const tolerance = 1;

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A secret for an authenticator app, in base 32 without padding, as apps take it. */
export function inventSecret(): string {
  return Array.from(randomBytes(52), (byte) => base32[byte % 32]).join("");
}

function decode(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => base32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The code of a step in time. Source: RFC 4226 and RFC 6238. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", decode(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

/** The code that an authenticator app shows at a time. */
export function totpCode(secret: string, now: Date): string {
  return codeAt(secret, Math.floor(now.getTime() / 1000 / period));
}

/** The step in time that a code belongs to; undefined when it belongs to none around the present one. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const present = Math.floor(now.getTime() / 1000 / period);
  const steps = Array.from({ length: 2 * tolerance + 1 }, (_, index) => present - tolerance + index);
  return steps.find((step) => codeAt(secret, step) === code);
}
