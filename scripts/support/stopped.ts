/** A run that ended before it was done. Its message says what stays, and how to go on. */
export class Stopped extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Stopped";
  }
}
