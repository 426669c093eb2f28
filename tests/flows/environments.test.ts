import { expect } from "chai";
import type { TrailEvent } from "../../local/aws/core/trail";
import { vpcEndpoint } from "../../local/aws/ec2/kinds";
import { authorize } from "../../local/aws/iam/authorize";
import { role } from "../../local/aws/iam/kinds";
import { trustPolicy } from "../../local/aws/iam/trust-policy";
import type { Estate, UpStack } from "../../local/estate/estate";
import { startSampleModel } from "../../local/model/sample-model";
import { samplePayloads } from "../../local/scenarios/payload";
import { type Member, People } from "../../local/scenarios/people";
import { readAnswer } from "../../local/scenarios/scenario";
import { enter } from "../../local/scenarios/studio-users";
import type { HttpServer } from "../../local/support/http-server";
import { mistakesBetween } from "../../stacks/project/project-checks";
import { bothEnvironments, dev, type Environment, shipped, standingSideBySide, ways } from "./support/environments";
import { Administrator } from "./support/studio-estate";

describe("Two environments beside each other", () => {
  let estate: Estate;
  let model: HttpServer;
  let up: ReadonlyMap<string, UpStack>;
  const inhabitants = new Map<Environment, { readonly people: People; readonly member: Member }>();

  before(async () => {
    model = await startSampleModel();
    ({ estate, up } = await standingSideBySide(model.url));
    for (const environment of [shipped, dev]) {
      const [member] = await enter(estate, environment.hub, [environment.child]);
      if (member !== undefined) {
        inhabitants.set(environment, { people: new People(estate, environment.hub), member });
      }
    }
  });

  after(async () => {
    await model.close();
    // Last, since there is none where a stack failed.
    await estate.close();
  });

  function inhabitantOf(environment: Environment) {
    const found = inhabitants.get(environment);
    if (found === undefined) {
      throw new Error("the environment has nobody");
    }
    return found;
  }

  async function tokenOf(environment: Environment): Promise<string> {
    const { people, member } = inhabitantOf(environment);
    return (await people.signIn(member, people.desk())).accessToken;
  }

  /** A presigned URL of an environment's own user, made the regular way. */
  async function presigned(environment: Environment): Promise<string> {
    const { people, member } = inhabitantOf(environment);
    const answer = await people.callApi(people.desk(), member.user, await tokenOf(environment));
    expect(answer.status).to.equal(302);
    return answer.headers.location ?? "";
  }

  function roleOf(account: string, name: string) {
    const found = estate.aws.world.list(role, account).find(({ state }) => state.name === name);
    if (found === undefined) {
      throw new Error(`account ${account} has no role ${name}`);
    }
    return found;
  }

  /** Asks for a role as somebody of an environment does, through its hub's endpoint for sts. */
  async function assuming(
    { hub }: Environment,
    caller: { readonly account: string; readonly name: string },
    target: { readonly account: string; readonly name: string },
    carried: Readonly<Record<string, string>>,
  ): Promise<TrailEvent | undefined> {
    const { world, sessions } = estate.aws;
    const endpoint = world
      .list(vpcEndpoint, hub.config.account)
      .find(({ state }) => state.serviceName.endsWith(".sts"));
    if (endpoint === undefined) {
      throw new Error(`hub ${hub.name} has no endpoint for sts`);
    }
    const wanted = roleOf(target.account, target.name);
    const mark = world.trail.mark();
    await authorize(world, {
      session: sessions.open(roleOf(caller.account, caller.name), "somebody", 3600),
      via: { endpoint, sourceAddress: "10.0.0.9" },
      action: "sts:AssumeRole",
      resource: { arn: wanted.state.arn, account: target.account, region: hub.config.region },
      context: { "sts:RoleSessionName": "somebody", ...carried },
      resourcePolicy: trustPolicy(world, wanted),
    });
    return world.trail.since(mark)[0];
  }

  it("have files without a mistake between them", () => {
    expect(bothEnvironments.stacks.flatMap((stack) => mistakesBetween(bothEnvironments, stack))).to.deep.equal([]);
  });

  it("come up with the same resources, but for the LOB that one has more", () => {
    const count = (name: string) => up.get(name)?.resources;
    const lobsOf = ({ hub }: Environment) => hub.config.lobs.length;

    expect(count("dev-parent")).to.equal(count("parent"));
    expect(count("dev-child")).to.equal(count("child"));
    // A LOB is a row of the hub's table and an account in its share.
    expect(count("dev-shared")).to.equal((count("shared") ?? 0) - 2 * (lobsOf(shipped) - lobsOf(dev)));
  });

  for (const environment of [shipped, dev]) {
    const name = environment.hub.name;

    it(`open Studio for the user of ${name}`, async () => {
      const { people, member } = inhabitantOf(environment);

      const { status, text } = await people.desk().open(await presigned(environment));

      expect(status).to.equal(200);
      expect(text).to.include(member.domain).and.to.include(member.profile);
    });

    it(`let the child of ${name} invoke its own parent through its own hub`, async () => {
      const { child, hub } = environment;

      const call = await estate.invoke(child, samplePayloads[0]);

      const own = estate.aws.world.list(vpcEndpoint, hub.config.account).map(({ id }) => id);
      expect(readAnswer(call).status).to.equal(200);
      expect(call.decisions.map(({ via }) => own.includes(via ?? ""))).to.deep.equal([true, true]);
    });
  }

  for (const { what, from, to } of ways) {
    describe(`keep ${what} people and code to themselves`, () => {
      const functionOf = ({ hub }: Environment) => ({
        account: hub.config.account,
        name: `StudioPresignedUrl-${hub.name}`,
      });
      const generatorOf = ({ child }: Environment) => ({
        account: child.config.account,
        name: "PresignedURLGenerator",
      });

      it("its function may assume its own LOB's PresignedURLGenerator, and not the other's, which decides it", async () => {
        const named = { "sts:SourceIdentity": "somebody" };
        const own = await assuming(from, functionOf(from), generatorOf(from), named);
        const other = await assuming(from, functionOf(from), generatorOf(to), named);

        expect(own?.allowed).to.equal(true);
        expect(other?.allowed).to.equal(false);
        expect(other?.decidedBy).to.match(
          new RegExp(`^the trust policy of PresignedURLGenerator: .*doesn't name account ${from.hub.config.account}`),
        );
      });

      it("a row that names the other's LOB leads nowhere", async () => {
        const { people, member } = inhabitantOf(from);
        const administrator = await Administrator.of(estate, from.hub);
        const target = inhabitantOf(to).member;
        try {
          await administrator.enterLob("lob-of-others", to.child.config.account);
          await administrator.enterUser(member.user, "lob-of-others", target.profile);

          const { status, text } = await people.callApi(people.desk(), member.user, await tokenOf(from));

          expect(status).to.equal(502);
          expect(JSON.parse(text).error.code).to.equal("CallRejected");
        } finally {
          await administrator.enterUser(member.user, member.lob.config.lob, member.profile);
          administrator.close();
        }
      });

      it("its tokens are refused at the other's API, for a user of the same name, too", async () => {
        const { people } = inhabitantOf(to);
        const token = await tokenOf(from);

        for (const { user } of [inhabitantOf(from).member, inhabitantOf(to).member]) {
          const { status, text } = await people.callApi(people.desk(), user, token);
          expect([status, JSON.parse(text).error.code]).to.deep.equal([401, "Unauthorized"]);
        }
      });

      it("its desks don't get through to the other's API", async () => {
        const { people, member } = inhabitantOf(to);
        const desk = inhabitantOf(from).people.desk();

        const { status } = await people.callApi(desk, member.user, await tokenOf(to));

        expect(status).to.equal(undefined);
      });

      it("its URLs open only from its own network", async () => {
        const url = await presigned(from);

        const elsewhere = await inhabitantOf(to).people.desk().open(url);

        expect(elsewhere.status).to.equal(403);
        expect(elsewhere.text).to.include("Auth token containing insufficient permissions");
        expect((await inhabitantOf(from).people.desk().open(url)).status).to.equal(200);
      });

      it("its child may assume its own parent's role, and not the other's, whose ExternalId it knows", async () => {
        const caller = { account: from.child.config.account, name: `SageMakerInvoker-${from.child.name}` };
        const ask = ({ parent }: Environment) => {
          const { account } = parent.config;
          return assuming(from, caller, { account, name: "SageMakerExternal" }, { "sts:ExternalId": account });
        };

        const own = await ask(from);
        const other = await ask(to);

        expect(own?.allowed).to.equal(true);
        expect(other?.allowed).to.equal(false);
        expect(other?.decidedBy).to.include(`the policies of ${caller.name}: `);
        expect(other?.decidedBy).to.include(
          `the trust policy of SageMakerExternal: statement InvokingRoles doesn't name account ${caller.account}`,
        );
      });
    });
  }
});
