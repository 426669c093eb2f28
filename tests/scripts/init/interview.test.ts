import { expect } from "chai";
import { withCopy } from "../onboard/support/project-copy";
import { FakeTerminal } from "../support/fake-terminal";
import { after, init, key } from "./two-lobs";

describe("npm run init without options", () => {
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
