import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { accountMistake } from "../../../scripts/support/credentials";
import { explainFailure } from "../../../scripts/support/explain-failure";
import { writeGitHubProfiles } from "../../../scripts/workflows/github-profiles";
import { gitHubSession, type JobEnvironment } from "../../../scripts/workflows/github-session";
import { readProject } from "../../../stacks/project/project-files";
import { stsError } from "../../functions/support/aws-answers";
import { ScriptedServer, type SeenRequest } from "../../functions/support/scripted-server";

const root = path.resolve(__dirname, "../../..");
const profilesFile = ".aws-profiles.yaml";

/** A token of this subject; its number tells one from another. */
function tokenOf(number: number): string {
  const claims = { sub: "repo:acme/platform:environment:production", jti: String(number) };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;
}

function sessionOf(token: string): Response {
  return new Response(
    `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
      <Credentials><AccessKeyId>ASIA${token.length}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
      <SessionToken>session of ${token}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
    </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    { headers: { "content-type": "text/xml" } },
  );
}

describe("The AWS profiles of a GitHub job", () => {
  let folder: string;
  let server: ScriptedServer;
  let kept: NodeJS.ProcessEnv;
  let line: string;

  /** GitHub's tokens and STS behind one address. Account 444444444444 has no role. */
  const answer = (request: SeenRequest, number: number): Response => {
    if (request.path === "/token") {
      return Response.json({ value: tokenOf(number) });
    }
    const given = new URLSearchParams(request.body.toString());
    return given.get("RoleArn")?.includes(":444444444444:") === true
      ? stsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
      : sessionOf(given.get("WebIdentityToken") ?? "");
  };

  before(async () => {
    kept = { ...process.env };
    server = await ScriptedServer.start(answer);
    folder = mkdtempSync(path.join(tmpdir(), "a job's folder "));
    for (const name of ["Pulumi.yaml", ...readProject(root).stacks.map(({ name }) => `Pulumi.${name}.yaml`)]) {
      writeFileSync(path.join(folder, name), readFileSync(path.join(root, name)));
    }
    line = writeGitHubProfiles(folder, "SageMakerMultiAccountDeploy", "deploy-4711");
    Object.assign(process.env, {
      AWS_CONFIG_FILE: line.trim().replace("AWS_CONFIG_FILE=", ""),
      // As the Pulumi CLI passes it on: asking for the session must not ask for it again.
      AWS_PROFILE: "child",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      AWS_ENDPOINT_URL_STS: server.url,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "the job's own",
    });
  });

  beforeEach(() => server.follow(answer));

  after(async () => {
    process.env = kept;
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const credentialsOf = (profile: string) => {
    const sts = new STSClient({ profile, region: "eu-west-1" });
    return sts.config.credentials().finally(() => sts.destroy());
  };

  it("are one for each stack, and named in the file that commands read", () => {
    expect(line).to.equal(`AWS_CONFIG_FILE=${path.join(folder, "out", "aws-config")}\n`);
    expect(readFileSync(path.join(folder, profilesFile), "utf8")).to.equal(
      "shared: shared\nparent: parent\nchild: child\nlob-b: lob-b\n",
    );
    const config = readFileSync(path.join(folder, "out", "aws-config"), "utf8");
    expect(config.match(/^\[.*\]$/gm)).to.deep.equal(
      ["shared", "parent", "child", "lob-b"].map((n) => `[profile ${n}]`),
    );
    expect(config).not.to.match(/secret|token/i);
  });

  it("give the stack's role, which another token of GitHub assumes each time", async () => {
    const [one, other] = [await credentialsOf("child"), await credentialsOf("child")];
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = one;
    expect({ accessKeyId, secretAccessKey, sessionToken, expiration }).to.deep.equal({
      accessKeyId: `ASIA${tokenOf(1).length}`,
      secretAccessKey: "secret",
      sessionToken: `session of ${tokenOf(1)}`,
      expiration: new Date("2099-01-01T00:00:00Z"),
    });
    expect(other.sessionToken).to.equal(`session of ${tokenOf(3)}`);
    const [asked, assumed, ...more] = server.requests;
    expect(more).to.have.lengthOf(2);
    expect([asked?.search, asked?.headers.get("authorization")]).to.deep.equal([
      "?api-version=2.0&audience=sts.amazonaws.com",
      "bearer the job's own",
    ]);
    expect(Object.fromEntries(new URLSearchParams(assumed?.body.toString()))).to.deep.equal({
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      RoleArn: "arn:aws:iam::333333333333:role/SageMakerMultiAccountDeploy",
      RoleSessionName: "deploy-4711-child",
      WebIdentityToken: tokenOf(1),
    });
  });

  it("put into the run's summary which role doesn't let the job in, and what its trust policy has to name", async () => {
    const summary = path.join(folder, "summary.md");
    process.env.GITHUB_STEP_SUMMARY = summary;
    const sts = new STSClient({ profile: "lob-b", region: "eu-west-1" });
    const found = await accountMistake("lob-b", "444444444444", sts, "lob-b").finally(() => sts.destroy());
    delete process.env.GITHUB_STEP_SUMMARY;
    expect(found?.reason).to.match(/^is 444444444444, and profile lob-b has no valid AWS credentials: /);
    // The SDK tries twice.
    expect([...new Set(readFileSync(summary, "utf8").trim().split("\n"))]).to.deep.equal([
      "- arn:aws:iam::444444444444:role/SageMakerMultiAccountDeploy doesn't let this job in: check that the role exists, and that its trust policy names the subject repo:acme/platform:environment:production",
    ]);
  });

  /** What a job is told that gets no session. */
  const refused = (environment: JobEnvironment) =>
    gitHubSession({ role: "arn:aws:iam::333333333333:role/X", name: "name", region: "eu-west-1" }, environment).then(
      () => "not refused",
      (error: unknown) => explainFailure(error),
    );

  it("say that a job may not ask GitHub for a token", async () => {
    expect(await refused({ ACTIONS_ID_TOKEN_REQUEST_TOKEN: "the job's own" })).to.equal(
      "GitHub gives this job no token: it needs the permission id-token: write",
    );
  });

  it("say that GitHub gave none", async () => {
    server.follow(() => new Response("", { status: 503 }));
    expect(await refused(process.env)).to.equal("GitHub answered 503 when asked for a token: run the job again");
  });

  it("replace no file of an operator's own", () => {
    expect(() => writeGitHubProfiles(folder, "SageMakerMultiAccountDeploy", "deploy-4711")).to.throw(
      /^\.aws-profiles\.yaml exists, and a GitHub job writes its own: run this only in a job$/,
    );
  });
});
