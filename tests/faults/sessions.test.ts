import { expect } from "chai";
import { expectRefusal } from "../flows/support/refusals";
import { Administrator } from "../flows/support/studio-estate";
import { jsonFault, stsFault } from "./support/aws-faults";
import { suiteWithFaults } from "./support/faulty-estate";
import { expectOwnStudio } from "./support/own-studio";
import { operations } from "./support/seen-calls";
import { throttled, unavailable } from "./support/studio-refusals";

const warm = "GetItem CreatePresignedDomainUrl";

describe("Studio's way in, over the life of an instance", () => {
  const faulty = suiteWithFaults();

  /** Starts a new instance that has served both people. */
  async function warmUp() {
    const { calls, members, restart, visit } = faulty();
    await restart();
    for (const member of members) {
      await visit(member);
    }
    calls.take();
  }

  /** Ends the sessions that were opened for a LOB's people. */
  function revokeFirst() {
    const { stage, members } = faulty();
    stage.estate.aws.sessions.revoke(`arn:aws:iam::${members[0].lob.config.account}:role/PresignedURLGenerator`);
  }

  it("opens a new session for the person whose session was revoked, and leaves the other person's as it is", async () => {
    const { calls, members, visit } = faulty();
    const [first, second] = members;
    await warmUp();
    revokeFirst();

    const page = await visit(first);

    const made = calls.take();
    expect(operations(made)).to.equal("GetItem CreatePresignedDomainUrl AssumeRole CreatePresignedDomainUrl");
    expectOwnStudio(first, page, made);
    const other = await visit(second);
    const others = calls.take();
    expect(operations(others)).to.equal(warm);
    expectOwnStudio(second, other, others);
  });

  it("answers 429 when a session was revoked while STS throttles, and goes on under a new one later", async () => {
    const { stage, calls, members, visit } = faulty();
    const [first, second] = members;
    await warmUp();
    revokeFirst();

    const page = await calls.during(
      ({ operation }) => (operation === "AssumeRole" ? stsFault(400, "Throttling") : undefined),
      async () => {
        const refused = await visit(first);
        const made = operations(calls.take());
        expectOwnStudio(second, await visit(second), calls.take());
        return { refused, made };
      },
    );

    expectRefusal(stage, page.refused, throttled);
    expect(page.made).to.equal("GetItem CreatePresignedDomainUrl AssumeRole AssumeRole AssumeRole");
    expectOwnStudio(first, await visit(first), calls.take());
  });

  it("opens new sessions for both when AWS says that theirs have ended, with clocks an hour apart", async () => {
    const { stage, calls, members, visit } = faulty();
    await warmUp();
    // The SDK takes the first refusals for its own clock's fault, until STS has given it the time once.
    const presign = "CreatePresignedDomainUrl";
    const ended = `${presign} ${presign} ${presign}`;

    for (const [index, member] of members.entries()) {
      const page = await stage.estate.clock.at(3700, () => visit(member));

      const made = calls.take();
      expect(operations(made)).to.equal(
        index === 0
          ? `GetItem GetItem ${ended} AssumeRole AssumeRole ${presign} ${presign}`
          : `GetItem ${ended} AssumeRole ${presign} ${presign}`,
      );
      expectOwnStudio(member, page, made);
    }
  });

  for (const seconds of [-600, 600]) {
    it(`corrects a clock that is ${Math.abs(seconds)} seconds ${seconds < 0 ? "ahead of" : "behind"} AWS's`, async () => {
      const { stage, calls, members, restart, visit } = faulty();
      await restart();
      calls.take();

      for (const [index, member] of members.entries()) {
        const page = await stage.estate.clock.at(seconds, () => visit(member));

        const made = calls.take();
        // Each client learns the time once: the table's and STS's with the first person, SageMaker's with each session.
        expect(operations(made)).to.equal(
          index === 0
            ? "GetItem GetItem GetItem AssumeRole AssumeRole ListDomains ListDomains CreatePresignedDomainUrl"
            : "GetItem GetItem AssumeRole ListDomains ListDomains CreatePresignedDomainUrl",
        );
        expectOwnStudio(member, page, made);
      }
    });
  }

  it("opens a session of each person's own, also for two of one LOB who share a profile", async () => {
    const { stage, calls, members, restart, visit } = faulty();
    const [first] = members;
    const colleague = { ...first, user: "a-colleague" };
    const administrator = await Administrator.of(stage.estate, stage.hub);
    try {
      const password = await administrator.makeUser(colleague.user);
      await administrator.enterUser(colleague.user, first.lob.config.lob, first.profile);
      const person = { ...colleague, password };
      await stage.signIn(person, stage.desk());
      await restart();
      calls.take();

      for (const [member, made] of [
        [first, "GetItem GetItem AssumeRole ListDomains CreatePresignedDomainUrl"],
        [person, "GetItem AssumeRole CreatePresignedDomainUrl"],
        [first, warm],
        [person, warm],
      ] as const) {
        const page = await visit(member);
        const seen = calls.take().filter(({ operation }) => operation !== "keys");
        expect(operations(seen)).to.equal(made);
        expectOwnStudio(member, page, seen);
      }
    } finally {
      administrator.close();
    }
  });

  it("keeps nothing of one person for the next: A, B who fails, A, B", async () => {
    const { stage, calls, members, visit } = faulty();
    const [first, second] = members;
    await warmUp();

    const before = await visit(first);
    expectOwnStudio(first, before, calls.take());
    const failed = await calls.during(
      ({ operation }) => (operation === "CreatePresignedDomainUrl" ? jsonFault(503, "ServiceUnavailable") : undefined),
      () => visit(second),
    );
    expect(operations(calls.take())).to.equal(`${warm} CreatePresignedDomainUrl CreatePresignedDomainUrl`);
    expectRefusal(stage, failed, unavailable);
    const seen = JSON.stringify([failed.headers, failed.text]);
    expect([first.user, first.domain, first.profile].filter((name) => seen.includes(name))).to.deep.equal([]);

    const after = await visit(first);
    const made = calls.take();
    // No new session: it is the same instance, and what failed for B took nothing of A's.
    expect(operations(made)).to.equal(warm);
    expectOwnStudio(first, after, made);
    expect(after.headers.location).not.to.equal(before.headers.location);
    const again = await visit(second);
    const later = calls.take();
    expect(operations(later)).to.equal("GetItem GetItem ListDomains CreatePresignedDomainUrl");
    expectOwnStudio(second, again, later);
  });
});
