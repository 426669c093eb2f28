import { expect } from "chai";
import { setEnvironment } from "../functions/support/environment";
import { runHere } from "../support/run-here";
import { asProcess, staticKeys } from "./support/as-process";
import { FakeAws, places } from "./support/fake-aws";

/** Answers what the Automation API asks the Pulumi CLI for, and nothing else. */
const cli = `if (process.env.LOGGED_OUT === undefined && /^stack output --json (--show-secrets )?--stack shared\\b/.test(asked)) {
  console.log(${JSON.stringify(JSON.stringify({ account: "111122223333", region: "eu-west-1", ...places }))});
} else {
  console.error("warning: old\\nerror: please log in");
  process.exitCode = 255;
}
`;

// What npm run populate runs, with the real SDK and the Automation API. The rest is asked of scripts/populate.
describe("npm run populate", () => {
  let aws: FakeAws;

  before(async () => {
    aws = await FakeAws.start();
  });
  after(() => aws.close());

  const { folder, run } = asProcess("scripts/populate.ts", cli, () => staticKeys(aws.url));

  const example = "scripts/populate/users.example.csv";

  it("populates from the shipped example and a file of passwords, and exits 0", async () => {
    const content = "user,password\nuser-lob-a,Given-pass-1\nuser-lob-b,Given-pass-2\n";
    const finished = await run(example, "--passwords-from", folder.write("passwords.csv", content));
    expect(finished).to.deep.equal({
      code: 0,
      stdout: [
        "users.example.csv into stack shared, account 111122223333, eu-west-1",
        "  created  user-lob-a  lob-a, profile user-lob-a, with the given password",
        "  created  user-lob-b  lob-b, profile user-lob-b, with the given password",
        "2 created, 0 moved, 0 changed, 0 removed, 0 unchanged.",
        "",
      ].join("\n"),
      stderr: "",
    });
    expect([...aws.rows]).to.deep.equal([
      ["user-lob-a", ["lob-a", "user-lob-a"]],
      ["user-lob-b", ["lob-b", "user-lob-b"]],
    ]);
  });

  it("does nothing the second time, and exits 0", async () => {
    aws.writes.length = 0;
    const { code, stdout, stderr } = await runHere("scripts/populate.ts", example, "--stack", "shared", "--prune");
    expect({ code, stderr, writes: aws.writes, last: stdout.split("\n").at(-2) }).to.deep.equal({
      code: 0,
      stderr: "",
      writes: [],
      last: "0 created, 0 moved, 0 changed, 0 removed, 2 unchanged.",
    });
  });

  it("reports in one sentence what AWS refused, and exits 1", async () => {
    aws.lobs = [];
    aws.faults.set("DescribeUserPool", ["ResourceNotFoundException", "User pool eu-west-1_AbCdEfGhI does not exist."]);
    const finished = await runHere("scripts/populate.ts", example);
    aws.faults.clear();
    expect(finished).to.deep.equal({
      code: 1,
      stdout: "",
      stderr:
        "AWS answered ResourceNotFoundException: User pool eu-west-1_AbCdEfGhI does not exist.; nothing was changed\n",
    });
  });

  const mistakes: readonly {
    title: string;
    options: readonly string[];
    environment?: Readonly<Record<string, string>>;
    says: string;
  }[] = [
    {
      title: "a stack that isn't the project's",
      options: [example, "--stack", "nowhere"],
      says: 'options: 1 mistake, nothing was changed\n  --stack is "nowhere": users are in a shared stack, and those here are shared\n',
    },
    {
      title: "a CLI that can't say",
      options: [example],
      environment: { LOGGED_OUT: "true" },
      says: "stack shared: 1 mistake, nothing was changed\n  its outputs can't be read by the Pulumi CLI: please log in; log in where it is kept, npx pulumi login\n",
    },
  ];
  for (const { title, options, environment = {}, says } of mistakes) {
    it(`answers ${title} with exit code 1 and nothing half done`, async () => {
      const before = setEnvironment(environment);
      const finished = await runHere("scripts/populate.ts", ...options).finally(before);
      expect(finished).to.deep.equal({ code: 1, stdout: "", stderr: says });
    });
  }
});
