import { expect } from "chai";
import { decodeJwt, type JWTPayload } from "jose";
import * as v from "valibot";
import { deployment } from "../../local/aws/api-gateway/kinds";
import { expectRefusal, forbidden, type Refusal, unauthorized } from "../flows/support/refusals";
import { publishedKeys, type SigningKey, sign, signingKey } from "../functions/support/user-pool";
import { jsonAnswer } from "./support/aws-faults";
import { suiteWithFaults } from "./support/faulty-estate";
import { expectOwnStudio } from "./support/own-studio";
import { operations } from "./support/seen-calls";
import { notJudged } from "./support/studio-refusals";

const keySet = v.object({ keys: v.array(v.record(v.string(), v.unknown())) });

describe("Studio's authorizer, as keys, clocks and callers change", () => {
  const faulty = suiteWithFaults();
  let newKey: SigningKey;

  before(async () => {
    newKey = await signingKey("the-next-key");
  });

  async function tokenOf(index: 0 | 1): Promise<string> {
    const { stage, members, desk } = faulty();
    return (await stage.signIn(members[index], desk)).accessToken;
  }

  /** A person's token under the pool's next key, with some claims changed. */
  async function signedAnew(
    index: 0 | 1,
    change: (claims: JWTPayload) => JWTPayload = (same) => same,
  ): Promise<string> {
    return sign(newKey, change(decodeJwt(await tokenOf(index))));
  }

  /** The pool's keys now, as they are published. */
  async function poolKeys() {
    const { stage, calls } = faulty();
    const pool = stage.estate.output(stage.hub, "userPoolId");
    const answer = await fetch(`${stage.estate.aws.url}/${pool}/.well-known/jwks.json`);
    calls.take();
    return v.parse(keySet, await answer.json()).keys;
  }

  /** Does work while the pool publishes its old keys, the next one, or both. */
  async function publishing<T>(which: "next" | "both", work: () => Promise<T>): Promise<T> {
    const { keys } = await publishedKeys(newKey);
    const published = jsonAnswer(200, { keys: which === "both" ? [...(await poolKeys()), ...keys] : keys });
    return faulty().calls.during(({ operation }) => (operation === "keys" ? published : undefined), work);
  }

  it("takes tokens of a key that the pool has just begun to sign with, fetched once, and old ones still", async () => {
    const { calls, members, restart, visit } = faulty();
    const [first, second] = members;
    await restart();
    await visit(first);
    calls.take();

    await publishing("both", async () => {
      const page = await visit(first, { token: await signedAnew(0) });
      const made = calls.take();
      expect(operations(made)).to.equal("keys GetItem CreatePresignedDomainUrl");
      expectOwnStudio(first, page, made);
      expectOwnStudio(first, await visit(first), calls.take());
      const other = await visit(second, { token: await signedAnew(1) });
      const others = calls.take();
      expect(operations(others)).not.to.include("keys");
      expectOwnStudio(second, other, others);
    });
  });

  it("refuses tokens of a key that the pool has withdrawn, from the next instance on", async () => {
    const { stage, calls, members, restart, visit } = faulty();
    const [first] = members;
    await restart();
    calls.take();

    await publishing("next", async () => {
      expectRefusal(stage, await visit(first), unauthorized);
      expect(operations(calls.take())).to.equal("keys");
      expectOwnStudio(first, await visit(first, { token: await signedAnew(0) }), calls.take());
    });
  });

  it("goes on with the keys that it has while Cognito can't be reached, but judges nobody by a key that it hasn't", async () => {
    const { stage, calls, members, restart, visit } = faulty();
    const [first, second] = members;
    await restart();
    await visit(first);
    calls.take();

    await calls.during(
      ({ operation }) => (operation === "keys" ? "broken" : undefined),
      async () => {
        expectRefusal(stage, await visit(second, { token: await signedAnew(1) }), notJudged);
        expect(operations(calls.take())).to.equal("keys keys");
        expectOwnStudio(second, await visit(second), calls.take());
      },
    );
  });

  const now = () => Math.floor(Date.now() / 1000);
  const times: readonly { what: string; change: (claims: JWTPayload) => JWTPayload; refusal?: Refusal }[] = [
    { what: "ended a second ago", change: (claims) => ({ ...claims, exp: now() - 1 }), refusal: unauthorized },
    { what: "ends in a minute", change: (claims) => ({ ...claims, exp: now() + 60 }) },
    { what: "begins in a minute", change: (claims) => ({ ...claims, nbf: now() + 60 }), refusal: unauthorized },
    { what: "began a second ago", change: (claims) => ({ ...claims, nbf: now() - 1 }) },
    { what: "a clock five minutes ahead has issued", change: (claims) => ({ ...claims, iat: now() + 300 }) },
    { what: "has no end", change: ({ exp, ...claims }) => claims, refusal: unauthorized },
  ];

  for (const { what, change, refusal } of times) {
    it(`${refusal === undefined ? "takes" : "refuses"} a token that ${what}`, async () => {
      const { stage, calls, members, restart, visit } = faulty();
      const [first] = members;
      await restart();
      const token = await signedAnew(0, change);

      const page = await publishing("both", () => visit(first, { token }));

      const made = calls.take();
      if (refusal === undefined) {
        expectOwnStudio(first, page, made);
      } else {
        expectRefusal(stage, page, refusal);
        expect(operations(made)).to.equal("keys");
      }
    });
  }

  /** How often the authorizer was asked during work. */
  async function asked(work: () => Promise<void>): Promise<number> {
    const { logs } = faulty().stage.estate.aws.lambda;
    const before = logs.length;
    await work();
    const lines = logs.slice(before).filter(({ functionName }) => functionName.startsWith("studio-authorizer"));
    return lines.filter(({ text }) => /"message":"(allowed|refused)"/.test(text)).length;
  }

  /** Both people ask for their own path and for the other's, in turns and then at once. */
  async function mixed() {
    const { stage, members, visit } = faulty();
    const [first, second] = members;
    const own = [() => visit(first), () => visit(second)] as const;
    const others = [() => visit(first, { path: second.user }), () => visit(second, { path: first.user })] as const;
    for (const call of [own[0], others[0], own[1], others[1], own[0]]) {
      const page = await call();
      const mine = call === own[0] ? first : call === own[1] ? second : undefined;
      if (mine === undefined) {
        expectRefusal(stage, page, forbidden);
      } else {
        expect(new URL(page.headers.location ?? "").hostname).to.match(new RegExp(`^${mine.domain}\\.`));
      }
    }
    const pages = await Promise.all([own[0](), others[0](), own[1](), others[1]()]);
    expect(pages.map(({ status }) => status)).to.deep.equal([302, 403, 302, 403]);
    const hosts = [pages[0], pages[2]].map(({ headers }) => new URL(headers.location ?? "").hostname.split(".")[0]);
    expect(hosts).to.deep.equal([first.domain, second.domain]);
  }

  it("is asked again at each call, and never lets one person's token to the other's path", async () => {
    const { restart } = faulty();
    await restart();

    expect(await asked(mixed)).to.equal(9);
  });

  it("would be seen to be asked less with a cache, which would still let nobody to another's path", async () => {
    const { stage, restart } = faulty();
    const { world } = stage.estate.aws;
    await restart();
    const [found] = world.list(deployment, stage.hub.config.account);
    if (found === undefined) {
      throw new Error("the hub has no deployment");
    }
    const { definition } = found.state;
    const caching = Object.entries(definition.authorizers).map(([id, authorizer]) => {
      expect(authorizer.authorizerResultTtlInSeconds).to.equal(0);
      return [id, { ...authorizer, authorizerResultTtlInSeconds: 300 }] as const;
    });
    const authorizers = Object.fromEntries(caching);
    world.put({ ...found, state: { ...found.state, definition: { ...definition, authorizers } } });
    try {
      expect(await asked(mixed)).to.equal(2);
    } finally {
      world.put(found);
    }
  });
});
