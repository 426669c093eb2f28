import type { OptionMistake } from "./command-lines";

/** What is typed wrong after `npm run onboard --`. */
export const ofOnboard: readonly OptionMistake[] = [
  {
    command: "onboard",
    what: "no LOB",
    options: [],
    says: ["error: missing required argument 'LOB'", "For help: npm run onboard -- --help"],
  },
  {
    command: "onboard",
    what: "no account",
    options: ["lob-c"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      "  --account is not set: an account id has 12 digits; give that of the LOB's own account",
    ],
  },
  {
    command: "onboard",
    what: "an account that lacks a digit",
    options: ["lob-c", "--account", "55555555555"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --account is "55555555555": an account id has 12 digits; give that of the LOB\'s own account',
    ],
  },
  {
    command: "onboard",
    what: "a LOB in capitals",
    options: ["LOB_C", "--account", "555555555555"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  LOB is "LOB_C": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
    ],
  },
  {
    command: "onboard",
    what: "two LOBs",
    options: ["lob-c", "lob-d", "--account", "555555555555"],
    says: ["error: too many arguments: 'lob-d'", "For help: npm run onboard -- --help"],
  },
  {
    command: "onboard",
    what: "a LOB that there is",
    options: ["lob-b", "--account", "555555555555"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  LOB is "lob-b", which stack lob-b has already, with account 444444444444: take another name, such as lob-b-2',
    ],
  },
  {
    command: "onboard",
    what: "a LOB that is onboarded",
    options: ["lob-b", "--account", "444444444444"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  LOB is "lob-b", which is onboarded already, as stack lob-b with account 444444444444 and CIDR block 10.101.0.0/16: bring it up with npx pulumi up --stack lob-b',
    ],
  },
  {
    command: "onboard",
    what: "an account that a LOB has",
    options: ["lob-c", "--account", "444444444444"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --account is "444444444444", the account of stack lob-b: a LOB needs an account of its own; give that one',
    ],
  },
  {
    command: "onboard",
    what: "an account that the hub has",
    options: ["lob-c", "--account", "111122223333"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --account is "111122223333", the account of stack shared: a LOB needs an account of its own; give that one',
    ],
  },
  {
    command: "onboard",
    what: "a CIDR block without its length",
    options: ["lob-c", "--account", "555555555555", "--cidr", "10.102.0.0"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --cidr is "10.102.0.0": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24; 10.96.0.0/16 is free',
    ],
  },
  {
    command: "onboard",
    what: "a CIDR block outside of the supernet",
    options: ["lob-c", "--account", "555555555555", "--cidr", "172.16.0.0/16"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --cidr is "172.16.0.0/16": the hub routes only to LOBs inside lobSupernet, 10.96.0.0/11; 10.96.0.0/16 is free',
    ],
  },
  {
    command: "onboard",
    what: "a CIDR block that a LOB has",
    options: ["lob-c", "--account", "555555555555", "--cidr", "10.101.0.0/16"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --cidr is "10.101.0.0/16", which overlaps "10.101.0.0/16" of stack lob-b: the transit gateway would drop one of the two; 10.96.0.0/16 is free',
    ],
  },
  {
    command: "onboard",
    what: "a hub that there isn't",
    options: ["lob-c", "--account", "555555555555", "--shared", "hub"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --shared is "hub": the shared stacks of this project are shared; name one of them',
    ],
  },
  {
    command: "onboard",
    what: "a parent that there isn't",
    options: ["lob-c", "--account", "555555555555", "--parent", "models"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --parent is "models": a LOB reads a parent\'s stack, and those of this project are parent',
    ],
  },
  {
    command: "onboard",
    what: "a parent, and no inference",
    options: ["lob-c", "--account", "555555555555", "--parent", "parent", "--no-inference"],
    says: [
      "error: option '--no-inference' cannot be used with option '--parent <stack>'",
      "For help: npm run onboard -- --help",
    ],
  },
  {
    command: "onboard",
    what: "trust without a parent",
    options: ["lob-c", "--account", "555555555555", "--no-inference", "--trust"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      "  --trust is given, but LOB lob-c reads no parent that could trust it: name one with --parent, or leave --trust out",
    ],
  },
  {
    command: "onboard",
    what: "a stack's name that is taken",
    options: ["lob-c", "--account", "555555555555", "--stack", "lob-b"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --stack is "lob-b": Pulumi.lob-b.yaml is there already; name another, such as lob-c',
    ],
  },
  {
    command: "onboard",
    what: "an e-mail address as profile",
    options: ["lob-c", "--account", "555555555555", "--user-profiles", "ann@example.com"],
    says: [
      "npm run onboard: 1 mistake, nothing was changed",
      '  --user-profiles is "ann@example.com": a profile\'s name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can\'t be an e-mail address, so write "ann-example" for ann@example.com',
    ],
  },
  {
    command: "onboard",
    what: "an option with a slip",
    options: ["lob-c", "--acount", "555555555555"],
    says: ["error: unknown option '--acount'", "(Did you mean --account?)", "For help: npm run onboard -- --help"],
  },
  {
    command: "onboard",
    what: "several mistakes at once",
    options: ["LOB_C", "--account", "5", "--cidr", "10.0.0.0/8", "--user-profiles", "ann@example.com"],
    says: [
      "npm run onboard: 4 mistakes, nothing was changed",
      '  LOB is "LOB_C": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
      '  --account is "5": an account id has 12 digits; give that of the LOB\'s own account',
      '  --cidr is "10.0.0.0/8": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24; 10.96.0.0/16 is free',
      '  --user-profiles is "ann@example.com": a profile\'s name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can\'t be an e-mail address, so write "ann-example" for ann@example.com',
    ],
  },
  {
    command: "onboard",
    what: "options before --, which npm took",
    options: ["lob-c", "555555555555"],
    environment: { npm_config_account: "true", npm_config_inference: "" },
    says: [
      "error: npm took these options as its own: write -- before them, as in npm run onboard -- --account <id> --no-inference",
      "For help: npm run onboard -- --help",
    ],
  },
];
