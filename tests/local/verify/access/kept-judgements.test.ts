import { expect } from "chai";
import type { Session } from "../../../../local/aws/core/sessions";
import { KeptJudgements } from "../../../../local/verify/access/kept-judgements";
import { allow, eachTestOnItsOwnAws, parentAccount, putRole } from "../../support/local-aws";

/** What IAM says each time that it is asked, one after the other. */
const answers = ["first", "second"].map((decidedBy) => ({ allowed: true, decidedBy }));

describe("What IAM said of an estate", () => {
  const time = { now: new Date("2026-11-01T00:00:00Z") };
  const aws = eachTestOnItsOwnAws({ now: () => time.now });

  async function caller(): Promise<Session> {
    return aws().sessions.open(await putRole(aws(), parentAccount, "Caller"), "session", 3600);
  }

  /** Asks twice about a caller, with something done in between. */
  async function secondAfter(session: Session, between: () => unknown): Promise<string> {
    const kept = new KeptJudgements(aws().world);
    const said = [...answers];
    const ask = () =>
      kept.get([kept.ofCaller(session), 1, 2], async () => said.shift() ?? { allowed: false, decidedBy: "" });
    await ask();
    await between();
    return (await ask()).decidedBy;
  }

  const minute = () => {
    time.now = new Date(time.now.getTime() + 60_000);
  };

  it("is kept while the caller stays the same, at another hour too", async () => {
    expect(await secondAfter(await caller(), minute)).to.equal("first");
  });

  it("is asked again once a policy of the caller is another one", async () => {
    const session = await caller();
    const give = () => allow(aws(), session.role, { Action: "sts:AssumeRole", Resource: "*" });
    expect(await secondAfter(session, give)).to.equal("second");
  });

  it("is asked again once the caller's account has moved", async () => {
    const organization = { id: "o-exampleorg1", path: "o-exampleorg1/r-root/" };
    const move = () => aws().world.openAccount({ id: parentAccount, organization });
    expect(await secondAfter(await caller(), move)).to.equal("second");
  });

  it("is asked again at another hour where a policy asks for the hour", async () => {
    const session = await caller();
    const Condition = { DateLessThan: { "aws:currentTime": "2026-12-01T00:00:00Z" } };
    await allow(aws(), session.role, { Action: "sts:AssumeRole", Resource: "*", Condition });
    expect(await secondAfter(session, minute)).to.equal("second");
  });

  it("is asked again under an organization's policies, and isn't kept from there", async () => {
    const { world } = aws();
    const session = await caller();
    const lay = () => {
      const nothing = {
        levels: [],
        accounts: new Set<string>(),
        stacks: new Set<string>(),
        inventedIds: new Set<string>(),
      };
      world.guardrails = { ...nothing, doubt: "pass" };
    };
    expect(await secondAfter(session, lay)).to.equal("second");
    expect(
      await secondAfter(session, () => {
        world.guardrails = undefined;
      }),
    ).to.equal("second");
  });
});
