import { expect } from "chai";
import { questionOf } from "../../local/aws/iam/authorize";
import { decisionOf } from "../../local/aws/iam/decision";
import { role } from "../../local/aws/iam/kinds";
import { trustPolicy } from "../../local/aws/iam/trust-policy";
import type { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { startSampleModel } from "../../local/model/sample-model";
import { samplePayloads } from "../../local/scenarios/payload";
import { People } from "../../local/scenarios/people";
import { readAnswer } from "../../local/scenarios/scenario";
import { enter } from "../../local/scenarios/studio-users";
import type { HttpServer } from "../../local/support/http-server";
import { mistakesBetween } from "../../stacks/project/project-checks";
import { isChild, isShared } from "../../stacks/project/roles";
import { makeStack, type Project, type Stack } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { standing } from "./support/studio-estate";

/** A stack of a second environment in the same account. */
function twin({ name, texts, config }: Stack): Stack {
  const { sharedStack = "", parentStack = "" } = texts;
  return makeStack(`test-${name}`, {
    ...texts,
    role: config.role,
    ...(config.role === "child" && { lob: config.lob }),
    ...(sharedStack !== "" && { sharedStack: `test-${sharedStack}` }),
    ...(parentStack !== "" && { parentStack: `test-${parentStack}` }),
    ...(isShared({ name, texts, config }) && { apiGatewayLogRole: "existing" }),
    namePrefix: "test-",
    rolePath: "/test/",
  });
}

const both: Project = withSimulators({
  ...shippedProject,
  stacks: [...shippedProject.stacks, ...shippedProject.stacks.map(twin)],
});

const anything = {
  name: "Anything",
  document: {
    Version: "2012-10-17",
    Statement: [{ Sid: "Anything", Effect: "Allow", Action: "*", Resource: "*" }],
  },
};

describe("Two environments in the same four accounts", () => {
  let estate: Estate;
  let model: HttpServer;

  before(async () => {
    model = await startSampleModel();
    estate = await standing(both, model.url);
  });

  after(async () => {
    await model.close();
    await estate.close();
  });

  it("have files without a mistake between them", () => {
    expect(both.stacks.flatMap((stack) => mistakesBetween(both, stack))).to.deep.equal([]);
  });

  for (const [hubName, childName] of [
    ["shared", "child"],
    ["test-shared", "test-child"],
  ] as const) {
    it(`invoke and open Studio in that of ${hubName}`, async () => {
      const hub = both.stacks.filter(isShared).find(({ name }) => name === hubName);
      const child = both.stacks.filter(isChild).find(({ name }) => name === childName);
      if (hub === undefined || child === undefined) {
        throw new Error("the project has lost a stack");
      }
      expect(readAnswer(await estate.invoke(child, samplePayloads[0]))).to.include({ status: 200 });

      const people = new People(estate, hub);
      const [member] = await enter(estate, hub, [child]);
      if (member === undefined) {
        throw new Error("nobody was entered");
      }
      const token = (await people.signIn(member, people.desk())).accessToken;
      const { headers } = await people.callApi(people.desk(), member.user, token);
      const { status, text } = await people.desk().open(headers.location ?? "");
      expect({ status, own: text.includes(member.domain) }).to.deep.equal({ status: 200, own: true });
    });
  }

  const pairs = [
    { caller: ["child", "SageMakerInvoker-child"], target: ["parent", "SageMakerExternal"] },
    { caller: ["shared", "StudioPresignedUrl-shared"], target: ["child", "PresignedURLGenerator"] },
  ] as const;

  function roleOf(prefix: string, [stack, name]: readonly [string, string]) {
    const own = `${prefix}${name.replace(/-(child|shared)$/, `-${prefix}$1`)}`;
    const found = estate.aws.world.all(role).find((one) => one.stack === `${prefix}${stack}` && one.state.name === own);
    if (found === undefined) {
      throw new Error(`stack ${prefix}${stack} has no role ${own}`);
    }
    return found;
  }

  for (const { caller, target } of pairs) {
    for (const [from, to] of [
      ["", ""],
      ["test-", "test-"],
      ["", "test-"],
      ["test-", ""],
    ] as const) {
      const allowed = from === to;
      it(`${allowed ? "let" : "refuse"} ${from}${caller[1]} ${allowed ? "assume" : "for"} ${to}${target[1]}, whatever its own policies say`, async () => {
        const { world, sessions } = estate.aws;
        const wanted = roleOf(to, target);
        const question = questionOf(world, {
          session: sessions.open(roleOf(from, caller), "somebody", 3600, { sourceIdentity: "somebody" }),
          action: "sts:AssumeRole",
          resource: { arn: wanted.state.arn, account: wanted.account, region: wanted.region },
          context: {
            "sts:RoleSessionName": "somebody",
            ...(target[0] === "parent" ? { "sts:ExternalId": wanted.account } : { "sts:SourceIdentity": "somebody" }),
          },
          resourcePolicy: trustPolicy(world, wanted),
        });

        const decision = await decisionOf({ ...question, identityPolicies: [anything] });

        expect(decision.allowed).to.equal(allowed);
        expect(decision.decidedBy).to.include(`the trust policy of ${wanted.state.name}`);
      });
    }
  }
});
