/** What a function reads from its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a variable that the infrastructure must have set.
 *
 * @throws Error that names the missing variable; it ends the function's start, before any request.
 */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") {
    throw new Error(`environment variable ${name} is not set: deploy the function with the stack that defines it`);
  }
  return value;
}

/**
 * Reads a whole number that the infrastructure must have set.
 *
 * @throws Error that names the variable, what it holds and what is allowed; it ends the function's start.
 */
export function requiredNumber(environment: Environment, name: string, least: number, most: number): number {
  const text = required(environment, name);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) {
    return value;
  }
  throw new Error(`environment variable ${name} is "${text}": set a whole number from ${least} to ${most}`);
}
