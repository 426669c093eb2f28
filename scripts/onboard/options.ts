/** The options of `npm run onboard`, with their help texts. */
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

/** The command's arguments: the LOB's name and the options. */
export interface Given extends Options {
  readonly lob: string;
}
