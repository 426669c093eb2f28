import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../../common/is-record";

/** The key under which Pulumi wraps secrets and assets, and the mark of a secret. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

async function filesOf(archive: pulumi.asset.AssetArchive): Promise<Record<string, string>> {
  const files = Object.entries(await archive.assets).map(async ([name, asset]) => {
    if (!(asset instanceof pulumi.asset.StringAsset)) {
      throw new Error(`"${name}" of a function's code isn't text: the local AWS runs only bundled text`);
    }
    return [name, await asset.text] as const;
  });
  return Object.freeze(Object.fromEntries(await Promise.all(files)));
}

/**
 * Turns a resource's inputs into plain values: secrets are unwrapped, archives become `{ files }`. They are frozen, since local
 * AWSes of one process are given the same.
 */
export async function plainInputs(value: unknown): Promise<unknown> {
  if (value instanceof pulumi.asset.AssetArchive) {
    return Object.freeze({ files: await filesOf(value) });
  }
  if (Array.isArray(value)) {
    return Object.freeze(await Promise.all(value.map(plainInputs)));
  }
  if (!isRecord(value)) {
    return value;
  }
  if (value[signatureKey] === secretSignature) {
    return plainInputs(value.value);
  }
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await plainInputs(inner)] as const);
  return Object.freeze(Object.fromEntries(await Promise.all(entries)));
}
