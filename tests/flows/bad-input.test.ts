import { expect } from "chai";
import {
  badLandingUri,
  expectRefusal,
  forbidden,
  noDomain,
  noLob,
  noProfile,
  notSetUp,
  type Refusal,
  unknownUser,
} from "./support/refusals";
import { suiteWithStudio } from "./support/studio-estate";

describe("Bad input at the API of the shipped estate", () => {
  const studio = suiteWithStudio();

  const tokenOfMember = async () => {
    const { stage, member } = studio();
    return (await stage.signIn(member, stage.desk())).accessToken;
  };

  /** The host of Studio that a call is sent to; nothing where it is refused. */
  async function hostOf(path: string, token: string): Promise<string | undefined> {
    const { status, headers } = await studio().call(path, token);
    return status === 302 ? new URL(headers.location ?? "").hostname : undefined;
  }

  const paths: readonly { what: string; path: () => string; method?: "POST" }[] = [
    { what: "another user's path", path: () => studio().stage.members[1].user },
    { what: "another user's name in other letter case", path: () => studio().stage.members[1].user.toUpperCase() },
    { what: "the user's own name in other letter case", path: () => studio().member.user.toUpperCase() },
    {
      what: "encoded slashes that lead from the user's own path to another's",
      path: () => `${studio().member.user}%2F..%2F${studio().stage.members[1].user}`,
    },
    { what: "an encoded slash before the user's own name", path: () => `%2F${studio().member.user}` },
    { what: "an encoded slash after the user's own name", path: () => `${studio().member.user}%2F` },
    { what: "slashes that are encoded twice", path: () => `${studio().member.user}%252F..` },
    {
      what: "a path that climbs to another's",
      path: () => `${studio().member.user}/../${studio().stage.members[1].user}`,
    },
    { what: "the user's own name with an encoded letter", path: () => studio().member.user.replace("u", "%75") },
    { what: "a wildcard", path: () => "*" },
    { what: "a wildcard after the user's own name", path: () => `${studio().member.user}*` },
    { what: "a wildcard in code", path: () => "%2A" },
    { what: "a question mark in code", path: () => `${studio().member.user}%3F` },
    { what: "a variable of policies", path: () => "$%7Baws:username%7D" },
    { what: "a path below the user's own", path: () => `${studio().member.user}/more` },
    { what: "an ARN's separators", path: () => ":::/" },
    { what: "a POST to only the stage", path: () => "", method: "POST" },
    { what: "a POST", path: () => studio().member.user, method: "POST" },
  ];

  for (const { what, path, method } of paths) {
    it(`answers 403 to ${what}`, async () => {
      expectRefusal(studio().stage, await studio().call(path(), await tokenOfMember(), method), forbidden);
    });
  }

  it("answers only the stage with the sign-in page, whatever the token", async () => {
    const { status, text } = await studio().call("", await tokenOfMember());

    expect(status).to.equal(200);
    expect(text).to.include("<title>Sign in to Studio</title>");
    expect(await studio().call("", "none")).to.include({ status, text });
  });

  it("finds no stage, and no other host, behind two slashes", async () => {
    const { stage, member } = studio();
    const { host } = new URL(stage.estate.output(stage.hub, "apiUrl"));

    for (const path of [`//${member.user}`, "//user%2Flob", `//${host}/studio/${member.user}`]) {
      const headers = { authorization: `Bearer ${await tokenOfMember()}` };
      expect(await stage.desk().open(`https://${host}${path}`, { headers })).to.include({
        status: 403,
        text: '{"message":"Forbidden"}',
      });
    }
  });

  it("answers the bare word of API Gateway for a stage that there isn't", async () => {
    const { stage, member } = studio();
    const { origin } = new URL(stage.estate.output(stage.hub, "apiUrl"));
    const headers = { authorization: `Bearer ${await tokenOfMember()}` };

    const { status, text } = await stage.desk().open(`${origin}/other/${member.user}`, { headers });

    expect({ status, text }).to.deep.equal({ status: 403, text: '{"message":"Forbidden"}' });
  });

  for (const landingUri of [
    "https://evil.example",
    "//evil.example",
    "studio::https://evil.example",
    "app:Shell:",
    "x".repeat(2000),
  ]) {
    it(`answers 400 to a landingUri that is none: ${landingUri.slice(0, 30)}`, async () => {
      const query = new URLSearchParams({ landingUri });

      expectRefusal(
        studio().stage,
        await studio().call(`${studio().member.user}?${query}`, await tokenOfMember()),
        badLandingUri,
      );
    });
  }

  it("answers 403 to a user of the pool who has no row", async () => {
    const { administrator, signIn, call } = studio();
    const { accessToken } = await signIn("user-new", await administrator.makeUser("user-new"));

    expectRefusal(studio().stage, await call("user-new", accessToken), unknownUser);

    await administrator.enterUser("user-new", "lob-a", studio().member.profile);
    expect(await hostOf("user-new", accessToken)).to.include(studio().member.domain);
  });

  const lobs: readonly { what: string; lob: string; account?: () => string; profile?: string; refusal: Refusal }[] = [
    { what: "whose LOB has no row", lob: "lob-absent", refusal: noLob },
    {
      what: "whose LOB has no domain",
      lob: "lob-bare",
      account: () => studio().member.lob.config.account,
      refusal: noDomain,
    },
    {
      what: "whose LOB's account nothing was set up in",
      lob: "lob-empty",
      account: () => "555555555555",
      refusal: notSetUp,
    },
    { what: "who has no profile", lob: "lob-a", profile: "somebody-else", refusal: noProfile },
    { what: "whose profile can't be one", lob: "lob-a", profile: "some_body", refusal: noProfile },
  ];

  for (const [index, { what, lob, account, profile = "somebody", refusal }] of lobs.entries()) {
    it(`answers ${refusal[0]} to a user ${what}`, async () => {
      const { administrator, signIn, call } = studio();
      const user = `user-${index}`;
      const { accessToken } = await signIn(user, await administrator.makeUser(user));
      await administrator.enterUser(user, lob, profile);
      if (account !== undefined) {
        await administrator.enterLob(lob, account());
      }

      expectRefusal(studio().stage, await call(user, accessToken), refusal);
    });
  }

  it("refuses a user at the first call after the row was removed, and takes them again with it", async () => {
    const { administrator, member, call } = studio();
    const token = await tokenOfMember();
    expect(await hostOf(member.user, token)).to.include(member.domain);

    await administrator.removeUser(member.user);
    expectRefusal(studio().stage, await call(member.user, token), unknownUser);

    await administrator.enterUser(member.user, "lob-a", member.profile);
    expect(await hostOf(member.user, token)).to.include(member.domain);
  });

  it("sends a user to another LOB's Studio at the first call after they moved there", async () => {
    const { stage, administrator, member } = studio();
    const [, other] = stage.members;
    const token = await tokenOfMember();
    expect(await hostOf(member.user, token)).to.include(member.domain);

    await administrator.enterUser(member.user, other.lob.config.lob, other.profile);
    expect(await hostOf(member.user, token)).to.include(other.domain);

    await administrator.enterUser(member.user, member.lob.config.lob, member.profile);
    expect(await hostOf(member.user, token)).to.include(member.domain);
  });
});
