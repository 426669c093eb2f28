/** Runs something and gives the lines that it wrote to standard output and standard error, where Lambda reads logs. */
export async function linesOf(run: () => Promise<unknown>): Promise<string[]> {
  const written: string[] = [];
  const originals = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of originals) {
    stream.write = (chunk: string | Uint8Array) => {
      written.push(Buffer.from(chunk).toString("utf8"));
      return true;
    };
  }
  try {
    await run();
  } finally {
    for (const { stream, write } of originals) {
      stream.write = write;
    }
  }
  return written
    .join("")
    .split("\n")
    .filter((line) => line !== "");
}
