/** A run that ended before it was done. Its message names what stays, and how to continue. */
export class Stopped extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Stopped";
  }
}
