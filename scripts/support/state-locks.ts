import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { type BucketAddress, bucketInAws, type Signing, s3Get } from "./s3-get";

/** A run by who began it, as messages name it. */
export function runOf(who: string, process: string, since: string): string {
  return `a run of ${who}, process ${process}, since ${since}`;
}

/** Source: pulumi/pulumi `pkg/backend/diy/lock.go`, `lockContent`. */
const content = v.object({ pid: v.number(), username: v.string(), hostname: v.string(), timestamp: v.string() });

/** Where a backend of files keeps a stack's locks. Source: the same, `stackLockDir`, of the full name of a stack. */
function folderOf({ project, stack }: { readonly project: string; readonly stack: string }): string {
  return `.pulumi/locks/organization/${project}/${stack}`;
}

function inFolder(backend: string, folder: string): () => Promise<string | undefined> {
  const place = path.join(fileURLToPath(new URL(backend)), folder);
  return async () => {
    const names = await readdir(place).catch(() => []);
    const [name] = names.filter((each) => each.endsWith(".json"));
    return name === undefined ? undefined : readFile(path.join(place, name), "utf8");
  };
}

function inBucket(bucket: URL, prefix: string, signing: Signing): () => Promise<string | undefined> {
  return async () => {
    const list = new URL(bucket);
    list.search = `?list-type=2&max-keys=1&prefix=${encodeURIComponent(`${prefix}/`)}`;
    const key = /<Key>([^<]+\.json)<\/Key>/.exec(await (await s3Get(list, signing)).text())?.[1];
    if (key === undefined) {
      return undefined;
    }
    const response = await s3Get(new URL(key, bucket), signing);
    return response.ok ? response.text() : undefined;
  };
}

/**
 * Who holds a stack's lock, by the lock's file in a folder or a bucket of S3. Other backends aren't asked.
 *
 * @param backend its URL, as `pulumi whoami --verbose` names it.
 * @param signing how to sign calls, with a profile and in a region where the URL names one.
 * @returns such as `a run of ann@laptop, process 4711, since …`; undefined when nobody does.
 * @throws what can't be read.
 */
export async function readLock(
  backend: string,
  stack: { readonly project: string; readonly stack: string },
  signing: (profile: string | undefined, region: string | undefined) => Signing,
  addressOf: BucketAddress = bucketInAws,
): Promise<string | undefined> {
  const folder = folderOf(stack);
  let read = async (): Promise<string | undefined> => undefined;
  if (backend.startsWith("file://")) {
    read = inFolder(backend, folder);
  } else if (backend.startsWith("s3://")) {
    const { hostname, pathname, searchParams } = new URL(backend);
    const own = signing(searchParams.get("profile") ?? undefined, searchParams.get("region") ?? undefined);
    const prefix = [...pathname.split("/").filter(Boolean), folder].join("/");
    // Another service of the same protocol, which `endpoint` names, isn't asked.
    read = searchParams.has("endpoint") ? read : inBucket(addressOf(hostname, await own.region()), prefix, own);
  }
  const text = await read();
  if (text === undefined) {
    return undefined;
  }
  const { username, hostname, pid, timestamp } = v.parse(content, JSON.parse(text));
  return runOf(`${username}@${hostname}`, String(pid), timestamp);
}
