import { type LocalAws, lambdaFunction } from "../aws";
import { trustedCast } from "../scenarios/cast";
import { samplePayloads } from "../scenarios/payload";
import { StudioStage } from "../scenarios/studio-stage";
import { shipped, withShippedEstate } from "./bench-estate";
import { type Figure, figure } from "./figure";

async function coolDown(aws: LocalAws, account: string, prefix: string): Promise<void> {
  for (const { state } of aws.world.list(lambdaFunction, account)) {
    if (state.name.startsWith(prefix)) {
      await aws.lambda.recycle(state.arn);
    }
  }
}

/** How many calls of AWS an inference and a presigned URL take. */
export function callFigures(): Promise<Figure[]> {
  return withShippedEstate(async (estate) => {
    const { child } = trustedCast(shipped);
    const [payload] = samplePayloads;
    const inference = [(await estate.invoke(child, payload)).calls, (await estate.invoke(child, payload)).calls];

    const studio = await StudioStage.open(shipped, estate);
    const [member] = studio.members;
    const browser = studio.desk();
    const { accessToken } = await studio.signIn(member, browser);
    const ask = async () => {
      const { requests } = estate.aws;
      await studio.callApi(browser, member.user, accessToken);
      // Without the call of the API itself.
      return estate.aws.requests - requests - 1;
    };
    // The first call also fetches the pool's keys, which later ones don't.
    await ask();
    await coolDown(estate.aws, studio.hub.config.account, "studio-presigned-url");
    const urls = [await ask(), await ask()];

    const both = (of: "inference" | "presigned-url", [cold = 0, warm = 0]: readonly number[], inSeed: number) => [
      figure(`calls.${of}.cold`, cold, `${inSeed} in the articles' code`),
      figure(`calls.${of}.warm`, warm, `${inSeed} in the articles' code`),
    ];
    return [...both("inference", inference, 2), ...both("presigned-url", urls, 5)];
  });
}
