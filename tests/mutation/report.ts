import * as v from "valibot";

/** A changed piece of source that no spec noticed. */
export interface Survivor {
  /** Path from the project's folder. */
  readonly file: string;
  /** The line that it begins on, counted from 1. */
  readonly lineNumber: number;
  /** That line's text, without its indentation. */
  readonly line: string;
  /** What was replaced, and by what, on one line each. */
  readonly original: string;
  readonly replacement: string;
}

/** What became of a file's mutants. */
export interface MutatedFile {
  readonly file: string;
  readonly killed: number;
  readonly survivors: readonly Survivor[];
}

const position = v.object({ line: v.number(), column: v.number() });

const mutant = v.object({
  status: v.picklist([
    "Killed",
    "Timeout",
    "Survived",
    "NoCoverage",
    "RuntimeError",
    "CompileError",
    "Ignored",
    "Pending",
  ]),
  replacement: v.string(),
  location: v.object({ start: position, end: position }),
});

const schema = v.object({
  files: v.record(v.string(), v.object({ source: v.string(), mutants: v.array(mutant) })),
});

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The text between two places, both with lines and columns from 1. */
function between(lines: readonly string[], { start, end }: v.InferOutput<typeof mutant>["location"]): string {
  return lines
    .slice(start.line - 1, end.line)
    .map((line, index, { length }) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === length - 1 ? end.column - 1 : undefined),
    )
    .join("\n");
}

/**
 * Reads Stryker's report, with files in alphabetical order. A mutant that no spec reaches has survived; one whose code
 * ran without end is killed; one that Stryker couldn't run counts for neither.
 *
 * @throws Error when the text isn't such a report.
 */
export function readReport(text: string): MutatedFile[] {
  const { files } = v.parse(schema, JSON.parse(text));
  return Object.entries(files)
    .map(([file, { source, mutants }]) => {
      const lines = source.split("\n");
      return {
        file,
        killed: mutants.filter(({ status }) => status === "Killed" || status === "Timeout").length,
        survivors: mutants
          .filter(({ status }) => status === "Survived" || status === "NoCoverage")
          .map(({ replacement, location }) => ({
            file,
            lineNumber: location.start.line,
            line: (lines[location.start.line - 1] ?? "").trim(),
            original: oneLine(between(lines, location)),
            replacement: oneLine(replacement),
          }))
          .sort((one, other) => one.lineNumber - other.lineNumber),
      };
    })
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}
