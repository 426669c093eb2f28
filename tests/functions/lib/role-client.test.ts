import { expect } from "chai";
import { RoleClient } from "../../../functions/lib/role-client";

/** An error as the SDK throws it. */
function awsError(name: string): Error {
  return Object.assign(new Error(`AWS says ${name}`), { name });
}

/** Clients that are numbers, in the order in which they were made. */
function numbered(): { client: RoleClient<number>; made: number[] } {
  const made: number[] = [];
  const client = new RoleClient(() => {
    made.push(made.length + 1);
    return made.length;
  });
  return { client, made };
}

describe("functions/lib/role-client", () => {
  it("uses one client for every call", async () => {
    const { client, made } = numbered();
    const used = await Promise.all([1, 2, 3].map(() => client.call(async (number) => number)));
    expect({ used, made }).to.deep.equal({ used: [1, 1, 1], made: [1] });
  });

  for (const name of ["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"]) {
    it(`makes a call again with a new client when AWS answers ${name}`, async () => {
      const { client, made } = numbered();
      const used: number[] = [];
      const answer = await client.call(async (number) => {
        used.push(number);
        if (number === 1) {
          throw awsError(name);
        }
        return `answer of ${number}`;
      });
      expect({ answer, used, made }).to.deep.equal({ answer: "answer of 2", used: [1, 2], made: [1, 2] });
    });
  }

  it("replaces an ended session once for all calls that were under way", async () => {
    const { client, made } = numbered();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        client.call(async (number) => {
          if (number === 1) {
            throw awsError("ExpiredTokenException");
          }
          return number;
        }),
      ),
    );
    expect({ answers: new Set(answers), made }).to.deep.equal({ answers: new Set([2]), made: [1, 2] });
  });

  it("replaces a session that ends later too", async () => {
    const { client, made } = numbered();
    const expireBefore = (first: number) => async (number: number) => {
      if (number < first) {
        throw awsError("ExpiredTokenException");
      }
      return number;
    };
    await client.call(expireBefore(2));
    expect(await client.call(expireBefore(3))).to.equal(3);
    expect(made).to.deep.equal([1, 2, 3]);
  });

  it("gives up when the new session is refused as well", async () => {
    const { client, made } = numbered();
    const refused = awsError("ExpiredTokenException");
    const error = await client
      .call(async (number) => {
        // An endless repetition is to fail here, not to hang.
        throw number < 5 ? refused : new Error("called without end");
      })
      .catch((thrown: unknown) => thrown);
    expect(error).to.equal(refused);
    expect(made).to.deep.equal([1, 2]);
  });

  for (const thrown of [awsError("AccessDenied"), awsError("ModelError"), "ExpiredToken", undefined]) {
    it(`passes ${thrown} on without another call`, async () => {
      const { client, made } = numbered();
      let calls = 0;
      const error = await client
        .call(() => {
          calls += 1;
          return Promise.reject(thrown);
        })
        .catch((caught: unknown) => caught);
      expect({ calls, made }).to.deep.equal({ calls: 1, made: [1] });
      expect(error).to.equal(thrown);
    });
  }
});
