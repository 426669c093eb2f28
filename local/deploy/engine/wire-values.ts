import { isRecord } from "../../../common/is-record";

/** The engine's placeholder for a value that a preview can't know. Source: Pulumi SDK, `resource/plugin/rpc.go`. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key of the mark of values that JSON has no form for, and the marks of assets and archives. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

/** Whether a preview can't know a value, or a part of it. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  return value === unknownValue || (isRecord(value) && Object.values(value).some(hasUnknown));
}

function textOf(name: string, asset: unknown): string {
  if (!isRecord(asset) || asset[signatureKey] !== assetSignature || typeof asset.text !== "string") {
    throw new Error(`"${name}" of a function's code isn't text: the local AWS runs only bundled text`);
  }
  return asset.text;
}

/** Turns inputs as the engine sends them into plain values: archives become `{ files }`. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  if (!isRecord(value)) {
    return value;
  }
  if (value[signatureKey] === archiveSignature) {
    const assets = isRecord(value.assets) ? value.assets : {};
    return { files: Object.fromEntries(Object.entries(assets).map(([name, asset]) => [name, textOf(name, asset)])) };
  }
  return plainRecord(value);
}

/** The same for the inputs of a resource as a whole. An absent value and null are one to the engine. */
export function plainRecord(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, inner]) => (inner === null ? [] : [[key, plainValue(inner)]])),
  );
}
