import yoctoSpinner from "yocto-spinner";

/** Says how far a run is; on a terminal with a spinner, otherwise only what is finished, with --json nothing. */
export class Progress {
  private readonly spinner = process.stdout.isTTY ? yoctoSpinner({ stream: process.stdout }) : undefined;

  constructor(private readonly silent: boolean) {}

  doing(text: string): void {
    if (!this.silent) {
      this.spinner?.start(text);
    }
  }

  done(text: string): void {
    if (!this.silent) {
      this.spinner?.stop();
      process.stdout.write(`${text}\n`);
    }
  }

  stop(): void {
    this.spinner?.stop();
  }
}
