/**
 * What AWS may have, but the local AWS doesn't: a service, an operation, a member. What it doesn't understand it can't
 * judge; it answers 501. The message shows no values: passwords and tokens are among them.
 */
export class NotKnown extends Error {
  /** An operation that a service doesn't have here. */
  static operation(service: string, operation: string): NotKnown {
    return new NotKnown(`the local AWS doesn't know the ${service} operation ${operation}`);
  }

  /** Members of an operation's call that aren't read here. */
  static members(service: string, operation: string, members: readonly string[]): NotKnown {
    return new NotKnown(`the local AWS doesn't understand a call of ${service} ${operation}: ${members.join(", ")}`);
  }
}
