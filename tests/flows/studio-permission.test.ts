import { expect } from "chai";
import { rolePolicy } from "../../local/aws/iam/kinds";
import { messageOf } from "../../local/scenarios/studio-flow";
import { suiteWithStudio } from "./support/studio-estate";

const insufficient = "Auth token containing insufficient permissions";

describe("An open Studio of the shipped estate", () => {
  const studio = suiteWithStudio();

  /** Opens Studio for the first person, and gives the page after it is loaded again. */
  async function enter() {
    const { stage, member } = studio();
    const browser = stage.desk();
    const { accessToken } = await stage.signIn(member, browser);
    const answer = await stage.callApi(browser, member.user, accessToken);
    const url = answer.headers.location ?? "";
    const first = await browser.open(url);
    expect(first.status).to.equal(200);
    return { url, browser, reload: () => browser.open(new URL("/", url).href) };
  }

  /** Names of the policies that PresignedURLGenerator has in the first person's account. */
  function generatorPolicies(): string[] {
    const { stage, member } = studio();
    return stage.estate.aws.world
      .list(rolePolicy, member.lob.config.account)
      .filter(({ state }) => state.role === "PresignedURLGenerator")
      .map(({ state }) => state.name);
  }

  it("closes at the next request when the role's permission is taken away, and opens again when it is back", async () => {
    const { stage, member, call } = studio();
    const { estate } = stage;
    const { browser, url, reload } = await enter();
    expect((await reload()).text).to.include(member.domain);
    const policies = generatorPolicies();
    expect(policies).not.to.deep.equal([]);

    for (const name of policies) {
      estate.deleteRolePolicy(member.lob, name);
    }
    const refused = [await reload(), await browser.open(url)];
    const decidedBy = stage.lastDenial();
    const { accessToken } = await stage.signIn(member, browser);
    const next = await call(member.user, accessToken);
    await estate.upAgain(member.lob.name);

    expect(refused.map(({ status, text }) => [status, text.includes(insufficient)])).to.deep.equal([
      [403, true],
      [403, true],
    ]);
    expect(decidedBy).to.equal("the policies of PresignedURLGenerator: none names sagemaker:CreatePresignedDomainUrl");
    // Nor does anybody get a new URL meanwhile.
    expect([next.status, JSON.parse(next.text).error.code]).to.deep.equal([502, "CallRejected"]);
    expect(generatorPolicies()).to.deep.equal(policies);
    expect(messageOf(await reload())).to.include(member.domain);
  });

  it("of one LOB stays open when another LOB's permission is taken away", async () => {
    const { stage, member } = studio();
    const [, other] = stage.members;
    const { reload } = await enter();

    for (const name of generatorPolicies()) {
      stage.estate.deleteRolePolicy(other.lob, name);
    }
    const { status } = await reload();
    await stage.estate.upAgain(other.lob.name);

    expect(status).to.equal(200);
    expect(member.domain).not.to.equal(other.domain);
  });

  it("closes for a browser that goes on from the internet", async () => {
    const { stage } = studio();
    const { url } = await enter();

    const elsewhere = await stage.laptop().open(url);

    expect([elsewhere.status, elsewhere.text.includes(insufficient)]).to.deep.equal([403, true]);
  });
});
