import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runOnboard } from "../../../../scripts/onboard/command";
import type { Options } from "../../../../scripts/onboard/options";
import { refusalOf } from "../../support/files";

const root = path.resolve(__dirname, "../../../..");

const shipped = ["Pulumi.yaml", "Pulumi.shared.yaml", "Pulumi.parent.yaml", "Pulumi.child.yaml", "Pulumi.lob-b.yaml"];

/** Texts of files by their names. */
export type Texts = Readonly<Record<string, string>>;

/** The options of a run, without those that are never left out. */
export type Given = Partial<Options>;

/** A file as the project ships it. */
export function shippedText(name: string): string {
  return readFileSync(path.join(root, name), "utf8");
}

/** A folder with the shipped project's files, for one test. */
export class ProjectCopy {
  readonly path = mkdtempSync(path.join(tmpdir(), "onboard-test-"));

  /** @param others files besides the shipped ones, or in their place. */
  constructor(others: Texts = {}) {
    for (const name of shipped) {
      this.write(name, shippedText(name));
    }
    for (const [name, text] of Object.entries(others)) {
      this.write(name, text);
    }
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.path, name), "utf8");
  }

  remove(name: string): void {
    rmSync(path.join(this.path, name));
  }

  /** Every file with its text. */
  get texts(): Texts {
    return Object.fromEntries(readdirSync(this.path).map((name) => [name, this.read(name)]));
  }

  /** Runs the command, and returns the lines that it printed. */
  onboard(lob: string, { account = "555555555555", inference = true, ...options }: Given = {}): string[] {
    const said: string[] = [];
    runOnboard(
      lob,
      { account, inference, ...options },
      { folder: this.path, say: (text) => said.push(...text.split("\n")) },
    );
    return said;
  }

  /** What the command refuses, a line each, without the one that counts them. */
  async refusals(lob: string, given: Given = {}): Promise<string[]> {
    const [, ...lines] = (await refusalOf(() => this.onboard(lob, given))).split("\n");
    return lines;
  }

  close(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** Runs work on a copy of the project, and removes it. */
export async function withCopy<T>(others: Texts, work: (copy: ProjectCopy) => T | Promise<T>): Promise<T> {
  const copy = new ProjectCopy(others);
  try {
    return await work(copy);
  } finally {
    copy.close();
  }
}
