import { Command } from "commander";
import { didYouMean } from "../../common/did-you-mean";

/** Long options without their hyphens. */
function namesOf({ options }: Command): string[] {
  return options.flatMap(({ long }) => long?.slice(2) ?? []);
}

/** The message for a value after an option that takes none, where another option with a similar name takes one. */
function unwantedValue(value: string, { options }: Command, given: readonly string[]): string | undefined {
  const before = given[given.indexOf(value) - 1];
  const takesNone = options.some(({ long, required, optional }) => long === before && !required && !optional);
  const takingOne = options.flatMap(({ long, required }) => (required ? (long ?? []) : []));
  const meant = takesNone && before !== undefined ? didYouMean(before, takingOne) : undefined;
  return meant === undefined
    ? undefined
    : `error: option '${before}' takes no value, and '${value}' was given\n(D${meant.slice(1)})\n`;
}

/** Adds what commander leaves out: which argument is too many, and which option may be meant. */
function reword(text: string, command: Command, given: readonly string[]): string {
  const ask = (given: string) => {
    const meant = didYouMean(given, namesOf(command))?.replace(/(?<=mean | or |, )/g, "--");
    return meant === undefined ? "" : `(D${meant.slice(1)})\n`;
  };
  const [, option] = /^error: unknown option '-+([^'=]+).*'\n$/.exec(text) ?? [];
  if (option !== undefined) {
    return `${text}${ask(option)}`;
  }
  if (!text.startsWith("error: too many arguments")) {
    return text;
  }
  const further = command.args.slice(command.registeredArguments.length);
  const [only = ""] = further.length === 1 ? further : [];
  const unwanted = unwantedValue(only, command, given);
  const all = further.map((argument) => `'${argument}'`).join(" ");
  return unwanted ?? `error: too many arguments: ${all}\n${ask(only)}`;
}

/**
 * A command that {@link parseCommandLine} parses. Its messages for wrong arguments suggest the intended option, and name its help.
 *
 * @param name how it is typed, such as `npm run doctor --`.
 */
export function commandLine(name: string): Command {
  return new Command(name)
    .helpOption("-h, --help", "show this text")
    .allowExcessArguments(false)
    .showHelpAfterError(`For help: ${name} --help`);
}

/** Options that npm itself reads if a person sets them for all of npm. */
const ofNpm = ["--yes"];

/**
 * The options that npm took as its own, without `--` before them: it passes their values on as variables, and the
 * command would run without them. Source: npm documentation, "npm run"; its variables `npm_config_*`.
 */
function takenByNpm({ options }: Command, environment: NodeJS.ProcessEnv): string[] {
  return options.flatMap(({ long, flags, negate }) => {
    const name = long?.replace(negate ? /^--no-/ : /^--/, "").replaceAll("-", "_");
    const value = environment[`npm_config_${name}`];
    const isTaken = negate ? value === "" : value !== undefined && value !== "";
    return isTaken && long !== undefined && !ofNpm.includes(long) ? [flags] : [];
  });
}

/**
 * Parses a command's arguments, and runs it. Wrong arguments end the process with exit code 1.
 *
 * @param given the arguments. Default: those of this process.
 */
export async function parseCommandLine(
  command: Command,
  given: readonly string[] = process.argv.slice(2),
  environment = process.env,
): Promise<void> {
  command.configureOutput({ outputError: (text, write) => write(reword(text, command, given)) });
  const taken = takenByNpm(command, environment);
  if (taken.length > 0) {
    command.error(
      `error: npm took these options as its own: write -- before them, as in ${command.name()} ${taken.join(" ")}`,
    );
  }
  await command.parseAsync(given, { from: "user" });
}
