import { expect } from "chai";
import { clientCredentials } from "../../../scripts/support/credentials";
import type { Surroundings } from "../../../scripts/teardown/command";
import { makeStack } from "../../../stacks/project/stack";
import { refusalOf } from "../support/files";
import { Operators, operatorArn } from "../support/operators";
import { Bench, project } from "./support/bench";

const estate = {
  ...project,
  stacks: project.stacks.map(({ name, texts }) => makeStack(name, { ...texts, deployRole: "Deploy" })),
};

// Every stack's file names a role, and the operator has only credentials of the hub's account.
describe("npm run teardown, with roles in the accounts", () => {
  let bench: Bench;
  let around: Pick<Surroundings, "atHand" | "clients" | "engine">;
  let operators: Operators;
  let read: string[];
  beforeEach(async () => {
    bench = await Bench.start(estate);
    read = [];
    operators = await Operators.signIn(bench.aws);
    for (const account of ["111122223333", "222222222222"]) {
      await operators.letIn(account, "Deploy");
    }
    around = {
      atHand: operators.atHand,
      clients: (_, source) => bench.clientsWith(clientCredentials(source)),
      engine: () => ({
        state: (name) => {
          read.push(name);
          return bench.engine.state(name);
        },
        destroy: (name, options) => bench.engine.destroy(name, options),
      }),
    };
  });
  afterEach(() => bench.close());

  it("takes the stacks down as sessions of these roles", async () => {
    for (const account of ["333333333333", "444444444444"]) {
      await operators.letIn(account, "Deploy");
    }
    await bench.run({}, around);
    expect(bench.said.at(-1)).to.equal("Down: lob-b, child, parent, shared.");
    const ofSageMaker = bench.aws.world.trail.since(0).filter(({ action }) => action.startsWith("sagemaker:"));
    expect([...new Set(ofSageMaker.map(({ caller }) => caller))].sort()).to.deep.equal([
      "arn:aws:sts::333333333333:assumed-role/Deploy/ann@example.com",
      "arn:aws:sts::444444444444:assumed-role/Deploy/ann@example.com",
    ]);
    expect(operators.asked).to.have.length(4);
  });

  it("names every role that can't be assumed before it asks for a state, readers' roles as well", async () => {
    const why = (stack: string, account: string) =>
      `  account of stack ${stack} is ${account}, and ${operatorArn} may not assume its deployRole arn:aws:iam::${account}:role/Deploy: check that the role exists, that its trust policy lets this caller in, and that the caller's own policies allow sts:AssumeRole on it; or name a profile of that account with --profile`;
    expect(await refusalOf(() => bench.run({ stack: ["shared"] }, around))).to.equal(
      [
        "npm run teardown: 2 mistakes, nothing was changed",
        why("child", "333333333333"),
        why("lob-b", "444444444444"),
      ].join("\n"),
    );
    expect({ read, calls: bench.calls, said: bench.said }).to.deep.equal({ read: [], calls: [], said: [] });
  });
});
