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
