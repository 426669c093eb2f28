import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { lambdaFunction } from "../aws";
import { StudioStage } from "../scenarios/studio-stage";
import { makeWorkFolder, removeWorkFolder } from "../support/work-folder";
import { shipped, withShippedEstate } from "./bench-estate";
import { type Figure, figure } from "./figure";
import { measureNode } from "./measure";

const decisions = 2000;

/** Decides the same call again and again, then checks the same signature as often; prints both as calls a second. */
const program = `
const { file, keysUrl, event, token, decisions } = JSON.parse(process.env.BENCH);
const { handler } = await import(file);
const context = { awsRequestId: "bench", functionName: "bench", memoryLimitInMB: "512", invokedFunctionArn: "bench" };
const { createPublicKey, verify } = await import("node:crypto");
const { keys } = await (await fetch(keysUrl)).json();
const [head, content, signature] = token.split(".");
const { kid } = JSON.parse(Buffer.from(head, "base64url"));
const key = createPublicKey({ key: keys.find((candidate) => candidate.kid === kid), format: "jwk" });
const bytes = Buffer.from(head + "." + content);
const mark = Buffer.from(signature, "base64url");
const perSecond = async (work) => {
  for (let run = 0; run < 200; run++) await work();
  const start = performance.now();
  for (let run = 0; run < decisions; run++) await work();
  return (decisions * 1000) / (performance.now() - start);
};
console.log = () => {}; console.info = () => {};
const decided = await perSecond(async () => { if ((await handler(event, context)).context === undefined) throw new Error("refused"); });
const checked = await perSecond(() => { if (!verify("sha256", bytes, key, mark)) throw new Error("refused"); });
process.stdout.write(JSON.stringify({ decided, checked }) + "\\n");
process.exit(0);
`;

/** How many calls the authorizer decides in a second on one core, beside the bare check of a signature. */
export function authorizerFigures(): Promise<Figure[]> {
  return withShippedEstate(async (estate) => {
    const studio = await StudioStage.open(shipped, estate);
    const [member] = studio.members;
    const { accessToken: token } = await studio.signIn(member, studio.desk());
    const found = estate.aws.world.all(lambdaFunction).find(({ state }) => state.name.startsWith("studio-authorizer"));
    if (found === undefined) {
      throw new Error("the hub has no authorizer");
    }
    const folder = await makeWorkFolder();
    try {
      const file = path.join(folder, "index.mjs");
      await writeFile(file, found.state.code.files["index.mjs"] ?? "");
      const { variables } = found.state.environment;
      const keysUrl = `${estate.aws.url}/${variables.USER_POOL_ID}/.well-known/jwks.json`;
      const event = {
        type: "REQUEST",
        methodArn: `arn:aws:execute-api:eu-west-1:111122223333:abcde12345/studio/GET/${member.user}`,
        headers: { Authorization: `Bearer ${token}` },
      };
      const { stdout } = await measureNode(["--input-type=module", "--eval", program], {
        ...variables,
        AWS_REGION: "eu-west-1",
        AWS_ENDPOINT_URL: estate.aws.url,
        AWS_LAMBDA_FUNCTION_NAME: "bench",
        POWERTOOLS_DEV: "false",
        BENCH: JSON.stringify({ file, keysUrl, event, token, decisions }),
      });
      const { decided, checked } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}");
      const anchor = `${Math.round(checked)} bare signature checks a second`;
      return [figure("authorizer.decisions", Math.round(decided), anchor)];
    } finally {
      await removeWorkFolder(folder);
    }
  });
}
