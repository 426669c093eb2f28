import { expect } from "chai";
import fc from "fast-check";
import { UserClients } from "../../../functions/studio-presigned-url/user-clients";

const place = { accountId: "333333333333", region: "eu-west-1" };

/** Clients that tell whose they are, and how many were made. */
function clients() {
  const made: string[] = [];
  const of = new UserClients("Generator", (region, { roleArn, sessionName, sourceIdentity }) => {
    made.push(sessionName);
    return { region, roleArn, sessionName, sourceIdentity };
  });
  return { made, client: (user: string, at = place) => of.of(user, at).call(async (client) => client) };
}

describe("functions/studio-presigned-url/user-clients", () => {
  it("makes a client of the role in the LOB's account and region, in the user's name", async () => {
    expect(await clients().client("ann")).to.deep.equal({
      region: "eu-west-1",
      roleArn: "arn:aws:iam::333333333333:role/Generator",
      sessionName: "ann",
      sourceIdentity: "ann",
    });
  });

  it("gives a user the same client again, in one place", async () => {
    const { made, client } = clients();
    await client("ann");
    await client("ann");
    await client("ann", { ...place, region: "eu-central-1" });
    await client("ann", { ...place, accountId: "444444444444" });
    expect(made).to.have.length(3);
  });

  it("remembers 500 users, and drops the least recently used", async () => {
    const { made, client } = clients();
    for (let user = 0; user < 500; user++) {
      await client(`user-${user}`);
    }
    await client("user-0");
    await client("one-more");
    expect(made).to.have.length(501);
    await client("user-0");
    expect(made).to.have.length(501);
    await client("user-1");
    expect(made).to.have.length(502);
  });

  it("never gives a user the client of another, whatever the names", async () => {
    const { client } = clients();
    const userName = fc.stringMatching(/^[\w+=,.@-]{2,64}$/);
    const accountId = fc.constantFrom("333333333333", "444444444444");
    await fc.assert(
      fc.asyncProperty(userName, accountId, async (user, account) => {
        const { sessionName, roleArn } = await client(user, { ...place, accountId: account });
        expect([sessionName, roleArn]).to.deep.equal([user, `arn:aws:iam::${account}:role/Generator`]);
      }),
    );
  });
});
