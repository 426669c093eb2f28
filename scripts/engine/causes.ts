/** What the engine says at the end of a failed run, which is no cause. */
const noCause = /^(pulumi:pulumi:Stack \S+: )?(update|preview|destroy) failed$/;

/** The causes among the errors of a failed run; where it names none, all of them. */
export function causesOf(errors: readonly string[]): readonly string[] {
  const causes = errors.filter((error) => !noCause.test(error));
  return causes.length === 0 ? errors : causes;
}
