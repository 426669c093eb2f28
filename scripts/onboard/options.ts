/** The options of `npm run onboard`, as they are described in its help. */
export interface Options {
  readonly account: string;
  readonly cidr?: string;
  readonly shared?: string;
  readonly stack?: string;
  readonly userProfiles?: readonly string[];
  readonly parent?: string;
  /** False for `--no-inference`. */
  readonly inference: boolean;
  readonly trust?: true;
  readonly dryRun?: true;
}

/** What the command was given: the LOB's name and the options. */
export interface Given extends Options {
  readonly lob: string;
}
