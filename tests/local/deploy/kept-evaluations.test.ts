import { expect } from "chai";
import { role } from "../../../local/aws/iam/kinds";
import { LocalAws } from "../../../local/aws/local-aws";
import { Evaluation, type Outputs } from "../../../local/deploy/evaluation";
import { type Evaluated, evaluatedOnce } from "../../../local/deploy/kept-evaluations";
import { failure } from "../support/failure";
import { eachTestOnItsOwnAws, lambdaTrust, parentAccount, region } from "../support/local-aws";

const runner = {
  urn: `urn:pulumi:models::estate::${role.token}::role`,
  type: role.token,
  name: "role",
  stack: "models",
  account: parentAccount,
  region,
  inputs: { name: "Runner", assumeRolePolicy: lambdaTrust },
};

describe("Evaluations that a process keeps", () => {
  const local = eachTestOnItsOwnAws();
  let outputs: Outputs;
  let key: string;
  let evaluations: number;
  beforeEach(function () {
    outputs = new Map([["estate/parent", { roleArn: "arn:first" }]]);
    key = String(this.currentTest?.fullTitle());
    evaluations = 0;
  });

  /** Brings a program up that reads what the parent promises, and makes a role. */
  function evaluated(aws = local()): Promise<Evaluated> {
    return evaluatedOnce(key, aws, outputs, async () => {
      evaluations += 1;
      const evaluation = new Evaluation();
      const read = evaluation.outputsOf("estate/parent", outputs);
      const { state } = await evaluation.put(aws, runner, evaluation.run());
      return { evaluation, outputs: { read, arn: state.arn }, warnings: ["one"] };
    });
  }

  it("ask another AWS for the same, and give the same, where nothing differs", async () => {
    const first = await evaluated();
    const other = await LocalAws.start();
    other.world.openAccount({ id: parentAccount });
    try {
      outputs = new Map([["estate/parent", { roleArn: "arn:first" }]]);
      expect(await evaluated(other)).to.equal(first);
      expect(evaluations).to.equal(1);
      expect(other.world.get(runner.urn)).to.deep.equal(local().world.get(runner.urn));
    } finally {
      await other.close();
    }
  });

  const differences: Readonly<Record<string, () => void>> = {
    "a stack has another config": () => {
      key += " other";
    },
    "another stack promises something else": () => {
      outputs.set("estate/parent", { roleArn: "arn:second" });
    },
    "another stack is gone": () => {
      outputs.delete("estate/parent");
    },
    "AWS makes something up that it didn't before": () => local().world.remove(runner.urn),
  };

  for (const [what, differ] of Object.entries(differences)) {
    it(`aren't taken where ${what}`, async () => {
      await evaluated();
      differ();
      await evaluated();
      expect(evaluations).to.equal(2);
    });
  }

  it("leave it to an evaluation to be refused", async () => {
    await evaluated();
    const { world } = local();
    for (const standing of world.list(role, parentAccount)) {
      world.remove(standing.urn);
      world.put({ ...standing, urn: `${standing.urn}-by-hand` });
    }

    const { message } = await failure(evaluated());
    expect(message).to.equal("Role with name Runner already exists.");
    expect(evaluations).to.equal(2);
  });

  it("are a hundred at most, the latest ones", async () => {
    const first = key;
    await evaluated();
    for (let count = 0; count < 100; count++) {
      key = `${first} ${count}`;
      await evaluated();
    }
    await evaluated();
    expect(evaluations).to.equal(101);
    key = first;
    await evaluated();
    expect(evaluations).to.equal(102);
  });
});
