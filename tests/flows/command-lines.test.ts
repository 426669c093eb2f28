import { expect } from "chai";
import { runLight } from "../support/run-command";

interface Row {
  readonly command: string;
  readonly entry: string;
  /** A part of its help. */
  readonly help: string;
  /** What is refused, and how. */
  readonly refused: { readonly options: readonly string[]; readonly says: string };
}

/** What commands of operators add to commander's message. */
const whatItTakes = (command: string) => `For help: ${command} --help\n`;

const rows: readonly Row[] = [
  {
    command: "npm start --",
    entry: "local/start.ts",
    help: "--serve then stay up until Ctrl-C",
    refused: {
      options: ["--jsn"],
      says: "error: unknown option '--jsn'\n(Did you mean --json?)\nFor help: npm start -- --help\n",
    },
  },
  {
    command: "npm run verify --",
    entry: "local/verify.ts",
    help: "Exit code: 0 when all access is as declared, and the policies given refuse nothing; 1 otherwise.",
    refused: { options: ["--in", "x"], says: `error: unknown option '--in'\n${whatItTakes("npm run verify --")}` },
  },
  {
    command: "npm run bench --",
    entry: "local/bench/index.ts",
    help: "--markdown print the table of docs/performance.md",
    refused: {
      options: ["--compare", "no-such.json"],
      says: '--compare names the file "no-such.json", which can\'t be read: correct the path\n',
    },
  },
  {
    command: "npm run mutation --",
    entry: "tests/mutation/index.ts",
    help: "stryker options of Stryker's own, after a further --",
    refused: {
      options: ["--mutant"],
      says: "error: unknown option '--mutant'\n(Did you mean --mutate?)\nFor help: npm run mutation -- --help\n",
    },
  },
  {
    command: "npm run populate --",
    entry: "scripts/populate.ts",
    help: "--prune remove users that the file doesn't name, from the table and the pool",
    refused: {
      options: ["--profile", "hub", "--profile", "nope=hub", "scripts/populate/users.example.csv"],
      says: 'npm run populate: 1 mistake, nothing was changed\n  --profile is "nope=hub": there is no stack nope here; the stacks are shared, parent, child, lob-b\n',
    },
  },
  {
    command: "npm run init --",
    entry: "scripts/init.ts",
    help: "--force replace files that are there already and aren't the shipped examples",
    refused: {
      options: ["--parent", "123412341234", "--endpoint", "iris"],
      says: "npm run init: 1 mistake, nothing was changed\n  --lob is not set: give each line of business with its account, such as lob-a=333333333333\n",
    },
  },
  {
    command: "npm run onboard --",
    entry: "scripts/onboard.ts",
    help: "--trust also add its account to the children of that parent",
    refused: {
      options: ["lob-c"],
      says: "npm run onboard: 1 mistake, nothing was changed\n  --account is not set: an account id has 12 digits; give that of the LOB's own account\n",
    },
  },
  {
    command: "npm run offboard --",
    entry: "scripts/offboard.ts",
    help: "--user <name> remove this person instead, by the name in the user pool",
    refused: {
      options: ["lob-x"],
      says: 'npm run offboard: 1 mistake, nothing was changed\n  LOB is "lob-x": the LOBs of stack shared are lob-a, lob-b; name one of them\n',
    },
  },
  {
    command: "npm run teardown --",
    entry: "scripts/teardown.ts",
    help: "--yes don't ask, for automation",
    refused: { options: ["--all"], says: `error: unknown option '--all'\n${whatItTakes("npm run teardown --")}` },
  },
  {
    command: "npm run deploy --",
    entry: "scripts/deploy.ts",
    help: "--preview print the plan, and change nothing",
    refused: {
      options: ["--stack", "nope", "--parallel", "0"],
      says: 'npm run deploy: 2 mistakes, nothing was changed\n  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b\n  --parallel is "0": give a number of stacks, 1 to 64\n',
    },
  },
  {
    command: "npm run status --",
    entry: "scripts/status.ts",
    help: "Exit code 1 when a stack can't be looked at, its last update failed, an operation was cut off or it is locked",
    refused: {
      options: ["--stack", "nope", "--environment", "prod"],
      says: 'npm run status: 3 mistakes, nothing was changed\n  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b\n  --environment is "prod": name a hub\'s or a parent\'s stack; those here are shared, parent\n  --environment can\'t be given with --stack: leave one of the two out\n',
    },
  },
  {
    command: "npm run doctor --",
    entry: "scripts/doctor.ts",
    help: "It changes nothing. Exit code 1 when it finds a problem, and 0 with warnings only.",
    refused: {
      options: ["--stack", "nope"],
      says: 'npm run doctor: 1 mistake, nothing was changed\n  --stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b\n',
    },
  },
  {
    command: "npm run key-policy --",
    entry: "scripts/key-policy.ts",
    help: "With createKey: true the stack makes such a key itself.",
    refused: {
      options: ["--stack", "child", "--for", "table", "logs", "disks"],
      says: 'npm run key-policy: 2 mistakes, nothing was changed\n  --for is "table": stack child keeps logs, functions, buckets, fileSystems; name some of these\n  --for is "disks": stack child keeps logs, functions, buckets, fileSystems; name some of these\n',
    },
  },
  {
    command: "npm run config --",
    entry: "scripts/config.ts",
    help: "Writes the config keys of Pulumi.yaml from their schemas; all else in the file stays.",
    refused: { options: ["--chek"], says: `error: unknown option '--chek'\n${whatItTakes("npm run config --")}` },
  },
  {
    command: "npm run token --",
    entry: "scripts/token.ts",
    help: "Signing in needs no credentials of AWS",
    refused: {
      options: ["ann", "--password", "Given-pass-1"],
      says: `error: unknown option '--password'\n(Did you mean --password-from?)\n${whatItTakes("npm run token --")}`,
    },
  },
];

// Pulumi's SDK takes a second to load: help texts and mistakes don't wait for it.
describe("The command line", () => {
  for (const { command, entry, help, refused } of rows) {
    it(`${command} --help explains itself, exits 0, and loads nothing heavy`, async () => {
      const { code, stdout, stderr } = await runLight(entry, ["--help"]);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect(stdout.startsWith(`Usage: ${command} [options]`)).to.equal(true);
      expect(stdout.replace(/\s+/g, " ")).to.include(help);
    });

    it(`${command} ${refused.options.join(" ")} is refused in a sentence, with exit code 1, and loads nothing heavy`, async () => {
      expect(await runLight(entry, refused.options)).to.deep.equal({ code: 1, stdout: "", stderr: refused.says });
    });
  }
});
