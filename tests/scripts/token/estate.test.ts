import { Readable } from "node:stream";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { internet, type Origin } from "../../../local/aws/network/origin";
import { runToken } from "../../../scripts/token/command";
import { poolOf } from "../../../scripts/token/pool";
import { suiteWithStudio } from "../../flows/support/studio-estate";
import { shippedProject } from "../../local/support/project";
import { JudgedCalls } from "../../models/support/judged-calls";
import { FakeTerminal } from "../support/fake-terminal";

describe("npm run token on the shipped estate", () => {
  const studio = suiteWithStudio();

  /** The token that is printed for LOB A's person, whose computer is somewhere. */
  async function tokenAt(place: Origin): Promise<string> {
    const { stage, member } = studio();
    const { estate, hub } = stage;
    const endpoint = await estate.aws.addressOf(place, hub.config.region);
    const cognito = new CognitoIdentityProviderClient({
      region: hub.config.region,
      endpoint,
      credentials: () => Promise.reject(new Error("no credentials are needed")),
    });
    const terminal = new FakeTerminal({}, member.password);
    const outputs = ["userPoolId", "userPoolClientId", "apiUrl"].map((key) => [key, estate.output(hub, key)] as const);
    try {
      await runToken(
        member.user,
        { stack: hub.name },
        {
          readProject: () => shippedProject,
          readPool: async () => poolOf(hub.name, { region: hub.config.region, ...Object.fromEntries(outputs) }),
          cognito: () => cognito,
          terminal,
          stdin: Object.assign(Readable.from([]), { isTTY: true }),
        },
      );
    } finally {
      cognito.destroy();
    }
    const [, token = ""] = terminal.printed;
    expect(terminal.printed.at(-1)).to.equal(
      `  curl -i -H "Authorization: Bearer $ACCESS_TOKEN" ${estate.output(hub, "apiUrl")}${member.user}`,
    );
    return token;
  }

  it("signs in from inside and from the internet, though sign-in is private, and the API takes the token", async () => {
    const { stage, member, call } = studio();
    expect(stage.hub.config.signIn).to.equal("private");
    const calls = new JudgedCalls(stage.estate.aws);
    for (const place of [stage.desk().place, internet]) {
      const page = await call(member.user, await tokenAt(place));
      expect(page.status).to.equal(302);
      expect(page.headers.location).to.match(/^https:\/\/d-\w+\.studio\.eu-west-1\.sagemaker\.aws\/auth\?token=/);
    }
    expect([...calls.mistakes]).to.deep.equal([]);
    expect([...calls.operations]).to.include.members([
      "cognito-idp:InitiateAuth",
      "sagemaker:CreatePresignedDomainUrl",
    ]);
  });
});
