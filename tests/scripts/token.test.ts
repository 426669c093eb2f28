import { readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { ScriptedServer } from "../functions/support/scripted-server";
import { runHere } from "../support/run-here";
import { asProcess } from "./support/as-process";

const outputs = {
  region: "eu-west-1",
  userPoolId: "eu-west-1_AbCdEfGhI",
  userPoolClientId: "client1",
  apiUrl: "https://abc123.execute-api.eu-west-1.amazonaws.com/studio/",
};

/** Answers what the Automation API asks the Pulumi CLI for, and nothing else. */
const cli = `if (/^stack output --json (--show-secrets )?--stack shared\\b/.test(asked)) {
  console.log(${JSON.stringify(JSON.stringify(outputs))});
} else {
  console.error("error: no stack named 'nowhere' found");
  process.exitCode = 255;
}
`;

const claims = Buffer.from(JSON.stringify({ username: "ann", iat: 1_793_696_400, exp: 1_793_700_000 }));
const token = `eyJh.${claims.toString("base64url")}.c2ln`;

// What npm run token runs, with the real SDK and the Automation API. The rest is asked of scripts/token.
describe("npm run token", () => {
  let server: ScriptedServer;

  before(async () => {
    server = await ScriptedServer.start(({ body }) => {
      const isRight = body.toString().includes('"PASSWORD":"Given-pass-1"');
      const answer = isRight
        ? { ChallengeParameters: {}, AuthenticationResult: { AccessToken: token } }
        : { __type: "NotAuthorizedException", message: "Incorrect username or password." };
      const headers = { "content-type": "application/x-amz-json-1.1" };
      return Response.json(answer, { status: isRight ? 200 : 400, headers });
    });
  });
  after(() => server.close());

  const { folder, run } = asProcess("scripts/token.ts", cli, (own) => ({
    HOME: own.path,
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
  }));

  const output = path.join(folder.path, "token");

  it("writes the token to a file of mode 600 without credentials of AWS, and exits 0", async () => {
    const passwordFrom = folder.write("password", "Given-pass-1\n");
    expect(await run("ann", "--output", output, "--password-from", passwordFrom)).to.deep.equal({
      code: 0,
      stdout: [
        `ann is signed in. The access token is in ${output}, mode 600, valid for 60 minutes, until 2026-11-03T10:00:00Z.`,
        "From inside the network:",
        `  curl -i -H "Authorization: Bearer $(cat ${output})" ${outputs.apiUrl}ann`,
        "",
      ].join("\n"),
      stderr: "",
    });
    expect([readFileSync(output, "utf8"), statSync(output).mode & 0o777]).to.deep.equal([`${token}\n`, 0o600]);
  });

  for (const { title, options, says } of [
    {
      title: "a log instead of a terminal",
      options: ["ann", "--password-from", "-"],
      says: "token of ann: 1 mistake, nothing was changed\n  --output is not set, and standard output is not a terminal: a pipe or a log would keep the token; name a file, which only you will be able to read\n",
    },
    {
      title: "a stack that isn't here",
      options: [
        "ann",
        "--stack",
        "nowhere",
        "--output",
        output,
        "--password-from",
        folder.write("unread", "Given-pass-1\n"),
      ],
      says: 'options: 1 mistake, nothing was changed\n  --stack is "nowhere": users are in a shared stack, and those here are shared\n',
    },
    {
      title: "a wrong password",
      options: ["ann", "--output", output, "--password-from", folder.write("wrong", "Wrong-pass-1\n")],
      says: "ann isn't signed in: the user name or the password is wrong, or the account can't be used now (disabled, reset, its temporary password expired, or locked for up to 15 minutes by wrong passwords): try again, or ask who runs npm run populate\n",
    },
  ]) {
    it(`answers ${title} with exit code 1`, async () => {
      expect(await runHere("scripts/token.ts", ...options)).to.deep.equal({ code: 1, stdout: "", stderr: says });
    });
  }
});
