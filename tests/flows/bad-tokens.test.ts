import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "chai";
import { shippedProject } from "../local/support/project";
import { expectRefusal, type Refusal, tooLong, unauthorized } from "./support/refusals";
import { shippedInVpc, suiteWithStudio } from "./support/studio-estate";

for (const [estate, project] of [
  ["the shipped estate", shippedProject],
  ["the shipped estate with its authorizer in the VPC", shippedInVpc],
] as const) {
  describe(`A bad token at the API of ${estate}`, () => {
    const studio = suiteWithStudio(project);

    const tokenOfMember = async () => {
      const { stage, member } = studio();
      return (await stage.signIn(member, stage.desk())).accessToken;
    };

    const parts = (token: string) => {
      const [head = "", content = "", signature = ""] = token.split(".");
      return { head, content, signature };
    };
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

    const tokens: readonly { what: string; refusal: Refusal; token: () => Promise<string> }[] = [
      {
        what: "a token of another pool, for a user of the same name",
        refusal: unauthorized,
        async token() {
          const { stage, administrator, member, signIn } = studio();
          const pool = await put("aws:cognito/userPool:UserPool", { name: "another" });
          const client = await put("aws:cognito/userPoolClient:UserPoolClient", clientOf(pool));
          const password = await administrator.makeUser(member.user, pool);
          expect(pool).not.to.equal(stage.estate.output(stage.hub, "userPoolId"));
          return (await signIn(member.user, password, client)).accessToken;
        },
      },
      {
        what: "a token of another client of the same pool",
        refusal: unauthorized,
        async token() {
          const { stage, member, signIn } = studio();
          const pool = stage.estate.output(stage.hub, "userPoolId");
          const client = await put("aws:cognito/userPoolClient:UserPoolClient", clientOf(pool));
          return (await signIn(member.user, member.password, client)).accessToken;
        },
      },
      {
        what: "an ID token",
        refusal: unauthorized,
        async token() {
          const { stage, member } = studio();
          return (await stage.signIn(member, stage.desk())).idToken;
        },
      },
      {
        what: "a token that is signed with none",
        refusal: unauthorized,
        async token() {
          const { head, content } = parts(await tokenOfMember());
          const { kid } = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
          return `${encoded({ alg: "none", kid })}.${content}.`;
        },
      },
      {
        what: "a token that is signed with none, and has the signature of a good one",
        refusal: unauthorized,
        async token() {
          const { head, content, signature } = parts(await tokenOfMember());
          const { kid } = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
          return `${encoded({ alg: "none", kid })}.${content}.${signature}`;
        },
      },
      {
        what: "a token that is signed with a foreign key",
        refusal: unauthorized,
        async token() {
          const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
          const { head, content } = parts(await tokenOfMember());
          return `${head}.${content}.${sign("sha256", Buffer.from(`${head}.${content}`), privateKey).toString("base64url")}`;
        },
      },
      {
        what: "a good token whose user was changed",
        refusal: unauthorized,
        async token() {
          const { head, content, signature } = parts(await tokenOfMember());
          const claims = JSON.parse(Buffer.from(content, "base64url").toString("utf8"));
          return `${head}.${encoded({ ...claims, username: studio().stage.members[1].user })}.${signature}`;
        },
      },
      { what: "ten kilobytes of garbage", refusal: tooLong, token: async () => "x".repeat(10_240) },
      { what: "seven kilobytes of garbage", refusal: unauthorized, token: async () => "x".repeat(7168) },
      { what: "three garbled parts", refusal: unauthorized, token: async () => "a.b.c" },
      { what: "an empty token", refusal: unauthorized, token: async () => "" },
    ];

    /** A client as the hub's own is set up. */
    const clientOf = (userPoolId: string) => ({
      name: "another",
      userPoolId,
      generateSecret: false,
      explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });

    /** Creates something of somebody else's in the hub's account, and gives its id. */
    async function put(type: string, inputs: Readonly<Record<string, unknown>>): Promise<string> {
      const { estate, hub } = studio().stage;
      const { account, region } = hub.config;
      const urn = `urn:pulumi:another::another::${type}::${inputs.userPoolId ?? ""}`;
      return (await estate.aws.put({ urn, type, name: "another", stack: "another", account, region, inputs })).id;
    }

    for (const { what, refusal, token } of tokens) {
      it(`answers ${refusal[0]} to ${what}`, async () => {
        const { call, member } = studio();

        expectRefusal(studio().stage, await call(member.user, await token()), refusal);

        expect((await call(member.user, await tokenOfMember())).status).to.equal(302);
      });
    }
  });
}
