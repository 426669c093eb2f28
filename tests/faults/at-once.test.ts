import { expect } from "chai";
import { role } from "../../local/aws/iam/kinds";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import { internet, type Origin } from "../../local/aws/network/origin";
import type { Member } from "../../local/scenarios/people";
import { setEnvironment } from "../functions/support/environment";
import { answerOf, coldStart, visit as eventOf } from "../functions/support/studio-presigned-url";
import { suiteWithFaults } from "./support/faulty-estate";
import { expectOwnStudio } from "./support/own-studio";
import type { SeenCall } from "./support/seen-calls";

/** A door that calls wait at until it opens. */
function door(): { readonly opened: Promise<undefined>; open(): void } {
  let open = () => {};
  const opened = new Promise<undefined>((resolve) => {
    open = () => resolve(undefined);
  });
  return { opened, open: () => open() };
}

/** The calls that were made for a person. */
function callsFor({ user, lob }: Member, calls: readonly SeenCall[]): SeenCall[] {
  return calls.filter(({ about }) => [user, lob.config.lob].includes(about));
}

describe("Two people who open Studio at once", () => {
  const faulty = suiteWithFaults();

  for (const operation of ["GetItem", "AssumeRole", "ListDomains", "CreatePresignedDomainUrl"]) {
    it(`get their own, when the first one's ${operation} waits until the second one is done`, async () => {
      const { calls, members, restart, visit } = faulty();
      const [first, second] = members;
      await restart();
      calls.take();
      const { opened, open } = door();

      const pages = await calls.during(
        (call) => (call.operation === operation && call.about === first.user ? opened : undefined),
        async () => {
          const slow = visit(first);
          const quick = await visit(second);
          open();
          return [await slow, quick] as const;
        },
      );

      const made = calls.take().filter((call) => call.operation !== "keys");
      expectOwnStudio(first, pages[0], callsFor(first, made));
      expectOwnStudio(second, pages[1], callsFor(second, made));
      expect(made.length).to.equal(10);
    });
  }

  /** The environment that Lambda gives the function's code, in this process. */
  async function environment(): Promise<Record<string, string>> {
    const { aws } = faulty().stage.estate;
    const found = aws.world.all(lambdaFunction).find(({ state }) => state.name.startsWith("studio-presigned-url"));
    const runner = aws.world.all(role).find(({ state }) => state.arn === found?.state.role);
    if (found === undefined || runner === undefined) {
      throw new Error("the hub has no function that presigns");
    }
    const { account, region, state } = found;
    const { vpcId, subnetIds = [], securityGroupIds = [] } = state.vpcConfig ?? {};
    const origin: Origin =
      vpcId === undefined ? internet : { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds };
    const session = aws.sessions.open(runner, state.name, 3600, { functionArn: state.arn });
    return {
      ...state.environment.variables,
      AWS_LAMBDA_FUNCTION_NAME: state.name,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken,
      AWS_ENDPOINT_URL: await aws.addressOf(origin, region),
    };
  }

  it("get their own of one instance, however their calls overtake each other", async () => {
    const { calls, members } = faulty();
    const [first, second] = members;
    const restore = setEnvironment({ AWS_PROFILE: undefined, ...(await environment()) });
    try {
      for (const operation of ["GetItem", "AssumeRole", "ListDomains", "CreatePresignedDomainUrl"]) {
        for (const [held, free] of [
          [first, second],
          [second, first],
        ] as const) {
          const handler = coldStart();
          calls.take();
          const { opened, open } = door();

          const answers = await calls.during(
            (call) => (call.operation === operation && call.about === held.user ? opened : undefined),
            async () => {
              const slow = answerOf(handler, eventOf(held.user));
              const quick = await answerOf(handler, eventOf(free.user));
              open();
              return [await slow, quick] as const;
            },
          );

          const made = calls.take();
          for (const [index, member] of [held, free].entries()) {
            const { statusCode, headers = {}, body = "" } = answers[index] ?? {};
            const page = { status: statusCode, headers, text: body, steps: [] };
            expectOwnStudio(member, page, callsFor(member, made));
          }
          expect(made.length).to.equal(10);
        }
      }
    } finally {
      restore();
    }
  });
});
