import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const root = path.resolve(__dirname, "../..");

/** Words that readers stumble over, with what to write in their place. */
const tics: readonly { readonly tic: RegExp; readonly instead: string }[] = [
  { tic: /\w alone(?=[.,:;)"`]|$)/i, instead: "only, before the word that it limits" },
  { tic: /\banew\b/i, instead: "again" },
  { tic: /\bwhoever\b|\bwhose it is\b/i, instead: "a person or principal that" },
  { tic: /\bis none of (?!the above)\w+/i, instead: "is not" },
  { tic: /\b(has|have|had) part in\b/i, instead: "belongs to" },
  { tic: /\bthe own\b/i, instead: "its own, their own" },
  { tic: /\bis had\b|\bknows? no way\b/i, instead: "a verb that names the action" },
  { tic: /\bcalled so\b/i, instead: "has this name" },
  { tic: /\bin the place of\b/i, instead: "in place of" },
  { tic: /\bcomes? to (its|their) end\b/i, instead: "finishes" },
  { tic: /\bemulat(or|ed|es)\b/i, instead: "the local AWS" },
  { tic: /\b(IPv4|CIDR|address) ranges?\b/i, instead: "CIDR block" },
  {
    tic: /\b(--[\w-]+|option|command|report|log|message|answer|document)s? (only )?(say|says|said)\b/i,
    instead: "prints",
  },
  { tic: /\bwhat isn't \w+ is nothing\b/i, instead: "a sentence with a subject" },
  { tic: /\bseeds? (text|article|0\d+)\b|\bthe seeds?\b(?! of)/i, instead: "what is meant" },
];

/** Words of AWS's own messages. */
const byAws = [/within the range of|subnet's address range/];

function filesIn(folder: string, end: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => end.test(name) && !name.includes("node_modules"))
    .map((name) => path.join(folder, name));
}

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md"),
  ...["docs", "examples"].flatMap((folder) => filesIn(folder, /\.md$/)),
  ...readdirSync(root).filter((name) => /^Pulumi.*\.yaml$/.test(name)),
  "access.yaml",
];

const sources = ["common", "functions", "infra", "local", "policy", "scripts", "stacks"].flatMap((folder) =>
  filesIn(folder, /\.tsx?$/),
);

/** Texts and comments in a line of a program. */
function prose(line: string): string[] {
  return line.match(/"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|\/\/ .*|^\s*\/?\*.*/g) ?? [];
}

function found(file: string, parts: (line: string) => readonly string[]): string[] {
  return readFileSync(path.join(root, file), "utf8")
    .split("\n")
    .flatMap((line, index) =>
      parts(line)
        .filter((part) => !byAws.some((words) => words.test(part)))
        .flatMap((part) =>
          tics
            .filter(({ tic }) => tic.test(part))
            .map(({ tic, instead }) => `${file}:${index + 1}: "${tic.exec(part)?.[0]}": write ${instead}`),
        ),
    );
}

describe("Plain English", () => {
  it("is in the documents", () => {
    expect(documents.flatMap((file) => found(file, (line) => [line]))).to.deep.equal([]);
  });

  it("is in messages, help texts and comments", () => {
    expect(sources.flatMap((file) => found(file, prose))).to.deep.equal([]);
  });
});
