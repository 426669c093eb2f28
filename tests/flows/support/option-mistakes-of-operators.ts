import type { OptionMistake } from "./command-lines";

type Command = OptionMistake["command"];

/** What is typed, with the variables that npm sets and whom the heading names where they aren't as usual. */
type Typed = readonly string[] | (Pick<OptionMistake, "options" | "environment"> & { readonly of?: string });

/** What is typed and what is told, by what somebody did. */
type Mistakes = Readonly<Record<string, readonly [Typed, ...says: readonly string[]]>>;

function mistakesOf(command: Command, mistakes: Mistakes, told: (says: readonly string[], of: string) => string[]) {
  return Object.entries(mistakes).map(([what, [typed, ...says]]): OptionMistake => {
    const { of = `npm run ${command}`, ...given } = "options" in typed ? typed : { options: typed };
    return { command, what, ...given, says: told(says, of) };
  });
}

/** What commander refuses: its error, and how to get help. */
function misread(command: Command, mistakes: Mistakes): OptionMistake[] {
  return mistakesOf(command, mistakes, ([error, ...hints]) => [
    `error: ${error}`,
    ...hints,
    `For help: npm run ${command} -- --help`,
  ]);
}

/** What the command's own checks refuse: a line for each mistake, below a heading that counts them. */
function refused(command: Command, mistakes: Mistakes): OptionMistake[] {
  return mistakesOf(command, mistakes, (says, of) => [
    `${of}: ${says.length} ${says.length === 1 ? "mistake" : "mistakes"}, nothing was changed`,
    ...says.map((line) => `  ${line}`),
  ]);
}

/** What is typed wrong after the other commands of operators. */
export const ofOperators: readonly OptionMistake[] = [
  ...refused("doctor", {
    "a stack that there isn't": [
      ["--stack", "nope"],
      '--stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
    ],
    "a profile for a stack that there isn't": [
      ["--profile", "lob-z=team-z"],
      '--profile is "lob-z=team-z": there is no stack lob-z here; the stacks are shared, parent, child, lob-b',
    ],
    "half a profile": [
      ["--profile", "child="],
      '--profile is "child=": write stack=profile, or only a profile\'s name for all stacks',
    ],
    "two profiles for all stacks": [
      ["--profile", "one", "two"],
      '--profile is "two": a profile for all stacks is given already; give one, and the others as stack=profile',
    ],
    "several mistakes at once": [
      ["--stack", "nope", "--profile", "lob-z=team-z", "=x"],
      '--stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
      '--profile is "lob-z=team-z": there is no stack lob-z here; the stacks are shared, parent, child, lob-b',
      '--profile is "=x": write stack=profile, or only a profile\'s name for all stacks',
    ],
  }),
  ...misread("doctor", {
    "no stack after --stack": [["--stack"], "option '--stack <name...>' argument missing"],
    "a stack without --stack": [["child"], "too many arguments: 'child'"],
  }),
  ...refused("status", {
    "an unknown stack, a profile for one, and an unknown environment": [
      ["--stack", "nope", "--environment", "prod", "--profile", "nope=hub"],
      '--stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
      '--profile is "nope=hub": there is no stack nope here; the stacks are shared, parent, child, lob-b',
      "--environment is \"prod\": name a hub's or a parent's stack; those here are shared, parent",
      "--environment can't be given with --stack: leave one of the two out",
    ],
  }),
  ...refused("deploy", {
    "several mistakes at once": [
      ["--stack", "nope", "--parallel", "many", "--replace-data", "lob-z", "--environment", "dev"],
      '--stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
      "--environment is \"dev\": name a hub's or a parent's stack; those here are shared, parent",
      "--environment can't be given with --stack: leave one of the two out",
      '--parallel is "many": give a number of stacks, 1 to 64',
      '--replace-data is "lob-z": there is no such stack here; the stacks are shared, parent, child, lob-b',
    ],
    "no children at once": [["--parallel", "0"], '--parallel is "0": give a number of stacks, 1 to 64'],
  }),
  ...misread("deploy", {
    "data that is to be replaced of no stack": [
      ["--replace-data"],
      "option '--replace-data <stack...>' argument missing",
    ],
    "the option of teardown": [["--dry-run"], "unknown option '--dry-run'"],
    "--preview and --init before --, which npm took": [
      { options: [], environment: { npm_config_preview: "true", npm_config_init: "true" } },
      "npm took these options as its own: write -- before them, as in npm run deploy -- --preview --init",
    ],
  }),
  ...misread("populate", {
    "no file": [[], "missing required argument 'file'"],
    "a password on the command line": [
      ["scripts/populate/users.example.csv", "--password", "Given-pass-1"],
      "unknown option '--password'",
      "(Did you mean --passwords-from?)",
    ],
    "two files": [["users.csv", "more.csv"], "too many arguments: 'more.csv'"],
    "--prune before --, which npm took": [
      { options: ["users.csv"], environment: { npm_config_prune: "true" } },
      "npm took these options as its own: write -- before them, as in npm run populate -- --prune",
    ],
  }),
  ...refused("populate", {
    "a file that isn't there": [
      { options: ["no-such.csv"], of: "no-such.csv" },
      '"no-such.csv" can\'t be read: correct the path, and check that the file exists',
    ],
    "a file of another kind": [
      { options: ["users.xlsx"], of: "users.xlsx" },
      "the file is of a kind that can't be read: its name must end in one of .csv, .yaml, .yml",
    ],
    "passwords that aren't there": [
      { options: ["scripts/populate/users.example.csv", "--passwords-from", "no-such.csv"], of: "no-such.csv" },
      '"no-such.csv" can\'t be read: correct the path, and check that the file exists',
    ],
  }),
  ...misread("teardown", {
    "an option that there isn't": [["--all"], "unknown option '--all'"],
    "a stack without --stack": [["lob-b"], "too many arguments: 'lob-b'"],
    "a short option that there isn't": [["-y"], "unknown option '-y'"],
    "--dry-run before --, which npm took": [
      { options: [], environment: { npm_config_dry_run: "true", npm_config_yes: "true" } },
      "npm took these options as its own: write -- before them, as in npm run teardown -- --dry-run",
    ],
  }),
  ...refused("teardown", {
    "a stack that there isn't": [
      ["--stack", "nope"],
      '--stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
    ],
  }),
  ...misread("token", {
    "no user": [[], "missing required argument 'user'"],
    "a password on the command line": [
      ["ann", "--password", "Given-pass-1"],
      "unknown option '--password'",
      "(Did you mean --password-from?)",
    ],
    "two users": [["ann", "bob"], "too many arguments: 'bob'"],
  }),
  ...refused("token", {
    "an empty user": [
      { options: [""], of: "token of nobody" },
      "the user is not set: name one",
      "the password can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      "--output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read",
    ],
    "a pipe without --output": [
      { options: ["ann"], of: "token of ann" },
      "the password can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      "--output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read",
    ],
    "an output in a folder that isn't there": [
      { options: ["ann", "--output", "no-such/token"], of: "token of ann" },
      "the password can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      "--output is \"no-such/token\": its folder doesn't exist, or can't be written to; create it, or name another",
    ],
    "a password's file that isn't there": [
      { options: ["ann", "--password-from", "no-such.txt"], of: "token of ann" },
      '--password-from is "no-such.txt": the file can\'t be read: correct the path, and check that the file exists',
      "--output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read",
    ],
  }),
];
