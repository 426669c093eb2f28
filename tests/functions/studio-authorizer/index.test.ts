import { expect } from "chai";
import { bearing, ownPathAllowed } from "../support/authorizer-event";
import { setEnvironment } from "../support/environment";
import { context } from "../support/lambda";
import { linesOf } from "../support/log-lines";
import { ScriptedServer } from "../support/scripted-server";
import { accessClaims, clientId, publishedKeys, sign, signingKey, userPoolId } from "../support/user-pool";

type Handler = typeof import("../../../functions/studio-authorizer/index").handler;

/** Starts the function's code again, as Lambda does for a new instance. */
function coldStart(): Handler {
  const file = require.resolve("../../../functions/studio-authorizer/index");
  delete require.cache[file];
  const code: { handler: Handler } = require(file);
  return code.handler;
}

const environment = {
  USER_POOL_ID: userPoolId,
  USER_POOL_CLIENT_ID: clientId,
  AWS_ENDPOINT_URL: undefined,
  ASKS_COGNITO: undefined,
  POWERTOOLS_LOG_LEVEL: "SILENT",
};

describe("functions/studio-authorizer, as Lambda runs it", () => {
  const cleanUps: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) {
      await cleanUp();
    }
  });

  it("reads the pool, the client and where AWS is from its environment", async () => {
    const key = await signingKey("key-1");
    const keys = await publishedKeys(key);
    const server = await ScriptedServer.start(() => Response.json(keys));
    cleanUps.push(setEnvironment({ ...environment, AWS_ENDPOINT_URL: `${server.url}/` }), () => server.close());
    const token = await sign(key, accessClaims("user-lob-a"));
    expect(await coldStart()(bearing(token), context())).to.deep.equal(ownPathAllowed("user-lob-a"));
    expect(server.requests.map(({ path }) => path)).to.deep.equal([`/${userPoolId}/.well-known/jwks.json`]);
  });

  it("asks Cognito in place of fetching keys where its environment says so", async () => {
    const server = await ScriptedServer.start(() => Response.json({ Username: "user-lob-a" }));
    const variables = { ...environment, AWS_ENDPOINT_URL: server.url, ASKS_COGNITO: "true" };
    cleanUps.push(setEnvironment(variables), () => server.close());
    const token = await sign(await signingKey("key-1"), accessClaims("user-lob-a"));
    expect(await coldStart()(bearing(token), context())).to.deep.equal(ownPathAllowed("user-lob-a"));
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).to.deep.equal(["POST /"]);
  });

  it("names itself in its log", async () => {
    cleanUps.push(setEnvironment({ ...environment, POWERTOOLS_LOG_LEVEL: undefined }));
    const lines = await linesOf(() => coldStart()(bearing("token"), context()).catch(() => undefined));
    expect(lines.map((line) => JSON.parse(line).service)).to.deep.equal(["studio-authorizer"]);
  });

  for (const name of ["USER_POOL_ID", "USER_POOL_CLIENT_ID"]) {
    it(`doesn't start without ${name}`, () => {
      cleanUps.push(setEnvironment({ ...environment, [name]: undefined }));
      expect(coldStart).to.throw(
        `environment variable ${name} is not set: deploy the function with the stack that defines it`,
      );
    });
  }

  it("doesn't start with an id that isn't a pool's", () => {
    cleanUps.push(setEnvironment({ ...environment, USER_POOL_ID: "pool" }));
    expect(coldStart).to.throw('"pool" is not a user pool id: give <region>_<id>');
  });
});
