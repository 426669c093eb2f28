import { expect } from "chai";
import * as fc from "fast-check";
import { isRecord } from "../../../common/is-record";
import { Bench } from "./support/bench";

/** Something that a person made in a LOB's domain. */
const made = fc.record({
  stack: fc.constantFrom("child", "lob-b"),
  kind: fc.constantFrom("app" as const, "space" as const, "profile" as const),
  name: fc.constantFrom("ann", "bob", "carol", "team"),
  status: fc.constantFrom("Pending" as const, "InService" as const, "Deleting" as const),
});

describe("A teardown of one LOB", () => {
  it("asks for what is in its own domain, and not in another of the same account", async () => {
    const bench = await Bench.start();
    try {
      for (const kind of ["app", "space", "profile"] as const) {
        bench.give("child", kind, "carol");
        bench.give("child", kind, `dave-${kind}`, { domainId: "d-cccccccccccc" });
      }
      await bench.run({ stack: ["child"], yes: true });

      expect(bench.calls).to.deep.equal([
        "DeleteApp d-aaaaaaaaaaaa carol",
        "DeleteSpace d-aaaaaaaaaaaa carol",
        "DeleteUserProfile d-aaaaaaaaaaaa own",
        "DeleteUserProfile d-aaaaaaaaaaaa carol",
        "DeleteDomain d-aaaaaaaaaaaa Delete",
        ...[
          "RevokeSecurityGroupIngress sg-inbound-d-aaaaaaaaaaaa",
          "RevokeSecurityGroupEgress sg-outbound-d-aaaaaaaaaaaa",
        ],
        ...["DeleteSecurityGroup sg-inbound-d-aaaaaaaaaaaa", "DeleteSecurityGroup sg-outbound-d-aaaaaaaaaaaa"],
        "destroy child after a refresh",
      ]);
      const left = bench.aws.world.everything().flatMap(({ state }) => (isRecord(state) ? [state.domainId] : []));
      expect(left.filter((domainId) => domainId === "d-cccccccccccc")).to.have.lengthOf(3);
    } finally {
      await bench.close();
    }
  });

  it("leaves nothing of its domain and everything of another, whatever people made in both", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 8 }), fc.constantFrom("child", "lob-b"), async (contents, gone) => {
        const bench = await Bench.start();
        try {
          for (const { stack, kind, name, status } of contents) {
            bench.give(stack, kind, name, { status });
          }
          const stays = ["child", "lob-b", "shared", "parent"].filter((name) => name !== gone);
          const before = stays.map((name) => bench.everythingOf(name));
          await bench.run({ stack: [gone], yes: true });

          expect(bench.everythingOf(gone)).to.deep.equal([]);
          expect(stays.map((name) => bench.everythingOf(name))).to.deep.equal(before);
        } finally {
          await bench.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});
