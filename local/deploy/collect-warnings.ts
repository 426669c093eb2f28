/** What a program logs as a warning, which Pulumi writes to the console where there is no engine. */
export async function collectWarnings<T>(work: () => Promise<T>): Promise<{ result: T; warnings: string[] }> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: unknown) => warnings.push(String(text).replace(/^warning: \[runtime\] /, ""));
  try {
    return { result: await work(), warnings };
  } finally {
    console.warn = warn;
  }
}
