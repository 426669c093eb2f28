import { expect } from "chai";
import type { TrailEvent } from "../../local/aws/core/trail";
import { vpcEndpoint } from "../../local/aws/ec2/kinds";
import { authorize } from "../../local/aws/iam/authorize";
import { role } from "../../local/aws/iam/kinds";
import type { Browser, Page } from "../../local/scenarios/browser";
import { isStudioOf } from "../../local/scenarios/studio-flow";
import { suiteWithStudio } from "./support/studio-estate";

describe("People of the shipped estate", () => {
  const studio = suiteWithStudio();

  const tokenOfMember = async () => {
    const { stage, member } = studio();
    return (await stage.signIn(member, stage.desk())).accessToken;
  };

  /** The first person's presigned URL. */
  async function presignedUrl(): Promise<string> {
    const { member, call } = studio();
    const { status, headers } = await call(member.user, await tokenOfMember());
    expect(status).to.equal(302);
    return headers.location ?? "";
  }

  /** What was decided while something was done. */
  async function decisionsOn(work: () => Promise<unknown>): Promise<readonly TrailEvent[]> {
    const { trail } = studio().stage.estate.aws.world;
    const mark = trail.mark();
    await work();
    return trail.since(mark);
  }

  /** The word for the hub's endpoint that a call came through, such as `sts`. */
  function endpointOf({ via }: TrailEvent): string {
    const { account } = studio().stage.hub.config;
    const found = studio()
      .stage.estate.aws.world.list(vpcEndpoint, account)
      .find(({ id }) => id === via);
    return found?.state.serviceName.replace(/^com\.amazonaws\.[^.]+\.|^aws\.sagemaker\.[^.]+\./, "") ?? "the internet";
  }

  /** Decisions as `action through endpoint`, without repetition. */
  function ways(decisions: readonly TrailEvent[]): string[] {
    return [...new Set(decisions.map((event) => `${event.action} through ${endpointOf(event)}`))].sort();
  }

  it("are denied the API through another network's endpoint, though the authorizer allows their path", async () => {
    const { stage, member } = studio();

    const page = await stage.callApi(await stage.otherNetwork(), member.user, await tokenOfMember());

    expect(page.status).to.equal(403);
    expect(stage.lastDenial()).to.include("statement ThroughTheHubAlone denies it");
  });

  it("get a URL only by calls through the hub's endpoints: PresignedURLGenerator is used through sagemaker.api", async () => {
    const { stage } = studio();
    const { account, region } = stage.hub.config;
    await stage.estate.aws.lambda.recycle(`arn:aws:lambda:${region}:${account}:function:studio-presigned-url-shared`);

    const decisions = await decisionsOn(presignedUrl);

    expect(ways(decisions.filter(({ caller }) => caller.includes(":assumed-role/")))).to.deep.equal([
      "dynamodb:GetItem through dynamodb",
      "sagemaker:CreatePresignedDomainUrl through sagemaker.api",
      "sagemaker:ListDomains through sagemaker.api",
      "sts:AssumeRole through sts",
      "sts:SetSourceIdentity through sts",
    ]);
  });

  it("open Studio under the domain's own host: PresignedURLGenerator is used through studio", async () => {
    const { stage, member } = studio();
    const url = await presignedUrl();
    let page: Page | undefined;

    const decisions = await decisionsOn(async () => {
      page = await stage.desk().open(url);
    });

    expect(new URL(url).hostname).to.equal(`${member.domain}.studio.eu-west-1.sagemaker.aws`);
    expect(page !== undefined && isStudioOf(page, member), page?.text).to.equal(true);
    expect(ways(decisions)).to.deep.equal(["sagemaker:CreatePresignedDomainUrl through studio"]);
  });

  it("of one LOB have URLs made each under a session of their own", async () => {
    const { stage, administrator, member, signIn, call } = studio();
    const { accessToken } = await signIn("user-second", await administrator.makeUser("user-second"));
    await administrator.enterUser("user-second", member.lob.config.lob, member.profile);
    const own = await tokenOfMember();

    const decisions = await decisionsOn(async () => {
      expect((await call(member.user, own)).status).to.equal(302);
      expect((await call("user-second", accessToken)).status).to.equal(302);
    });

    const made = decisions.filter(({ action }) => action === "sagemaker:CreatePresignedDomainUrl");
    expect(made.map(({ caller }) => caller.replace(/^.*:assumed-role\//, ""))).to.deep.equal([
      `PresignedURLGenerator/${member.user}`,
      "PresignedURLGenerator/user-second",
    ]);
    expect(stage.generatorSessions()).to.include.members(made.map(({ caller }) => caller));
  });

  const answers: ReadonlyArray<
    readonly [what: string, status: number, ask: (browser: Browser, user: string, token: string) => Promise<Page>]
  > = [
    ["a redirect to a URL", 302, (browser, user, token) => studio().stage.callApi(browser, user, token)],
    ["a URL as JSON", 200, (browser, user, token) => studio().stage.callApi(browser, user, token, "application/json")],
    ["a refusal of the function", 400, (_browser, user, token) => studio().call(`${user}?space=-`, token)],
    [
      "a refusal of API Gateway",
      403,
      (browser, _user, token) => studio().stage.callApi(browser, "somebody-else", token),
    ],
    ["a refusal without a token", 401, (browser, user) => studio().stage.callApi(browser, user)],
  ];

  for (const [what, status, ask] of answers) {
    it(`get no-store with ${what}, so that no browser keeps it`, async () => {
      const { stage, member } = studio();

      const page = await ask(stage.desk(), member.user, await tokenOfMember());

      expect([page.status, page.headers["cache-control"]]).to.deep.equal([status, "no-store"]);
    });
  }

  it("can't become PresignedURLGenerator, not even the hub's administrator: it trusts only the function's role", async () => {
    const { estate, hub } = studio().stage;
    const { world } = estate.aws;
    const { account, region } = studio().member.lob.config;
    const roleIn = (owner: string, name: string) => {
      const found = world.list(role, owner).find(({ state }) => state.name === name);
      if (found === undefined) {
        throw new Error(`account ${owner} has no role ${name}`);
      }
      return found;
    };
    const { state } = roleIn(account, "PresignedURLGenerator");
    const mayBecomeIt = (name: string) =>
      authorize(world, {
        session: estate.aws.sessions.open(roleIn(hub.config.account, name), "somebody", 3600),
        action: "sts:AssumeRole",
        resource: { arn: state.arn, account, region },
        context: { "sts:SourceIdentity": "user-lob-a", "sts:RoleSessionName": "user-lob-a" },
        resourcePolicy: { name: "the trust policy", document: JSON.parse(state.assumeRolePolicy) },
      });

    expect(await mayBecomeIt("StudioPresignedUrl-shared")).to.equal(true);
    expect(await mayBecomeIt("Administrator")).to.equal(false);
    expect(studio().stage.lastDenial()).to.include("requires aws:PrincipalArn");
  });
});
