import { questionIds } from "../../../local/aws/readings";
import { scenarioIds } from "../../../local/scenarios/scenario-ids";
import type { OptionMistake } from "./command-lines";

/** What is typed wrong after commands that run on this machine. */
export const ofRuns: readonly OptionMistake[] = [
  {
    command: "start",
    what: "an option with a slip",
    options: ["--jsn"],
    says: ["error: unknown option '--jsn'", "(Did you mean --json?)", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "a long option with one hyphen",
    options: ["-json"],
    says: ["error: unknown option '-json'", "(Did you mean --json?)", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "an option without hyphens",
    options: ["json"],
    says: ["error: too many arguments: 'json'", "(Did you mean --json?)", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "an option in the plural",
    options: ["--scenarios", "studio-own-path"],
    says: ["error: unknown option '--scenarios'", "(Did you mean --scenario?)", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "an option of another command",
    options: ["--dry-run"],
    says: ["error: unknown option '--dry-run'", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "a reading with a slip in its question",
    options: ["--reading", "cognito-core=absent"],
    says: ['--reading is "cognito-core=absent": did you mean cognito-cors?'],
  },
  {
    command: "start",
    what: "a reading after the option for all readings",
    options: ["--readings", "update-domain=works"],
    says: [
      "error: option '--readings' takes no value, and 'update-domain=works' was given",
      "(Did you mean --reading?)",
      "For help: npm start -- --help",
    ],
  },
  {
    command: "start",
    what: "readings with no such answer, the same question twice, and no such question",
    options: ["--reading", "app-start=often", "app-start=nothing", "both"],
    says: [
      '--reading is "app-start=often": the answers to app-start are app (assumed), user-profile, nothing',
      "--reading gives app-start more than one answer: choose one",
      `--reading is "both": give <question>=<answer>; the questions are ${questionIds.join(", ")}`,
    ],
  },
  {
    command: "start",
    what: "all readings beside what chooses something else",
    options: ["--readings", "--scenario", "studio-own-path", "--engine"],
    says: [
      "--readings plays everything in this process and can't be combined with --scenario, --engine: leave one or the other out",
    ],
  },
  {
    command: "start",
    what: "a short text of a document",
    options: ["--json", "--quiet"],
    says: ["--quiet shortens the text, and --json prints none: leave out one of them"],
  },
  {
    command: "start",
    what: "no port after --port",
    options: ["--port"],
    says: ["error: option '--port <number>' argument missing", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "a port without --serve",
    options: ["--port", "4701"],
    says: ['--port is "4701", but nothing is served: give --serve as well'],
  },
  {
    command: "start",
    what: "a port that only the system may take",
    options: ["--serve", "--port", "80"],
    says: ['--port is "80": give a whole number from 1024 to 65535'],
  },
  {
    command: "start",
    what: "a port in letters",
    options: ["--serve", "--port", "http"],
    says: ['--port is "http": give a whole number from 1024 to 65535'],
  },
  {
    command: "start",
    what: "--serve with --json",
    options: ["--serve", "--json"],
    says: ["--serve shows addresses and passwords only on a terminal: run it without --json"],
  },
  {
    command: "start",
    what: "a scenario that there isn't",
    options: ["--scenario", "nope"],
    says: [`--scenario is "nope": the scenarios are ${scenarioIds.join(", ")}`],
  },
  {
    command: "start",
    what: "a scenario with a slip",
    options: ["--scenario", "studio-own-pth"],
    says: ['--scenario is "studio-own-pth": did you mean studio-own-path?'],
  },
  {
    command: "start",
    what: "no scenario after --scenario",
    options: ["--scenario"],
    says: ["error: option '--scenario <id...>' argument missing", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "a payload's file that isn't there",
    options: ["--payload", "@no-such.json"],
    says: ['--payload names the file "no-such.json", which can\'t be read: correct the path'],
  },
  {
    command: "start",
    what: "no file after @",
    options: ["--payload", "@"],
    says: ['--payload is "@": give a file\'s path after it'],
  },
  {
    command: "start",
    what: "a payload that isn't JSON",
    options: ["--payload", "5.1,3.5"],
    says: ['--payload is "5.1,3.5", which is not JSON: send JSON, or give its --content-type'],
  },
  {
    command: "start",
    what: "no payload after --payload",
    options: ["--payload"],
    says: ["error: option '--payload <text|@file>' argument missing", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "a content type without a payload",
    options: ["--content-type", "image/png"],
    says: ['--content-type is "image/png", but there is no --payload that it could be of: give both'],
  },
  {
    command: "start",
    what: "a content type by its file's ending",
    options: ["--payload", "x", "--content-type", "png"],
    says: ['--content-type is "png": give a media type, such as application/json or image/png'],
  },
  {
    command: "start",
    what: "an output in a folder that isn't there",
    options: ["--output", "no-such/answer.bin"],
    says: ['--output is "no-such/answer.bin", which can\'t be written: name a file in a folder that exists'],
  },
  {
    command: "start",
    what: "an output of a scenario without one",
    options: ["--scenario", "studio-own-path", "--output", "answer.bin"],
    says: ['--output is "answer.bin", but only invoke-allowed has an answer to write: play it as well'],
  },
  {
    command: "start",
    what: "a payload that no scenario sends",
    options: ["--scenario", "studio-no-token", "--payload", "{}"],
    says: ["--payload is given, but none of the chosen scenarios sends it: play invoke-allowed as well"],
  },
  {
    command: "start",
    what: "a model without http://",
    options: ["--model", "localhost:8080"],
    says: ['--model is "localhost:8080": give the address of an HTTP server, such as http://127.0.0.1:8080'],
  },
  {
    command: "start",
    what: "a model's own path",
    options: ["--model", "http://127.0.0.1:8080/invocations"],
    says: ['--model is "http://127.0.0.1:8080/invocations": give the server\'s address without /invocations or /ping'],
  },
  {
    command: "start",
    what: "an environment that there isn't",
    options: ["--environment", "nope"],
    says: ["--environment is \"nope\": name a hub's or a parent's stack; those here are shared, parent"],
  },
  {
    command: "start",
    what: "a stack that there isn't",
    options: ["--stack", "nope"],
    says: ['--stack is "nope": there is no such stack here; the stacks are shared, parent, child, lob-b'],
  },
  {
    command: "start",
    what: "no stack after --stack",
    options: ["--stack"],
    says: ["error: option '--stack <name...>' argument missing", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "a model that doesn't answer",
    options: ["--model", "http://127.0.0.1:9"],
    says: [
      '--model is "http://127.0.0.1:9", but GET http://127.0.0.1:9/ping must answer 200 and nothing answers there: start the model, or correct the address',
    ],
  },
  {
    command: "start",
    what: "a value for an option that takes none",
    options: ["--engine=local"],
    says: ["error: unknown option '--engine=local'", "(Did you mean --engine?)", "For help: npm start -- --help"],
  },
  {
    command: "start",
    what: "three mistakes at once",
    options: ["--scenario", "nope", "--content-type", "image/png", "--port", "80"],
    says: [
      `--scenario is "nope": the scenarios are ${scenarioIds.join(", ")}`,
      '--content-type is "image/png", but there is no --payload that it could be of: give both',
      '--port is "80", but nothing is served: give --serve as well',
    ],
  },
  {
    command: "start",
    what: "an option before --, which npm took",
    options: [],
    environment: { npm_config_json: "true" },
    says: [
      "error: npm took these options as its own: write -- before them, as in npm start -- --json",
      "For help: npm start -- --help",
    ],
  },
  {
    command: "start",
    what: "a payload's type that it isn't",
    options: ["--payload", "{petals}", "--content-type", "application/json"],
    says: ['--payload is "{petals}", which is not JSON: send JSON, or give its --content-type'],
  },
  {
    command: "verify",
    what: "an option with a slip",
    options: ["--agianst", "out/verify.json"],
    says: ["error: unknown option '--agianst'", "(Did you mean --against?)", "For help: npm run verify -- --help"],
  },
  {
    command: "verify",
    what: "an environment that there isn't",
    options: ["--environment", "nope"],
    says: ["--environment is \"nope\": name a hub's or a parent's stack; those here are shared, parent"],
  },
  {
    command: "verify",
    what: "a stack with a slip",
    options: ["--stack", "chld"],
    says: [
      '--stack is "chld": there is no such stack here; the stacks are shared, parent, child, lob-b; did you mean child?',
    ],
  },
  {
    command: "verify",
    what: "a file in place of a folder",
    options: ["--out", "package.json"],
    says: ['--out is "package.json", which can\'t be written: give a folder that exists or can be created'],
  },
  {
    command: "verify",
    what: "no folder after --out",
    options: ["--out"],
    says: ["error: option '--out <folder>' argument missing", "For help: npm run verify -- --help"],
  },
  {
    command: "verify",
    what: "an earlier report that isn't there",
    options: ["--against", "no-such.json"],
    says: [
      '--against is "no-such.json", which can\'t be read: give the verify.json that an earlier npm run verify wrote',
    ],
  },
  {
    command: "verify",
    what: "an earlier report that isn't JSON",
    options: ["--against", "README.md"],
    says: ['--against is "README.md", which is not JSON: give the verify.json that an earlier npm run verify wrote'],
  },
  {
    command: "verify",
    what: "an earlier report that isn't one",
    options: ["--against", "package.json"],
    says: [
      '--against is "package.json", which is not a report of npm run verify: give the verify.json that an earlier npm run verify wrote',
    ],
  },
  {
    command: "verify",
    what: "policies that aren't, a resource control policy among them, and a role that isn't a name",
    options: [
      ...["--scp", "no-such.json", "README.md,docs/organization/models-for-own-organization-only.json"],
      ...["--boundary", "package.json", "--deploy-role", "a role"],
    ],
    says: [
      '--scp is "no-such.json", which can\'t be read: give the file of a service control policy',
      '--scp is "README.md", which is not JSON: give the file of a service control policy',
      '--scp is "docs/organization/models-for-own-organization-only.json", whose Statement[0].Principal isn\'t an element of a service control policy: it applies to every user and role of its accounts; take it out, or give another file if this is a resource control policy',
      '--boundary is "package.json", which is not a permissions boundary: that is an object with Version and Statement',
      '--deploy-role is "a role": give the name of a role, after its path if it has one',
    ],
  },
  {
    command: "verify",
    what: "account details that aren't there, and those of nothing that config names",
    options: ["--iam", "no-such.json", "package.json"],
    says: [
      '--iam is "no-such.json", which can\'t be read: give what aws iam get-account-authorization-details --filter Role LocalManagedPolicy AWSManagedPolicy prints',
      '--iam is "package.json", which has no role or policy that config names: give the details of the account that executionRoleArn or executionPolicyArns name',
    ],
  },
  {
    command: "verify",
    what: "a stack's name as an argument",
    options: ["shared"],
    says: ["error: too many arguments: 'shared'", "For help: npm run verify -- --help"],
  },
  {
    command: "bench",
    what: "two forms at once",
    options: ["--json", "--markdown"],
    says: ["error: option '--json' cannot be used with option '--markdown'", "For help: npm run bench -- --help"],
  },
  {
    command: "bench",
    what: "a former run that isn't there",
    options: ["--compare", "no-such.json"],
    says: ['--compare names the file "no-such.json", which can\'t be read: correct the path'],
  },
  {
    command: "bench",
    what: "a former run that isn't one",
    options: ["--compare", "package.json"],
    says: [
      '--compare names the file "package.json", which is not a document of npm run bench: give one that npm run bench --silent -- --json wrote',
    ],
  },
  {
    command: "mutation",
    what: "an option with a slip",
    options: ["--mutat", "x"],
    says: ["error: unknown option '--mutat'", "(Did you mean --mutate?)", "For help: npm run mutation -- --help"],
  },
];
