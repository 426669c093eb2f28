import type { OptionMistake } from "./command-lines";

const mistake = (
  command: "init" | "offboard",
  what: string,
  options: readonly string[],
  ...mistakes: readonly string[]
): OptionMistake => ({
  command,
  what,
  options,
  says: [
    `npm run ${command}: ${mistakes.length} ${mistakes.length === 1 ? "mistake" : "mistakes"}, nothing was changed`,
    ...mistakes.map((one) => `  ${one}`),
  ],
});

/** What is typed wrong after `npm run init --` and `npm run offboard --`. */
export const ofInit: readonly OptionMistake[] = [
  mistake(
    "init",
    "nothing but a region",
    ["--region", "eu-west-1"],
    "--shared is not set, and neither is --parent: give the account of the hub, that of the models, or both",
    "--lob is not set: give each line of business with its account, such as lob-a=333333333333",
  ),
  mistake(
    "init",
    "an account that lacks a digit",
    ["--parent", "22222222222", "--lob", "risk=333333333333"],
    '--parent is "22222222222": an account id has 12 digits, and this has 11',
  ),
  mistake(
    "init",
    "a prefix in capitals, a path without slashes, and a boundary that isn't a policy's name",
    [
      ...["--name-prefix", "Acme-", "--role-path", "teams", "--boundary", "the limit"],
      ...["--parent", "222222222222", "--endpoint", "iris", "--lob", "risk=333333333333"],
    ],
    '--boundary is "the limit": give the name of an IAM policy that each account has, with its path if it has one, such as baseline/Limit, or the ARN of one of AWS\'s own, arn:aws:iam::aws:policy/<name>',
    '--name-prefix is "Acme-": a prefix has 1 to 20 lower-case letters, digits and hyphens and starts with a letter, since a bucket\'s name begins with it',
    '--role-path is "teams": a path begins and ends with a slash, such as /teams/ml/, with letters, digits and _+=,.@- between',
  ),
  mistake(
    "init",
    "the word all beside an endpoint's name",
    ["--parent", "222222222222", "--endpoint", "all", "iris", "--lob", "risk=333333333333"],
    '--endpoint is "all": write all in place of the list, or list endpoint names',
  ),
  mistake(
    "init",
    "a LOB without an account",
    ["--parent", "222222222222", "--endpoint", "iris", "--lob", "risk"],
    "--lob risk has no account: give that of the LOB, as in risk=333333333333",
  ),
  mistake(
    "init",
    "a LOB with a colon",
    ["--parent", "222222222222", "--endpoint", "iris", "--lob", "risk:333333333333"],
    "--lob risk:333333333333 has no account: write name=account, risk=333333333333",
  ),
  mistake(
    "init",
    "a LOB in the account of the models",
    ["--parent", "222222222222", "--endpoint", "iris", "--lob", "risk=222222222222"],
    '--lob risk=222222222222: account is "222222222222", that of --parent: give the LOB\'s own account',
  ),
  mistake(
    "init",
    "one account for two LOBs",
    ["--parent", "222222222222", "--endpoint", "iris", "--lob", "risk=333333333333", "pay=333333333333"],
    '--lob pay=333333333333: account is "333333333333", which another LOB has already: correct or remove one of the two',
  ),
  mistake(
    "init",
    "a region that isn't one",
    ["--region", "eu-west-9", "--parent", "222222222222", "--endpoint", "iris", "--lob", "risk=333333333333"],
    '--region is "eu-west-9": AWS has no region eu-west-9; did you mean eu-west-1, eu-west-2 or eu-west-3?',
  ),
  {
    command: "init",
    what: "an option that isn't",
    options: ["--regions", "eu-west-1"],
    says: ["error: unknown option '--regions'", "(Did you mean --region?)", "For help: npm run init -- --help"],
  },
  mistake("offboard", "no LOB and no user", [], "LOB is not set, and neither is --user: give one"),
  mistake(
    "offboard",
    "a LOB that isn't there",
    ["lob-x"],
    'LOB is "lob-x": the LOBs of stack shared are lob-a, lob-b; name one of them',
  ),
  mistake(
    "offboard",
    "the stack's name in place of the LOB's",
    ["child"],
    'LOB is "child": the LOBs of stack shared are lob-a, lob-b; stack child is LOB lob-a: give that name',
  ),
  mistake(
    "offboard",
    "a hub that isn't there",
    ["lob-b", "--shared", "hub"],
    '--shared is "hub": the shared stacks of this project are shared; name one of them',
  ),
  mistake("offboard", "a LOB and a user", ["lob-b", "--user", "bob"], "LOB is given, and so is --user: give only one"),
];
