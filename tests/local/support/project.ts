import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readProject } from "../../../stacks/project/project-files";
import { makeStack, type Project } from "../../../stacks/project/stack";

/** The project as it is shipped. */
export const shippedProject = readProject(path.resolve(__dirname, "../../.."));

/** Runs work on a folder that holds these files, and removes it. */
export function withFolder<T>(files: Readonly<Record<string, string | Uint8Array>>, work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), "project-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(path.join(folder, name), content);
    }
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Config texts of a parent that is complete; an `organizationArn` is not among them. */
export const parentTexts = {
  role: "parent",
  account: "222222222222",
  region: "eu-west-1",
  children: '["333333333333"]',
  endpoints: '["iris"]',
};

/** Config texts of a child that reads the stack `parent`. */
export const childTexts = { role: "child", account: "333333333333", region: "eu-west-1", parentStack: "parent" };

/** Config texts of a hub with two LOBs that is complete. */
export const sharedTexts = {
  role: "shared",
  account: "111122223333",
  region: "eu-west-1",
  organizationArn: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
  corporateCidrs: '["192.168.10.0/24"]',
  lobs: '[{"name":"lob-a","account":"333333333333"},{"name":"lob-b","account":"444444444444"}]',
};

/** A project of stacks by their names, in the order in which they are given. */
export function projectOf(stacks: Readonly<Record<string, Readonly<Record<string, string>>>>): Project {
  return { name: "project", stacks: Object.entries(stacks).map(([name, texts]) => makeStack(name, texts)) };
}
