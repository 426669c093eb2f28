import { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { operatorOf } from "../../../local/estate/operator";
import { makeStack } from "../../../stacks/project/stack";
import { refusalOf } from "../support/files";
import { Bench, project, region } from "./support/bench";

// What prevents a teardown is found before anything is deleted, and reported together.
describe("npm run teardown, with something in its way", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
  });
  afterEach(() => bench.close());

  /** The lines of what it is refused with, after which nothing is touched. */
  async function refused(...[options, around]: Parameters<Bench["run"]>): Promise<string[]> {
    const before = ["child", "lob-b", "shared", "parent"].map((name) => bench.everythingOf(name));
    const [head, ...lines] = (await refusalOf(() => bench.run(options, around))).split("\n");

    const count = lines.length === 1 ? "1 mistake" : `${lines.length} mistakes`;
    expect(head).to.equal(`npm run teardown: ${count}, nothing was changed`);
    expect(bench.calls).to.deep.equal([]);
    expect(bench.questions).to.deep.equal([]);
    expect(bench.said).to.deep.equal([]);
    expect(["child", "lob-b", "shared", "parent"].map((name) => bench.everythingOf(name))).to.deep.equal(before);
    return lines;
  }

  function put(stackName: string, type: string, state: object): void {
    const { account } = bench.stack(stackName).config;
    const urn = `urn:pulumi:${stackName}::project::${type}::it`;
    bench.aws.world.put({ urn, type, stack: stackName, id: "it", account, region, state });
  }

  const retained =
    '  homeFileSystem of stack child is "Retain", and the file system that stays would keep the network: save what its users need, set homeFileSystem: Delete in Pulumi.child.yaml, and run this again';
  const protectedByAws =
    "  deletionProtection of stack shared is on for table users-shared, user pool studio-shared: set deletionProtection: false in Pulumi.shared.yaml, npx pulumi up --stack shared, and run this again";
  const full = (bucket: string, stack: string) =>
    `  bucket ${bucket} of stack ${stack} holds files, and S3 deletes only empty buckets: save what its users need, empty it with aws s3 rm s3://${bucket} --recursive, and run this again`;

  /** The project with another homeFileSystem in LOB A's file, whatever its domain was created with. */
  const homeIn = (homeFileSystem: string) => ({
    readProject: () => ({
      ...project,
      stacks: project.stacks.map((stack) =>
        stack.name === "child" ? makeStack("child", { ...stack.texts, homeFileSystem }) : stack,
      ),
    }),
  });

  function protectHub(): void {
    put("shared", "aws:dynamodb/table:Table", { name: "users-shared", deletionProtectionEnabled: true });
    put("shared", "aws:cognito/userPool:UserPool", { name: "studio-shared", deletionProtection: "ACTIVE" });
  }

  it("refuses home directories that would stay, by the current config", async () => {
    expect(await refused({}, homeIn("Retain"))).to.deep.equal([retained]);
    await bench.run({ stack: ["child"] }, homeIn("Delete"));
    expect(bench.calls).to.include("DeleteDomain d-aaaaaaaaaaaa Delete");
  });

  it("refuses home directories that stay by default", async () => {
    expect(await refused({}, homeIn(""))).to.deep.equal([retained]);
  });

  it("takes a LOB whose domain is gone, whatever becomes of home directories", async () => {
    for (const { urn } of bench.aws.world.ofStack("child").filter(({ type }) => type.startsWith("aws:sagemaker/"))) {
      bench.aws.world.remove(urn);
    }
    await bench.run({ stack: ["child"] }, homeIn("Retain"));
    expect(bench.everythingOf("child")).to.deep.equal([]);
  });

  it("refuses tables and a user pool that AWS protects", async () => {
    protectHub();
    expect(await refused({ dryRun: true })).to.deep.equal([protectedByAws]);
  });

  it("takes a hub whose protection is off", async () => {
    put("shared", "aws:dynamodb/table:Table", { name: "users-shared", deletionProtectionEnabled: false });
    put("shared", "aws:cognito/userPool:UserPool", { name: "studio-shared", deletionProtection: "INACTIVE" });
    await bench.run({ yes: true });
    expect(bench.everythingOf("shared")).to.deep.equal([]);
  });

  it("refuses what Pulumi protects", async () => {
    const urn = "urn:pulumi:parent::project::aws:iam/role:Role::invoke";
    const resource = { urn, type: "aws:iam/role:Role", custom: true, protect: true, outputs: { name: "Invoke" } };
    bench.engine.extra.set("parent", { resources: [resource] });
    expect(await refused({ yes: true })).to.deep.equal([
      `  aws:iam/role:Role Invoke of stack parent is protected by Pulumi: npx pulumi state unprotect '${urn}' --stack parent, and run this again`,
    ]);
  });

  it("refuses a state that doesn't show what was created, and accepts one that doesn't show what was deleted", async () => {
    const operation = (type: string) => ({
      type,
      resource: { urn: "urn:pulumi:child::project::aws:ec2/subnet:Subnet::lob-a-1", type: "aws:ec2/subnet:Subnet" },
    });
    bench.engine.extra.set("child", { pending: [operation("creating"), operation("deleting")] });
    expect(await refused()).to.deep.equal([
      '  state of stack child doesn\'t show whether aws:ec2/subnet:Subnet "lob-a-1" was created, since a run was cut off: npx pulumi refresh --stack child asks you, then run this again',
    ]);

    bench.engine.extra.set("child", { pending: [operation("deleting"), operation("updating")] });
    await bench.run();
    expect(bench.everythingOf("child")).to.deep.equal([]);
  });

  it("refuses a stack that another run works on", async () => {
    bench.engine.extra.set("lob-b", { updating: true });
    expect(await refused()).to.deep.equal([
      "  stack lob-b is being updated by another run: wait until it ends, or free it with npx pulumi cancel --stack lob-b if that run was killed",
    ]);
  });

  it("refuses a bucket that holds files", async () => {
    bench.filled.add("files-lob-b");
    expect(await refused()).to.deep.equal([full("files-lob-b", "lob-b")]);
  });

  it("refuses a hub without the stacks that read it, naming them, and a parent likewise", async () => {
    expect(await refused({ stack: ["shared"] })).to.deep.equal([
      "  stack shared is read by child, lob-b, which are up: take them down first, or together with it: --stack child lob-b shared",
    ]);
    expect(await refused({ stack: ["parent", "child"] })).to.deep.equal([
      "  stack parent is read by lob-b, which is up: take it down first, or together with it: --stack lob-b parent",
    ]);
  });

  it("takes a hub when the stacks that read it are down", async () => {
    await bench.run({ stack: ["lob-b", "child"] });
    bench.calls.length = 0;
    await bench.run({ stack: ["shared"] });
    expect(bench.calls).to.deep.equal(["destroy shared"]);
  });

  it("refuses credentials of other accounts, all of them together", async () => {
    const operator = await operatorOf(bench.aws, { account: "222222222222", region });
    const lines = await refused({}, { clients: () => bench.clientsOf(operator) });
    const wrong = (stack: string, account: string) =>
      `  account of stack ${stack} is ${account}, but the credentials are of account 222222222222: use credentials of ${account}`;
    expect(lines).to.deep.equal([
      wrong("lob-b", "444444444444"),
      wrong("child", "333333333333"),
      wrong("shared", "111122223333"),
    ]);
  });

  it("refuses to begin without credentials, naming the profile that has none", async () => {
    const operator = await operatorOf(bench.aws, { account: "333333333333", region });
    const credentials = async () => {
      throw Object.assign(new Error("no"), { name: "CredentialsProviderError" });
    };
    const lines = await refused(
      { stack: ["child"], profile: ["child=data-science"] },
      {
        clients: (_stack, profile) => {
          expect(profile).to.equal("data-science");
          return { ...bench.clientsOf(operator), sts: new STSClient({ region, credentials }) };
        },
      },
    );
    expect(lines).to.deep.equal([
      "  account of stack child is 333333333333, and profile data-science has no valid AWS credentials: sign in with it, or name another",
    ]);
  });

  it("reports which accounts AWS doesn't let it look at, with what is wrong elsewhere", async () => {
    const expired = Object.assign(new Error("The security token included in the request is expired"), {
      ...{ name: "ExpiredToken", $fault: "client", $metadata: {} },
    });
    const operator = await operatorOf(bench.aws, { account: "444444444444", region });
    bench.filled.add("files-lob-b");
    const lines = await refused(
      { stack: ["lob-b", "child"] },
      {
        clients: ({ name }) => {
          const clients = bench.clientsOf(operator);
          const refuse = () => () => Promise.reject(expired);
          if (name === "child") {
            clients.sts.middlewareStack.add(refuse, { step: "initialize" });
          }
          return clients;
        },
      },
    );
    expect(lines).to.deep.equal([
      full("files-lob-b", "lob-b"),
      "  account of stack child is 333333333333, and can't be looked at: AWS answered ExpiredToken: The security token included in the request is expired",
    ]);
  });

  it("reports everything together", async () => {
    protectHub();
    bench.filled.add("files-child").add("files-lob-b");
    expect(await refused({}, homeIn("Retain"))).to.deep.equal([
      full("files-lob-b", "lob-b"),
      retained,
      full("files-child", "child"),
      protectedByAws,
    ]);
  });
});
