import { expect } from "chai";
import type { HttpAnswer, Via } from "../../../../local/aws/core/service";
import type { Session } from "../../../../local/aws/core/sessions";
import { SetClock } from "../../support/clock";
import { childAccount, parentAccount, region } from "../../support/local-aws";
import {
  apiEndpoint,
  cookieOf,
  generator,
  makeDomain,
  open,
  openFromOutside,
  otherEndpoint,
  presign,
  studioEndpoint,
} from "../../support/studio-domain";
import { eachTestWithStudioServices, through } from "../../support/studio-services";

const tooLate = "Invalid or Expired Auth Token";
const notAllowed = "Auth token containing insufficient permissions";

/** What an answer says: what a user reads, without markup. */
function textOf({ status, body }: HttpAnswer): { status: number; lines: string[] } {
  const lines = [...String(body).matchAll(/<p>(.*?)<\/p>/g)].map(([, line = ""]) => line);
  return { status, lines };
}
const refusal = (line: string) => ({ status: 403, lines: [line] });

describe("Studio", () => {
  const clock = new SetClock();
  const services = eachTestWithStudioServices(clock);
  let domainId: string;
  let session: Session;
  beforeEach(async () => {
    clock.set(new Date());
    const { aws } = services();
    domainId = await makeDomain(aws);
    session = await generator(aws);
  });

  const ask = (members: object = {}, signer = session) =>
    presign(services(), signer, { DomainId: domainId, UserProfileName: "anna", ExpiresInSeconds: 60, ...members });
  const home = () => new URL(`https://${domainId}.studio.${region}.sagemaker.aws/`);
  const welcome = () => ({
    status: 200,
    lines: [`Domain: lob-a (${domainId})`, "User: anna", `Account: ${parentAccount}`],
  });
  /** Opens a presigned URL, and then Studio with the cookie that it set. */
  const enter = async () => cookieOf(await open(services(), await ask()));

  it("opens for a presigned URL, names domain and user, and stays open", async () => {
    const answer = await open(services(), await ask({ SessionExpirationDurationInSeconds: 1800 }));

    expect(textOf(answer)).to.deep.equal(welcome());
    expect(answer.headers).to.include({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    expect(answer.headers["set-cookie"]).to.match(
      new RegExp(`^studio-session-${domainId}=[\\w-]{128}; Max-Age=1800; Path=/; Secure; HttpOnly; SameSite=Lax$`),
    );
    expect(textOf(await open(services(), home(), { cookie: cookieOf(answer) }))).to.deep.equal(welcome());
  });

  it("opens until the URL's time is over, and not a second later", async () => {
    const url = await ask();

    clock.move(59);
    expect(textOf(await open(services(), url))).to.deep.equal(welcome());
    clock.move(1);
    expect(textOf(await open(services(), url))).to.deep.equal(refusal(tooLate));
  });

  it("stays open when the URL's time is over, until the session's is", async () => {
    const cookie = cookieOf(await open(services(), await ask({ SessionExpirationDurationInSeconds: 1800 })));

    clock.move(1799);
    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(welcome());
    clock.move(1);
    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(refusal(tooLate));
  });

  it("stays open when the credentials that asked for the URL have ended", async () => {
    const cookie = await enter();

    clock.move(7200);

    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(welcome());
  });

  for (const [what, change] of [
    ["no token", (url: URL) => url.searchParams.delete("token")],
    ["a token that was made up", (url: URL) => url.searchParams.set("token", "a".repeat(128))],
    ["another domain's token", (url: URL) => Object.assign(url, { hostname: home().hostname.replace("d-", "d-x") })],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const url = await ask();
      change(url);

      expect(textOf(await open(services(), url))).to.deep.equal(refusal(tooLate));
    });
  }

  it("refuses who has no cookie, one that was made up, or another domain's", async () => {
    const { aws } = services();
    const otherId = await makeDomain(aws, { account: childAccount, name: "lob-b" });
    const other = await ask({ DomainId: otherId }, await generator(aws, childAccount));
    const foreign = cookieOf(await open(services(), other)).replace(otherId, domainId);

    for (const cookie of ["", `studio-session-${domainId}=${"a".repeat(128)}`, foreign]) {
      expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(refusal(tooLate));
    }
  });

  it("refuses a URL through another endpoint, and from outside", async () => {
    const url = await ask();

    expect(textOf(await open(services(), url, { via: otherEndpoint }))).to.deep.equal(refusal(notAllowed));
    expect(textOf(await openFromOutside(services(), url))).to.deep.equal(refusal(notAllowed));
  });

  it("refuses a role that names only the endpoint of the API, though it got its URL", async () => {
    const half = await generator(services().aws, parentAccount, [apiEndpoint.endpoint.id], "Half");

    expect(textOf(await open(services(), await ask({}, half)))).to.deep.equal(refusal(notAllowed));
  });

  it("judges a cookie's request by its own way in", async () => {
    const cookie = await enter();

    expect(textOf(await open(services(), home(), { cookie, via: otherEndpoint }))).to.deep.equal(refusal(notAllowed));
    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(welcome());
  });

  it("asks the endpoint's policy, in which the caller is the role's session", async () => {
    const url = await ask();
    const allowing = (condition: object): Via =>
      through(studioEndpoint.endpoint.id, studioEndpoint.endpoint.state.serviceName, {
        Sid: "Open",
        Effect: "Allow",
        Principal: "*",
        Action: "sagemaker:CreatePresignedDomainUrl",
        Resource: "*",
        Condition: condition,
      });
    const account = (id: string) => allowing({ StringEquals: { "aws:PrincipalAccount": id } });

    expect(textOf(await open(services(), url, { via: account(parentAccount) }))).to.deep.equal(welcome());
    expect(textOf(await open(services(), url, { via: account(childAccount) }))).to.deep.equal(refusal(notAllowed));
  });

  it("refuses as soon as the role's permission is taken away, and opens when it is back", async () => {
    const cookie = await enter();
    const url = await ask();
    const { world } = services().aws;
    const permission = world.ofStack("stack").find(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    expect(permission?.urn).to.include("Policy");

    world.remove(permission?.urn ?? "");
    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(refusal(notAllowed));
    expect(textOf(await open(services(), url))).to.deep.equal(refusal(notAllowed));

    await generator(services().aws);
    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(welcome());
  });

  it("refuses when the user's profile is gone", async () => {
    const cookie = await enter();
    const { world } = services().aws;
    const profile = world.ofStack("stack").find(({ type }) => type === "aws:sagemaker/userProfile:UserProfile");

    world.remove(profile?.urn ?? "");

    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(refusal(tooLate));
  });

  it("keeps two domains open at once", async () => {
    const { aws } = services();
    const otherId = await makeDomain(aws, { account: childAccount, name: "lob-b", profile: "bob" });
    const other = await ask({ DomainId: otherId, UserProfileName: "bob" }, await generator(aws, childAccount));
    const mine = await enter();
    const theirs = cookieOf(await open(services(), other));
    const cookie = `${mine}; ${theirs}`;

    expect(textOf(await open(services(), home(), { cookie }))).to.deep.equal(welcome());
    const otherHome = new URL(`https://${otherId}.studio.${region}.sagemaker.aws/`);
    expect(textOf(await open(services(), otherHome, { cookie }))).to.deep.equal({
      status: 200,
      lines: [`Domain: lob-b (${otherId})`, "User: bob", `Account: ${childAccount}`],
    });
  });

  it("leaves no token and no cookie in the record of decisions", async () => {
    const url = await ask();
    const cookie = cookieOf(await open(services(), url));
    await open(services(), home(), { cookie });

    const record = JSON.stringify(services().aws.world.trail.since(0));
    expect(record).to.include(`user-profile/${domainId}/anna`);
    expect(record).not.to.include(url.searchParams.get("token"));
    expect(record).not.to.include(cookie.split("=")[1]);
  });
});
