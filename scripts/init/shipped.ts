import { createHash } from "node:crypto";

/**
 * SHA-256 of the example files that the project ships, with line feeds at the ends of lines. A test compares it with
 * the files.
 */
const hashes: Readonly<Record<string, string>> = {
  "Pulumi.shared.yaml": "1cd63e06c5c9fc0f29216afc48df3cf8a5b86027237e2bbf06332aabe08c460a",
  "Pulumi.parent.yaml": "86633fc465dd0f3225e06806c022a77f67935a5814586cb0b41fc8a42463c0de",
  "Pulumi.child.yaml": "0ec96e1d60975cbdf6cbb09aaed9e274a6c992fb700d3cab0f0f74ac0ff42f70",
  "Pulumi.lob-b.yaml": "d2589dc400b31e7849bf9c3a8268e0ad6ad40797b4b7998b07240716715a8471",
};

/** Whether a stack's file is the unchanged shipped example. */
export function isShipped({ name, text }: { readonly name: string; readonly text: string }): boolean {
  return hashes[name] === createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}
