/** The message that something is refused with, or that nothing was refused. */
export async function messageOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) {
      return error.message;
    }
    throw error;
  }
  return "nothing was refused";
}

/** The whole message of a refusal: who refuses, how many mistakes there are, and a line for each. */
export function refused(subject: string, ...lines: readonly string[]): string {
  const count = lines.length === 1 ? "1 mistake" : `${lines.length} mistakes`;
  return [`${subject}: ${count}, nothing was changed`, ...lines.map((line) => `  ${line}`)].join("\n");
}
