import { expect } from "chai";
import type { Options } from "../../../scripts/init/answers";
import { runInit } from "../../../scripts/init/command";
import { isShipped } from "../../../scripts/init/shipped";
import { type ProjectCopy, shippedText, type Texts, withCopy } from "../onboard/support/project-copy";
import { FakeTerminal } from "../support/fake-terminal";
import { refusalOf } from "../support/files";

const key = "sagemaker-multi-account";

const given: Options = {
  shared: "999988887777",
  parent: "123412341234",
  lob: ["retail=555555555555", "risk=666666666666=10.99.0.0/16"],
  endpoint: ["churn"],
};

const shippedNames = ["Pulumi.shared.yaml", "Pulumi.parent.yaml", "Pulumi.child.yaml", "Pulumi.lob-b.yaml"];

async function init(copy: ProjectCopy, options: Options, terminal = new FakeTerminal()): Promise<string[]> {
  await runInit(options, { folder: copy.path, terminal });
  return terminal.printed.join("\n").split("\n");
}

const written: Texts = {
  "Pulumi.shared.yaml": [
    "# The shared services hub: central endpoints, and the API that hands out presigned URLs.",
    "config:",
    `  ${key}:account: "999988887777"`,
    `  ${key}:region: eu-west-1`,
    `  ${key}:sharing: invitation`,
    `  ${key}:modelAccounts:`,
    '    - "123412341234"',
    `  ${key}:corporateCidrs:`,
    "    - 192.168.10.0/24",
    `  ${key}:lobs:`,
    "    - name: retail",
    '      account: "555555555555"',
    "    - name: risk",
    '      account: "666666666666"',
    "",
  ].join("\n"),
  "Pulumi.parent.yaml": [
    "# The model account: it hosts the SageMaker endpoints and decides who may call them.",
    "config:",
    `  ${key}:account: "123412341234"`,
    `  ${key}:region: eu-west-1`,
    `  ${key}:children:`,
    '    - "555555555555"',
    '    - "666666666666"',
    `  ${key}:endpoints:`,
    "    - churn",
    `  ${key}:sharedStack: shared`,
    "",
  ].join("\n"),
  ...Object.fromEntries(
    [
      ["retail", "555555555555", "10.96.0.0/16"],
      ["risk", "666666666666", "10.99.0.0/16"],
    ].map(([lob, account, range]) => [
      `Pulumi.${lob}.yaml`,
      [
        `# LOB ${lob}: a Studio domain of its own behind the hub, and a function that calls the parent's endpoints.`,
        "config:",
        `  ${key}:role: child`,
        `  ${key}:account: "${account}"`,
        `  ${key}:region: eu-west-1`,
        `  ${key}:sharedStack: shared`,
        `  ${key}:vpcCidr: ${range}`,
        `  ${key}:userProfiles:`,
        `    - user-${lob}`,
        `  ${key}:parentStack: parent`,
        "",
      ].join("\n"),
    ]),
  ),
};

/** What is shown of a file. */
function shown(name: string, what: string): string[] {
  return [
    `${name}, ${what}`,
    ...(written[name] ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
  ];
}

const plan = [
  ...shown("Pulumi.shared.yaml", "in place of the shipped example"),
  ...shown("Pulumi.parent.yaml", "in place of the shipped example"),
  ...shown("Pulumi.retail.yaml", "new"),
  ...shown("Pulumi.risk.yaml", "new"),
  "Pulumi.child.yaml, removed, the shipped example",
  "Pulumi.lob-b.yaml, removed, the shipped example",
];

const after: Texts = { "Pulumi.yaml": shippedText("Pulumi.yaml"), ...written };

describe("npm run init", () => {
  it("knows the examples that the project ships, whatever their lines end in", () => {
    for (const name of shippedNames) {
      const text = shippedText(name);
      expect([name, isShipped({ name, text }), isShipped({ name, text: text.replaceAll("\n", "\r\n") })]).to.deep.equal(
        [...[name, true, true]],
      );
      expect(isShipped({ name, text: `${text}# ours\n` })).to.equal(false);
    }
  });

  it("shows what it writes, writes it in place of the shipped examples, and prints the next commands", () =>
    withCopy({}, async (copy) => {
      expect(await init(copy, given)).to.deep.equal([
        ...plan,
        "Each LOB has one user profile so far: list its users' in userProfiles of its file.",
        "Without an organization accounts are listed one by one, and the hub shares by invitation.",
        "Next, each with its account's credentials:",
        "  npm start",
        "  npm run doctor",
        "  npx pulumi stack init shared && npx pulumi up --stack shared  # 999988887777",
        "  npx pulumi stack init parent && npx pulumi up --stack parent  # 123412341234",
        "  npx pulumi stack init retail && npx pulumi up --stack retail  # 555555555555",
        "  npx pulumi stack init risk && npx pulumi up --stack risk      # 666666666666",
        "  npm run populate -- users.csv                                 # 999988887777",
      ]);
      expect(copy.texts).to.deep.equal(after);

      const names = ["parent", "retail", "risk", "shared"].map((stack) => `Pulumi.${stack}.yaml, stays as it is`);
      expect((await init(copy, given)).slice(0, 4)).to.deep.equal(names);
      expect(copy.texts).to.deep.equal(after);
    }));

  it("writes nothing in a dry run", () =>
    withCopy({}, async (copy) => {
      const before = copy.texts;
      expect(await init(copy, { ...given, dryRun: true })).to.deep.equal([
        ...plan,
        "Nothing was written: leave --dry-run out to write it.",
      ]);
      expect(copy.texts).to.deep.equal(before);
    }));

  it("keeps an example that is one LOB's file, and removes those of no stack", () =>
    withCopy({}, async (copy) => {
      await init(copy, { ...given, lob: ["lob-b=444444444444=10.101.0.0/16"] });
      expect(Object.keys(copy.texts)).to.deep.equal([
        ...["Pulumi.lob-b.yaml", "Pulumi.parent.yaml", "Pulumi.shared.yaml", "Pulumi.yaml"],
      ]);
    }));

  it("replaces what isn't the shipped example only with --force, and leaves a changed one that doesn't conflict", () =>
    withCopy({}, async (copy) => {
      copy.write("Pulumi.shared.yaml", `${shippedText("Pulumi.shared.yaml")}# ours\n`);
      copy.write("Pulumi.risk.yaml", "# nothing yet\n");
      const before = copy.texts;
      const why = "exists already, and is no longer the shipped example: --force replaces it";
      expect(await refusalOf(() => init(copy, given))).to.equal(
        `npm run init: 2 mistakes, nothing was changed\n  Pulumi.shared.yaml ${why}\n  Pulumi.risk.yaml ${why}`,
      );
      expect(copy.texts).to.deep.equal(before);
      const ours = `${shippedText("Pulumi.lob-b.yaml")}# ours\n`;
      copy.write("Pulumi.lob-b.yaml", ours);
      const said = await init(copy, { ...given, force: true });
      expect(said).to.include("Pulumi.shared.yaml, in place of yours");
      expect(said).to.include("Pulumi.lob-b.yaml, stays as it is");
      expect(copy.texts).to.deep.equal({ ...after, "Pulumi.lob-b.yaml": ours });
    }));

  it("asks the project's checks with the files that stay, and touches nothing where one fails", () =>
    withCopy({}, async (copy) => {
      copy.write("Pulumi.dev.yaml", 'config:\n  role: child\n  account: "777777777777"\n  parentStack: parent\n');
      const before = copy.texts;
      const { parent: _, endpoint: __, ...noParent } = given;
      const failure = await init(copy, noParent).catch((error: unknown) => error);
      expect(failure).to.have.property(
        "message",
        '1 mistake in the project\'s files, nothing was changed\n  Pulumi.dev.yaml:4: parentStack is "parent": this project has no stack with role parent; write Pulumi.parent.yaml with role: parent, or remove parentStack\nPulumi.dev.yaml stays as it is: remove it if it is from an earlier init, or name its LOB in --lob',
      );
      expect(copy.texts).to.deep.equal(before);
    }));

  const wrong: readonly { title: string; given: Options; says: readonly string[] }[] = [
    {
      title: "no account at all",
      given: { region: "eu-west-1" },
      says: [
        "--shared is not set, and neither is --parent: give the account of the hub, that of the models, or both",
        "--lob is not set: give each line of business with its account, such as lob-a=333333333333",
      ],
    },
    {
      title: "everything at once, each once",
      given: {
        ...{ region: "eu-west-9", organization: "o-1", shared: "12", parent: "34", endpoint: ["iris.v1"] },
        ...{ cidr: "10.0.0.0/8", supernet: "ten", corporate: ["home"], lob: ["Retail=5", "risk"] },
      },
      says: [
        '--shared is "12": an account id has 12 digits, and this has 2',
        '--region is "eu-west-9": AWS has no region eu-west-9; did you mean eu-west-1, eu-west-2 or eu-west-3?',
        '--organization is "o-1": give the organization\'s ARN, arn:aws:organizations::<management account>:organization/o-…, as `aws organizations describe-organization` shows it',
        '--cidr is "10.0.0.0/8": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /22',
        '--supernet is "ten": an IPv4 CIDR block is written like 10.0.0.0/8, with a prefix of /8 to /23',
        '--corporate is "home": an IPv4 CIDR block is written like 10.0.0.0/24, with a prefix of /8 to /32',
        '--lob Retail=5: name is "Retail": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
        '--lob Retail=5: account is "5": an account id has 12 digits, and this has 1',
        "--lob risk has no account: give that of the LOB, as in risk=333333333333",
        '--parent is "34": an account id has 12 digits, and this has 2',
        '--endpoint is "iris.v1": SageMaker takes 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit',
      ],
    },
    {
      title: "LOBs in each other's way",
      given: { ...given, lob: ["a=555555555555", "a=666666666666", "b=555555555555", "shared=777777777777"] },
      says: [
        "--lob shared=777777777777: name is \"shared\", the name of a stack that isn't a LOB's: take another",
        '--lob a=666666666666: name is "a", which another LOB has already: correct or remove one of the two',
        '--lob b=555555555555: account is "555555555555", which another LOB has already: correct or remove one of the two',
      ],
    },
    {
      title: "a LOB in the hub's account",
      given: { ...given, lob: ["a=999988887777"] },
      says: [
        '--lob a=999988887777: account is "999988887777": it is the hub\'s own account; a LOB needs an account of its own; give that one',
      ],
    },
    {
      title: "CIDR blocks in each other's way",
      given: {
        ...given,
        lob: [
          "a=555555555555=10.100.0.0/16",
          "b=666666666666=10.100.0.0/20",
          "c=777777777777=10.0.0.0/16",
          "d=888888888888=x",
        ],
      },
      says: [
        '--lob b=666666666666=10.100.0.0/20: CIDR block is "10.100.0.0/20", which overlaps "10.100.0.0/16" of stack a: the transit gateway would drop one of the two; 10.96.0.0/20 is free',
        '--lob c=777777777777=10.0.0.0/16: CIDR block is "10.0.0.0/16", which overlaps the hub\'s own "10.0.0.0/16": a LOB\'s CIDR block lies inside --supernet 10.96.0.0/11; 10.96.0.0/16 is free',
        '--lob d=888888888888=x: CIDR block is "x": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24; 10.96.0.0/16 is free',
      ],
    },
    {
      title: "the hub's CIDR blocks in each other's way",
      given: { ...given, cidr: "10.96.0.0/16" },
      says: [
        '--supernet is "10.96.0.0/11", which overlaps --cidr, "10.96.0.0/16": no address may be in both; move one of the two',
      ],
    },
    {
      title: "answers of a hub without one, and of a parent without one",
      given: { parent: "123412341234", cidr: "10.0.0.0/16", endpoint: ["iris"], lob: ["a=555555555555=10.96.0.0/16"] },
      says: [
        "--cidr is given, and has no effect without --shared: give that too",
        '--lob a=555555555555=10.96.0.0/16: CIDR block is "10.96.0.0/16", and has no effect without --shared: leave it out',
      ],
    },
    {
      title: "a parent without endpoints where there is no sample model",
      given: { region: "eu-south-2", parent: "123412341234", lob: ["a=555555555555"] },
      says: [
        "--endpoint is not set, and SageMaker has no serverless inference in eu-south-2, or no scikit-learn image; list endpoint names, or write all",
      ],
    },
  ];
  for (const { title, given: options, says } of wrong) {
    it(`refuses ${title}, in one sentence for each mistake, and touches nothing`, () =>
      withCopy({}, async (copy) => {
        const before = copy.texts;
        const [, ...lines] = (await refusalOf(() => init(copy, options))).split("\n");
        expect(lines).to.deep.equal(says.map((line) => `  ${line}`));
        expect(copy.texts).to.deep.equal(before);
      }));
  }

  const answers = [
    "",
    "",
    "",
    "",
    "",
    "999988887777",
    "",
    "",
    "",
    "123412341234",
    "churn",
    "retail=555555555555, risk=666666666666=10.99.0.0/16",
  ];

  it("has the parent make the sample model where no endpoint is named", () =>
    withCopy({}, async (copy) => {
      await init(copy, { parent: "123412341234", lob: ["a=555555555555"], force: true });
      expect(copy.texts["Pulumi.parent.yaml"])
        .to.match(/^ {2}\S+:sampleModel: true$/m)
        .and.not.include("endpoints:");
    }));

  it("asks without options, and writes when it is told to", () =>
    withCopy({}, async (copy) => {
      const terminal = new FakeTerminal({}, ...answers, "yes");
      await init(copy, {}, terminal);
      expect(terminal.said.slice(0, 13)).to.deep.equal([
        "Enter takes the value in brackets, - means none, Ctrl+C stops; nothing is written before you confirm.",
        "? AWS region [eu-west-1]: ",
        "? ARN of your AWS organization, as aws organizations describe-organization shows it [- for none]: ",
        "? beginning of every name in AWS, such as acme-, if your organization requires one [- for none]: ",
        "? path of every role, such as /teams/ml/, if your organization requires one [- for none]: ",
        "? name of the IAM policy in each account, such as baseline/Limit, that your organization requires as every role's permissions boundary [- for none]: ",
        "? account of the hub, for private Studio [- for none]: ",
        "? IPv4 CIDR block of the hub's VPC [10.0.0.0/16]: ",
        "? IPv4 CIDR block that holds every LOB's [10.96.0.0/11]: ",
        "? IPv4 CIDR blocks of the people who open Studio, with spaces between [192.168.10.0/24]: ",
        "? account of the models, for cross-account inference [- for none]: ",
        "? names of its SageMaker endpoints that LOBs may invoke, or all (default: iris, a sample model that it makes), with spaces between [- for none]: ",
        "? lines of business, each as name=account, behind a hub also name=account=cidr (default: a free CIDR block), with spaces between [- for none]: ",
      ]);
      expect(terminal.said[14]).to.equal("? Write these files? Type yes: ");
      expect(copy.texts).to.deep.equal(after);
    }));

  it("asks again at once what can't be right, and nothing of a hub where there is none", () =>
    withCopy({}, async (copy) => {
      const terminal = new FakeTerminal(
        {},
        ...[
          "eu-west-9",
          "",
          "",
          "Acme",
          "acme-",
          "teams",
          "/teams/",
          "arn:aws:iam::123412341234:policy/Limit",
          "Limit",
        ],
        ...["-", "", "1234", "123412341234", "churn", "", "retail", "retail=555555555555", "yes"],
      );
      await init(copy, {}, terminal);
      expect(terminal.said.filter((line) => line.startsWith("! "))).to.deep.equal([
        '! --region is "eu-west-9": AWS has no region eu-west-9; did you mean eu-west-1, eu-west-2 or eu-west-3?',
        '! --name-prefix is "Acme": a prefix has 1 to 20 lower-case letters, digits and hyphens and starts with a letter, since a bucket\'s name begins with it',
        '! --role-path is "teams": a path begins and ends with a slash, such as /teams/ml/, with letters, digits and _+=,.@- between',
        '! --boundary is "arn:aws:iam::123412341234:policy/Limit": a boundary is a policy of the role\'s own account; give the name that it has in each, Limit',
        "! --shared is not set, and neither is --parent: give the account of the hub, that of the models, or both",
        '! --parent is "1234": an account id has 12 digits, and this has 4',
        "! --lob is not set: give each line of business with its account, such as lob-a=333333333333",
        "! --lob retail has no account: give that of the LOB, as in retail=333333333333",
      ]);
      const parents = terminal.said.filter((line) => line.startsWith("? account of the models"));
      expect(parents).to.have.length(3);
      expect(Object.keys(copy.texts)).to.deep.equal(["Pulumi.parent.yaml", "Pulumi.retail.yaml", "Pulumi.yaml"]);
      for (const [stack, account] of [
        ["parent", "123412341234"],
        ["retail", "555555555555"],
      ]) {
        expect(copy.texts[`Pulumi.${stack}.yaml`])
          .to.include(`  ${key}:namePrefix: acme-\n  ${key}:rolePath: /teams/\n`)
          .and.include(`  ${key}:permissionsBoundary: arn:aws:iam::${account}:policy/Limit\n`);
      }
    }));

  it("asks everything again, with the earlier answers to take, where an earlier answer doesn't fit a later one", () =>
    withCopy({}, async (copy) => {
      const long = `l${"o".repeat(26)}ng`;
      const terminal = new FakeTerminal(
        {},
        ...["", "", "abcdefghijklmnopqrs-", "", "", "-", "123412341234", "churn", `${long}=555555555555`],
        ...["", "", "abc-", "", "", "", "", "", "", "yes"],
      );
      await init(copy, {}, terminal);
      expect(terminal.said.filter((line) => /^[!?]/.test(line)).slice(9, 19)).to.deep.equal([
        `! npm run init: 1 mistake, nothing was changed\n  --name-prefix is "abcdefghijklmnopqrs-", which makes the name abcdefghijklmnopqrs-SageMakerInvoker-${long} 2 characters longer than the 64 that AWS takes: shorten it by 2, or the stack's name`,
        "? AWS region [eu-west-1]: ",
        "? ARN of your AWS organization, as aws organizations describe-organization shows it [- for none]: ",
        "? beginning of every name in AWS, such as acme-, if your organization requires one [abcdefghijklmnopqrs-]: ",
        "? path of every role, such as /teams/ml/, if your organization requires one [- for none]: ",
        "? name of the IAM policy in each account, such as baseline/Limit, that your organization requires as every role's permissions boundary [- for none]: ",
        "? account of the hub, for private Studio [- for none]: ",
        "? account of the models, for cross-account inference [123412341234]: ",
        "? names of its SageMaker endpoints that LOBs may invoke, or all (default: iris, a sample model that it makes), with spaces between [churn]: ",
        `? lines of business, each as name=account, behind a hub also name=account=cidr (default: a free CIDR block), with spaces between [${long}=555555555555]: `,
      ]);
      expect(Object.keys(copy.texts)).to.deep.equal([`Pulumi.${long}.yaml`, "Pulumi.parent.yaml", "Pulumi.yaml"]);
    }));

  it("writes nothing where the answer isn't yes, or nobody is there to be asked", () =>
    withCopy({}, async (copy) => {
      const before = copy.texts;
      const failure = (terminal: FakeTerminal) => init(copy, {}, terminal).catch((error: unknown) => error);
      expect(await failure(new FakeTerminal({}, ...answers, ""))).to.have.property(
        "message",
        "that isn't yes, so nothing was written",
      );
      expect(await failure(new FakeTerminal({ answers: false }))).to.have.property(
        "message",
        "there is no terminal to ask on, so nothing was written: run this in a terminal, or give options, npm run init -- --help",
      );
      expect(copy.texts).to.deep.equal(before);
    }));
});
