import type { OptionMistake } from "./command-lines";

/** What is typed wrong after the other commands of operators. */
export const ofOperators: readonly OptionMistake[] = [
  {
    command: "doctor",
    what: "a stack that there isn't",
    options: ["--stack", "nope"],
    says: [
      "npm run doctor: 1 mistake, nothing was changed",
      '  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
    ],
  },
  {
    command: "doctor",
    what: "no stack after --stack",
    options: ["--stack"],
    says: ["error: option '--stack <name...>' argument missing", "For help: npm run doctor -- --help"],
  },
  {
    command: "doctor",
    what: "a stack without --stack",
    options: ["child"],
    says: ["error: too many arguments: 'child'", "For help: npm run doctor -- --help"],
  },
  {
    command: "doctor",
    what: "a profile for a stack that there isn't",
    options: ["--profile", "lob-z=team-z"],
    says: [
      "npm run doctor: 1 mistake, nothing was changed",
      '  --profile is "lob-z=team-z": there is no stack lob-z here; the stacks are shared, parent, child, lob-b',
    ],
  },
  {
    command: "doctor",
    what: "half a profile",
    options: ["--profile", "child="],
    says: [
      "npm run doctor: 1 mistake, nothing was changed",
      '  --profile is "child=": write stack=profile, or only a profile\'s name for all stacks',
    ],
  },
  {
    command: "doctor",
    what: "two profiles for all stacks",
    options: ["--profile", "one", "two"],
    says: [
      "npm run doctor: 1 mistake, nothing was changed",
      '  --profile is "two": a profile for all stacks is given already; give one, and the others as stack=profile',
    ],
  },
  {
    command: "doctor",
    what: "several mistakes at once",
    options: ["--stack", "nope", "--profile", "lob-z=team-z", "=x"],
    says: [
      "npm run doctor: 3 mistakes, nothing was changed",
      '  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
      '  --profile is "lob-z=team-z": there is no stack lob-z here; the stacks are shared, parent, child, lob-b',
      '  --profile is "=x": write stack=profile, or only a profile\'s name for all stacks',
    ],
  },
  {
    command: "status",
    what: "an unknown stack, a profile for one, and an unknown environment",
    options: ["--stack", "nope", "--environment", "prod", "--profile", "nope=hub"],
    says: [
      "npm run status: 4 mistakes, nothing was changed",
      '  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
      '  --profile is "nope=hub": there is no stack nope here; the stacks are shared, parent, child, lob-b',
      "  --environment is \"prod\": name a hub's or a parent's stack; those here are shared, parent",
      "  --environment can't be given with --stack: leave one of the two out",
    ],
  },
  {
    command: "deploy",
    what: "several mistakes at once",
    options: ["--stack", "nope", "--parallel", "many", "--replace-data", "lob-z", "--environment", "dev"],
    says: [
      "npm run deploy: 5 mistakes, nothing was changed",
      '  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
      "  --environment is \"dev\": name a hub's or a parent's stack; those here are shared, parent",
      "  --environment can't be given with --stack: leave one of the two out",
      '  --parallel is "many": give a number of stacks, 1 to 64',
      '  --replace-data is "lob-z": there is no such stack here; the stacks are shared, parent, child, lob-b',
    ],
  },
  {
    command: "deploy",
    what: "no children at once",
    options: ["--parallel", "0"],
    says: ["npm run deploy: 1 mistake, nothing was changed", '  --parallel is "0": give a number of stacks, 1 to 64'],
  },
  {
    command: "deploy",
    what: "data that is to be replaced of no stack",
    options: ["--replace-data"],
    says: ["error: option '--replace-data <stack...>' argument missing", "For help: npm run deploy -- --help"],
  },
  {
    command: "deploy",
    what: "the option of teardown",
    options: ["--dry-run"],
    says: ["error: unknown option '--dry-run'", "For help: npm run deploy -- --help"],
  },
  {
    command: "deploy",
    what: "--preview and --init before --, which npm took",
    options: [],
    environment: { npm_config_preview: "true", npm_config_init: "true" },
    says: [
      "error: npm took these options as its own: write -- before them, as in npm run deploy -- --preview --init",
      "For help: npm run deploy -- --help",
    ],
  },
  {
    command: "populate",
    what: "no file",
    options: [],
    says: ["error: missing required argument 'file'", "For help: npm run populate -- --help"],
  },
  {
    command: "populate",
    what: "a file that isn't there",
    options: ["no-such.csv"],
    says: [
      "no-such.csv: 1 mistake, nothing was changed",
      '  "no-such.csv" can\'t be read: correct the path, and check that the file exists',
    ],
  },
  {
    command: "populate",
    what: "a file of another kind",
    options: ["users.xlsx"],
    says: [
      "users.xlsx: 1 mistake, nothing was changed",
      "  the file is of a kind that can't be read: its name must end in one of .csv, .yaml, .yml",
    ],
  },
  {
    command: "populate",
    what: "a password on the command line",
    options: ["scripts/populate/users.example.csv", "--password", "Given-pass-1"],
    says: [
      "error: unknown option '--password'",
      "(Did you mean --passwords-from?)",
      "For help: npm run populate -- --help",
    ],
  },
  {
    command: "populate",
    what: "passwords that aren't there",
    options: ["scripts/populate/users.example.csv", "--passwords-from", "no-such.csv"],
    says: [
      "no-such.csv: 1 mistake, nothing was changed",
      '  "no-such.csv" can\'t be read: correct the path, and check that the file exists',
    ],
  },
  {
    command: "populate",
    what: "two files",
    options: ["users.csv", "more.csv"],
    says: ["error: too many arguments: 'more.csv'", "For help: npm run populate -- --help"],
  },
  {
    command: "populate",
    what: "--prune before --, which npm took",
    options: ["users.csv"],
    environment: { npm_config_prune: "true" },
    says: [
      "error: npm took these options as its own: write -- before them, as in npm run populate -- --prune",
      "For help: npm run populate -- --help",
    ],
  },
  {
    command: "teardown",
    what: "an option that there isn't",
    options: ["--all"],
    says: ["error: unknown option '--all'", "For help: npm run teardown -- --help"],
  },
  {
    command: "teardown",
    what: "a stack that there isn't",
    options: ["--stack", "nope"],
    says: [
      "npm run teardown: 1 mistake, nothing was changed",
      '  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b',
    ],
  },
  {
    command: "teardown",
    what: "a stack without --stack",
    options: ["lob-b"],
    says: ["error: too many arguments: 'lob-b'", "For help: npm run teardown -- --help"],
  },
  {
    command: "teardown",
    what: "a short option that there isn't",
    options: ["-y"],
    says: ["error: unknown option '-y'", "For help: npm run teardown -- --help"],
  },
  {
    command: "teardown",
    what: "--dry-run before --, which npm took",
    options: [],
    environment: { npm_config_dry_run: "true", npm_config_yes: "true" },
    says: [
      "error: npm took these options as its own: write -- before them, as in npm run teardown -- --dry-run",
      "For help: npm run teardown -- --help",
    ],
  },
  {
    command: "token",
    what: "no user",
    options: [],
    says: ["error: missing required argument 'user'", "For help: npm run token -- --help"],
  },
  {
    command: "token",
    what: "an empty user",
    options: [""],
    says: [
      "token of nobody: 3 mistakes, nothing was changed",
      "  the user is not set: name one",
      "  the password can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      "  --output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read",
    ],
  },
  {
    command: "token",
    what: "a password on the command line",
    options: ["ann", "--password", "Given-pass-1"],
    says: [
      "error: unknown option '--password'",
      "(Did you mean --password-from?)",
      "For help: npm run token -- --help",
    ],
  },
  {
    command: "token",
    what: "a pipe without --output",
    options: ["ann"],
    says: [
      "token of ann: 2 mistakes, nothing was changed",
      "  the password can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      "  --output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read",
    ],
  },
  {
    command: "token",
    what: "an output in a folder that isn't there",
    options: ["ann", "--output", "no-such/token"],
    says: [
      "token of ann: 2 mistakes, nothing was changed",
      "  the password can't be asked for, since standard input is not a terminal: give it with --password-from <file>, or - for standard input",
      "  --output is \"no-such/token\": its folder doesn't exist, or can't be written to; create it, or name another",
    ],
  },
  {
    command: "token",
    what: "a password's file that isn't there",
    options: ["ann", "--password-from", "no-such.txt"],
    says: [
      "token of ann: 2 mistakes, nothing was changed",
      '  --password-from is "no-such.txt": the file can\'t be read: correct the path, and check that the file exists',
      "  --output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read",
    ],
  },
  {
    command: "token",
    what: "two users",
    options: ["ann", "bob"],
    says: ["error: too many arguments: 'bob'", "For help: npm run token -- --help"],
  },
];
