import yoctoSpinner from "yocto-spinner";

/** Where a run's text goes. */
export interface Output {
  write(text: string): unknown;
}

/** Says how far a run is; on a terminal with a spinner, otherwise only what is finished, with --json nothing. */
export class Progress {
  private readonly spinner: ReturnType<typeof yoctoSpinner> | undefined;

  constructor(
    private readonly silent: boolean,
    private readonly output: Output = process.stdout,
  ) {
    const { stdout } = process;
    this.spinner = output === stdout && stdout.isTTY ? yoctoSpinner({ stream: stdout }) : undefined;
  }

  doing(text: string): void {
    if (!this.silent) {
      this.spinner?.start(text);
    }
  }

  done(text: string): void {
    if (!this.silent) {
      this.spinner?.stop();
      this.output.write(`${text}\n`);
    }
  }

  stop(): void {
    this.spinner?.stop();
  }
}
