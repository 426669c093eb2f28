import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { logGroup } from "../../../local/aws/cloudwatch/kinds";
import { role } from "../../../local/aws/iam/kinds";
import { outputsOf } from "../../../local/aws/pulumi/inputs";
import type { Deployment, Program } from "../../../local/deploy/deployer";
import { deploy, type Outputs } from "../../../local/deploy/in-process";
import type { Stack } from "../../../stacks/project/stack";
import { failure } from "../support/failure";
import { eachTestOnItsOwnAws, lambdaTrust, parentAccount, region } from "../support/local-aws";
import { shippedProject } from "../support/project";
import { type Order, swapping } from "../support/swaps-program";

const stack = { name: "models", texts: {} };

function provider(): aws.Provider {
  return new aws.Provider("account", { region, allowedAccountIds: [parentAccount] });
}

/** A program with these log groups in AWS, by their names in the program. */
function logGroups(names: Readonly<Record<string, pulumi.Input<string>>>, retentionInDays = 30): Program {
  return async () => {
    const options = { provider: provider() };
    for (const [name, inAws] of Object.entries(names)) {
      new aws.cloudwatch.LogGroup(name, { name: inAws, retentionInDays }, options);
    }
    return {};
  };
}

describe("Bringing a stack up in this process", () => {
  const local = eachTestOnItsOwnAws();
  let outputs: Outputs;
  beforeEach(() => {
    outputs = new Map();
  });

  function up(program: Program, of: Pick<Stack, "name" | "texts"> = stack): Promise<Deployment> {
    return deploy(local(), "estate", of, outputs, program);
  }

  function idsOf(name: string): string[] {
    return local()
      .world.ofStack(name)
      .map(({ id }) => id);
  }

  function openShippedAccounts(): void {
    for (const { config } of shippedProject.stacks) {
      const organization = { id: "o-exampleorg1", path: "o-exampleorg1/r-root/" };
      local().world.openAccount({ id: config.account, organization });
    }
  }

  it("brings every shipped stack up with its resources", async () => {
    const { name, stacks } = shippedProject;
    openShippedAccounts();
    const resources: Record<string, number> = {};
    for (const shipped of stacks) {
      resources[shipped.name] = (await deploy(local(), name, shipped, outputs)).resources;
    }

    expect(resources).to.deep.equal({ shared: 141, parent: 16, child: 70, "lob-b": 70 });
  });

  it("keeps a role and its unique id when it is brought up again", async () => {
    const program = (description: string) => async () => {
      const { arn } = new aws.iam.Role(
        "role",
        { name: "Runner", description, assumeRolePolicy: lambdaTrust },
        { provider: provider() },
      );
      return { arn };
    };
    const first = await up(program("first"));
    const [before] = local().world.list(role, parentAccount);
    const second = await up(program("second"));
    const [after] = local().world.list(role, parentAccount);

    expect(second).to.deep.equal(first);
    expect(second.resources).to.equal(1);
    expect(after?.id).to.equal(before?.id);
    expect(after?.state.uniqueId).to.equal(before?.state.uniqueId);
    expect(after?.state).to.include({ description: "second" });
  });

  it("keeps the id of every resource when it is brought up again", async () => {
    const { name, stacks } = shippedProject;
    openShippedAccounts();
    for (const shipped of stacks) {
      await deploy(local(), name, shipped, outputs);
    }
    const before = stacks.flatMap((shipped) => idsOf(shipped.name));
    for (const shipped of stacks) {
      await deploy(local(), name, shipped, outputs);
    }

    expect(before).to.have.length.above(200);
    expect(stacks.flatMap((shipped) => idsOf(shipped.name))).to.deep.equal(before);
  });

  it("leaves inputs as they were first asked for whose changes the program ignores, as Pulumi does", async () => {
    const program = (retentionInDays: number, ignoreChanges: string[]) => async () => {
      const options = { provider: provider(), ignoreChanges };
      new aws.cloudwatch.LogGroup("logs", { name: "/a", retentionInDays }, options);
      return {};
    };
    const days = () =>
      local()
        .world.list(logGroup, parentAccount)
        .map((logs) => outputsOf(logs).retentionInDays);

    await up(program(30, ["retentionInDays"]));
    await up(program(60, ["retentionInDays"]));
    expect(days()).to.deep.equal([30]);
    await up(program(90, []));
    expect(days()).to.deep.equal([90]);
  });

  it("makes another role when the name changes, with another unique id, and removes the old one", async () => {
    const program = (inAws: string) => async () => {
      new aws.iam.Role("role", { name: inAws, assumeRolePolicy: lambdaTrust }, { provider: provider() });
      return {};
    };
    await up(program("Old"));
    const [before] = local().world.list(role, parentAccount);
    await up(program("New"));
    const roles = local().world.list(role, parentAccount);

    expect(roles.map(({ state }) => state.name)).to.deep.equal(["New"]);
    expect(roles[0]?.state.uniqueId).not.to.equal(before?.state.uniqueId);
  });

  it("is refused as AWS would, naming the resource, and doesn't affect the next stack", async () => {
    await up(logGroups({ a: "/a" }), { name: "first", texts: {} });
    const refused = await failure(up(logGroups({ b: "/a", c: "/c" }), { name: "second", texts: {} }));

    expect(refused.message).to.equal(
      'the local AWS refused aws:cloudwatch/logGroup:LogGroup "b" of stack second, as AWS would: ResourceAlreadyExistsException: The specified log group already exists',
    );
    expect((await up(logGroups({ d: "/d" }), { name: "third", texts: {} })).resources).to.equal(1);
  });

  it("removes what the program registers no more, and nothing of another stack", async () => {
    await up(logGroups({ a: "/other" }), { name: "other", texts: {} });
    await up(logGroups({ a: "/a", b: "/b", c: "/c" }));
    const less = await up(logGroups({ b: "/b" }));

    expect(less.resources).to.equal(1);
    expect(idsOf("models")).to.deep.equal(["/b"]);
    expect(idsOf("other")).to.deep.equal(["/other"]);
  });

  it("is refused to remove what AWS doesn't delete, as an engine is, and keeps what comes before it", async () => {
    const withPool = (protection: "ACTIVE" | "INACTIVE") => async () => {
      const options = { provider: provider() };
      const first = new aws.cloudwatch.LogGroup("first", { name: "/a", retentionInDays: 1 }, options);
      const pool = { name: "users", deletionProtection: protection };
      const users = new aws.cognito.UserPool("users", pool, { ...options, dependsOn: [first] });
      const last = { ...options, dependsOn: [users] };
      new aws.cloudwatch.LogGroup("last", { name: "/b", retentionInDays: 1 }, last);
      return {};
    };
    const nothing: Program = async () => {
      provider();
      return {};
    };
    await up(withPool("ACTIVE"));
    const error = await failure(up(nothing));

    expect(error.message).to.equal(
      'the local AWS refused aws:cognito/userPool:UserPool "users" of stack models, as AWS would: InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    );
    expect(idsOf("models")).to.have.length(2).and.include("/a").but.not.include("/b");
    await up(withPool("INACTIVE"));
    expect((await up(nothing)).resources).to.equal(0);
  });

  it("removes nothing when the program fails, since an update that fails ends where it is", async () => {
    await up(logGroups({ a: "/a", b: "/b" }));
    const error = await failure(
      up(async () => {
        throw new Error("the program failed");
      }),
    );

    expect(error.message).to.equal("the program failed");
    expect(idsOf("models")).to.deep.equal(["/a", "/b"]);
  });

  it("fails with what AWS refuses", async () => {
    const error = await failure(up(logGroups({ logs: "/a" }, 2)));

    expect(error.message).to.include(
      "1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint",
    );
    expect(idsOf("models")).to.deep.equal([]);
  });

  it("ends when something is refused, though more waits for it, and then waits for ever", async () => {
    const error = await failure(
      up(async () => {
        const options = { provider: provider() };
        const refused = new aws.cloudwatch.LogGroup("refused", { name: "/a", retentionInDays: 2 }, options);
        const next = new aws.cloudwatch.LogGroup("next", { name: "/b" }, { ...options, dependsOn: [refused] });
        const last = new aws.cloudwatch.LogGroup("last", { name: pulumi.interpolate`${next.name}/c` }, options);
        return { last: last.id };
      }),
    );

    expect(error.message).to.include('refused aws:cloudwatch/logGroup:LogGroup "refused" of stack models');
    expect(idsOf("models")).to.deep.equal([]);
    expect((await up(logGroups({ a: "/a" }))).resources).to.equal(1);
  });

  const inTurn: Order = { swaps: true, furtherTable: "by itself" };

  const swapTypes = {
    "first-swap": "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation",
    "second-swap": "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation",
  };

  /** The refusal of the swap that comes to AWS while the other is in progress. */
  function refusedSwap(late: keyof typeof swapTypes, early: keyof typeof swapTypes): string {
    return `the local AWS refused ${swapTypes[late]} "${late}" of stack models, as AWS would: IncorrectState: tgw-… is in invalid state: ${swapTypes[early]} "${early}" may still be in progress, and this change doesn't wait for it`;
  }

  it("is refused two changes of a transit gateway that don't wait for each other, whichever comes second", async () => {
    const error = await failure(up(swapping({ ...inTurn, swaps: false })));

    expect(error.message.replace(/tgw-\w+/, "tgw-…")).to.be.oneOf([
      refusedSwap("first-swap", "second-swap"),
      refusedSwap("second-swap", "first-swap"),
    ]);
  });

  it("is refused a table of a transit gateway that doesn't wait for the gateway's swaps", async () => {
    const error = await failure(up(swapping({ ...inTurn, furtherTable: "not" })));

    expect(error.message).to.match(
      /^the local AWS refused aws:\S+ "\S+" of stack models, as AWS would: IncorrectState: /,
    );
    expect(error.message).to.include('"further-table"');
  });

  for (const furtherTable of ["by itself", "by its component"] as const) {
    it(`is taken what changes a transit gateway in turn, where a further table waits ${furtherTable}`, async () => {
      expect((await up(swapping({ ...inTurn, furtherTable }))).resources).to.equal(6);
    });
  }

  it("is taken a change of one swap by itself, since what stands isn't under way", async () => {
    await up(swapping(inTurn));

    expect((await up(swapping({ swaps: false, furtherTable: "not" }))).resources).to.equal(6);
  });

  it("fails where two resources have one name in the program", async () => {
    const error = await failure(
      up(async () => {
        const options = { provider: provider() };
        for (const name of ["/a", "/b"]) {
          new aws.cloudwatch.LogGroup("logs", { name, retentionInDays: 1 }, options);
        }
        return {};
      }),
    );

    expect(error.message).to.include(
      'aws:cloudwatch/logGroup:LogGroup "logs" exists twice in stack models: rename one of them',
    );
  });

  it("fails where a function's code isn't text, since a file could be anything", async () => {
    const error = await failure(
      up(async () => {
        const code = new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.FileAsset("package.json") });
        new aws.lambda.Function("invoker", { role: "Runner", code }, { provider: provider() });
        return {};
      }),
    );

    expect(error.message).to.include(
      "\"index.mjs\" of a function's code isn't text: the local AWS runs only bundled text",
    );
  });

  it("gives AWS the plain value of a secret", async () => {
    await up(logGroups({ logs: pulumi.secret("/secret") }));

    expect(idsOf("models")).to.deep.equal(["/secret"]);
  });

  it("hands a program its config, project and stack as Pulumi does", async () => {
    const program: Program = async () => ({
      colour: new pulumi.Config().get("colour") ?? "none",
      project: pulumi.getProject(),
      stack: pulumi.getStack(),
      preview: pulumi.runtime.isDryRun(),
    });

    const first = await up(program, { name: "models", texts: { colour: "blue" } });
    expect(first.outputs).to.deep.equal({ colour: "blue", project: "estate", stack: "models", preview: false });
    const second = await up(program, { name: "other", texts: { shape: "round" } });
    expect(second.outputs).to.deep.equal({ colour: "none", project: "estate", stack: "other", preview: false });
  });

  const reading: Program = async () => {
    const { value } = await new pulumi.StackReference("acme/estate/models").getOutputDetails("arn");
    return { read: value ?? "nothing" };
  };
  const promising: Program = async () => {
    const { arn } = new aws.cloudwatch.LogGroup("logs", { name: "/a", retentionInDays: 1 }, { provider: provider() });
    return { arn };
  };

  it("lets a program read the outputs of a stack that is up, and none of one that isn't", async () => {
    expect((await up(reading, { name: "reader", texts: {} })).outputs).to.deep.equal({ read: "nothing" });
    await up(promising);
    expect((await up(reading, { name: "reader", texts: {} })).outputs).to.deep.equal({
      read: `arn:aws:logs:${region}:${parentAccount}:log-group:/a`,
    });
  });

  it("takes stacks one after the other, also when they are asked for at once", async () => {
    const [first, second] = await Promise.all([up(promising), up(reading, { name: "reader", texts: {} })]);

    expect(second.outputs).to.deep.equal({ read: first.outputs.arn });
  });

  it("collects what the program warns of, and leaves the console as it was", async () => {
    const { warn } = console;
    const { warnings } = await up(async () => {
      pulumi.log.warn("the quota is nearly used up");
      return {};
    });

    expect(warnings).to.deep.equal(["the quota is nearly used up"]);
    expect(console.warn).to.equal(warn);
    expect((await up(async () => ({}))).warnings).to.deep.equal([]);
  });
});
