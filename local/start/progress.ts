import yoctoSpinner from "yocto-spinner";

/** Says how far a run is; on a terminal with a spinner, otherwise only what is finished, with --json nothing. */
export class Progress {
  private readonly spinner = process.stdout.isTTY ? yoctoSpinner({ stream: process.stdout }) : undefined;

  constructor(
    private readonly silent: boolean,
    /** Takes what is finished. Default: standard output. */
    private readonly write: (text: string) => void = (text) => void process.stdout.write(text),
  ) {}

  doing(text: string): void {
    if (!this.silent) {
      this.spinner?.start(text);
    }
  }

  done(text: string): void {
    if (!this.silent) {
      this.spinner?.stop();
      this.write(`${text}\n`);
    }
  }

  stop(): void {
    this.spinner?.stop();
  }
}
