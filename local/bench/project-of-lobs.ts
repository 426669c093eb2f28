import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Document, isSeq, parseDocument } from "yaml";
import { makeWorkFolder, removeWorkFolder } from "../support/work-folder";

const root = path.resolve(__dirname, "../..");
const prefix = "sagemaker-multi-account";

/** LOBs that the shipped project has. */
const shipped = 2;

function add(document: Document, key: string, item: unknown): void {
  const list = document.getIn(["config", `${prefix}:${key}`]);
  if (!isSeq(list)) {
    throw new Error(`the shipped project has no list ${key}`);
  }
  list.add(document.createNode(item));
}

/** Writes one more LOB: its stack's file, the hub's entry, and its account among those that the parent trusts. */
function writeLob(folder: string, index: number, hub: Document, parent: Document): void {
  const name = `lob-${index}`;
  const account = String(500_000_000_000 + index);
  const child = parseDocument(readFileSync(path.join(root, "Pulumi.lob-b.yaml"), "utf8"));
  child.setIn(["config", `${prefix}:account`], account);
  child.setIn(["config", `${prefix}:vpcCidr`], `10.${102 + Math.floor(index / 16)}.${(index % 16) * 16}.0/20`);
  child.setIn(["config", `${prefix}:userProfiles`], [`user-${name}`]);
  writeFileSync(path.join(folder, `Pulumi.${name}.yaml`), child.toString());
  add(hub, "lobs", { name, account });
  add(parent, "children", account);
}

/** Works in a folder with the shipped project's files and more LOBs, alike but for names, accounts and CIDR blocks. */
export async function withLobs<T>(count: number, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeWorkFolder();
  try {
    for (const file of readdirSync(root).filter((name) => /^(Pulumi(\..+)?|access)\.yaml$/.test(name))) {
      copyFileSync(path.join(root, file), path.join(folder, file));
    }
    const hubFile = path.join(folder, "Pulumi.shared.yaml");
    const parentFile = path.join(folder, "Pulumi.parent.yaml");
    const hub = parseDocument(readFileSync(hubFile, "utf8"));
    const parent = parseDocument(readFileSync(parentFile, "utf8"));
    for (let index = shipped; index < count; index++) {
      writeLob(folder, index, hub, parent);
    }
    writeFileSync(hubFile, hub.toString());
    writeFileSync(parentFile, parent.toString());
    return await work(folder);
  } finally {
    await removeWorkFolder(folder);
  }
}
