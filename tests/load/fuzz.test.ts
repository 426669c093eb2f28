import { expect } from "chai";
import fc from "fast-check";
import type { Delivery } from "../../local/aws/core/server";
import { suiteWithStudio } from "../flows/support/studio-estate";
import { type AnyCall, anyCall } from "./support/any-call";
import { anyHeaders } from "./support/bad-credentials";
import { type Loot, takeLoot } from "./support/loot";

/** Calls in a run: the whole way through the API, and to only the authorizer. */
const calls = 2000;
const questions = 9000;

/** What callers are told who may not: sign in, forbidden, too long a path, too long a header. */
const refusals = new Set([401, 403, 414, 431]);

describe("The API of the shipped estate, whatever is sent to it", () => {
  const studio = suiteWithStudio();
  let loot: Loot;

  before(async () => {
    loot = await takeLoot(studio());
  });

  /** The user whose valid access token a request carries, in its one Authorization header. */
  function ownerOf(headers: Readonly<Record<string, string>>) {
    const [given = "", ...others] = Object.values(headers);
    const bearer = others.length === 0 ? /^bearer +(\S+) *$/i.exec(given)?.[1] : undefined;
    return loot.good.find(({ token }) => token === bearer);
  }

  function send({ method, target }: AnyCall, headers: Readonly<Record<string, string>>): Promise<Delivery> {
    const { stage } = studio();
    const { host } = new URL(stage.estate.output(stage.hub, "apiUrl"));
    return stage.estate.aws.send(stage.desk().place, {
      method,
      url: new URL(`https://${host}${target}`),
      headers: { host, ...headers },
      body: new Uint8Array(),
    });
  }

  it(`lets users in only with their own valid token and to their own path, in ${calls} calls`, async () => {
    const { members } = studio().stage;
    let entered = 0;

    await fc.assert(
      fc.asyncProperty(anyCall(members.map(({ user }) => user)), anyHeaders(loot), async (call, headers) => {
        const { answer } = await send(call, headers);

        if (refusals.has(answer?.status ?? 0)) {
          return;
        }
        const { pathname } = new URL(`https://host${call.target}`);
        if (answer?.status === 200) {
          // The sign-in page, which is everybody's.
          expect([call.method, pathname]).to.deep.equal(["GET", "/studio/"]);
          return;
        }
        // The function behind the API takes the call, or refuses its parameters.
        expect(answer?.status).to.be.oneOf([302, 400]);
        const member = members.find(({ user }) => user === ownerOf(headers)?.user);
        expect(call.method).to.equal("GET");
        expect(pathname).to.equal(`/studio/${member?.user}`);
        if (answer?.status === 302) {
          expect(new URL(answer.headers.location ?? "").hostname.split(".")[0]).to.equal(member?.domain);
          entered++;
        }
      }),
      { numRuns: calls },
    );

    // Otherwise the calls would have shown nothing.
    expect(entered).to.be.greaterThan(0);
  });

  it(`has an authorizer that identifies users only by their own valid token, and allows their own path, in ${questions} calls`, async () => {
    const { estate, hub, members } = studio().stage;
    const { account, region } = hub.config;
    const stageArn = `arn:aws:execute-api:${region}:${account}:abcde12345/studio`;
    let known = 0;

    await fc.assert(
      fc.asyncProperty(
        anyCall(members.map(({ user }) => user)),
        anyHeaders(loot),
        async ({ method, path }, headers) => {
          const methodArn = `${stageArn}/${method}/${path}`;

          const event = { type: "REQUEST", methodArn, headers };
          const { payload } = await estate.aws.lambda.invoke(hub.config, `studio-authorizer-${hub.name}`, event);

          const owner = ownerOf(headers);
          if (owner === undefined) {
            expect(payload).to.deep.equal({ errorType: "Error", errorMessage: "Unauthorized" });
            return;
          }
          known++;
          expect(payload).to.deep.equal({
            principalId: owner.user,
            policyDocument: {
              Version: "2012-10-17",
              Statement: [
                {
                  Sid: "GetOwnPath",
                  Effect: "Allow",
                  Action: "execute-api:Invoke",
                  Resource: [`${stageArn}/GET/${owner.user}`],
                },
              ],
            },
            context: { userId: owner.user },
          });
        },
      ),
      { numRuns: questions },
    );

    expect(known).to.be.greaterThan(0);
  });
});
