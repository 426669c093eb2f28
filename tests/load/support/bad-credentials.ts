import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import * as v from "valibot";
import type { Loot } from "./loot";

const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const record = v.record(v.string(), v.unknown());

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string) => v.parse(record, JSON.parse(Buffer.from(part, "base64url").toString("utf8")));

/** A token's three parts. */
function partsOf(token: string): readonly [head: string, content: string, signature: string] {
  const [head = "", content = "", signature = ""] = token.split(".");
  return [head, content, signature];
}

/** What a public key could be taken for as a shared secret. */
function secretsOf(publicKey: Loot["publicKey"]): (string | Buffer)[] {
  const key = createPublicKey({ key: { ...publicKey }, format: "jwk" });
  const pem = key.export({ type: "spki", format: "pem" }).toString();
  return [
    pem,
    pem.trim(),
    key.export({ type: "spki", format: "der" }),
    JSON.stringify(publicKey),
    String(publicKey.n),
    "",
  ];
}

/** Members that change a token's claims about itself. */
function headers({ publicKey }: Loot): fc.Arbitrary<Record<string, unknown>> {
  const ownKey = foreign.publicKey.export({ format: "jwk" });
  const kid = fc.oneof(
    fc.constantFrom(
      publicKey.kid,
      "../../../dev/null",
      "",
      null,
      0,
      [publicKey.kid],
      { kid: publicKey.kid },
      "__proto__",
      "' OR 1=1 --",
    ),
    fc.string({ maxLength: 40 }),
  );
  const more = fc.constantFrom(
    {},
    { jwk: ownKey },
    { jku: "https://attacker.example/jwks.json" },
    { x5u: "https://attacker.example/cert.pem" },
    { x5c: ["MIIB"] },
    { crit: ["exp"] },
    { zip: "DEF" },
    { typ: "at+jwt" },
  );
  return fc.tuple(kid, more).map(([id, members]) => ({ kid: id, ...members }));
}

/** Claims that somebody would like to have in a token. */
function claims(loot: Loot): fc.Arbitrary<Record<string, unknown>> {
  const users = loot.good.map(({ user }) => user);
  const now = Math.floor(Date.now() / 1000);
  return fc
    .record(
      {
        username: fc.oneof(fc.constantFrom<unknown>(...users, "*", "user-lob-?", "", null, users), fc.string()),
        "cognito:username": fc.constantFrom(...users),
        sub: fc.uuid(),
        token_use: fc.constantFrom<unknown>("access", "id", ["access"], null),
        client_id: fc.constantFrom<unknown>("another", null, []),
        aud: fc.constantFrom("another"),
        iss: fc.constantFrom(
          "https://attacker.example",
          "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Another",
          "",
        ),
        exp: fc.constantFrom<unknown>(now + 86_400, "9999999999", Number.MAX_SAFE_INTEGER, null, -1),
        nbf: fc.constantFrom(0, now + 3600),
        iat: fc.constantFrom(0, now + 3600),
      },
      { requiredKeys: [] },
    )
    .filter((changes) => Object.keys(changes).length > 0);
}

/** A good token's content with some claims changed. */
function changed(
  loot: Loot,
): fc.Arbitrary<{ readonly content: string; readonly signature: string; readonly head: string }> {
  return fc.tuple(fc.constantFrom(...loot.good), fc.option(claims(loot), { nil: {} })).map(([{ token }, changes]) => {
    const [head, content, signature] = partsOf(token);
    return { head, content: encode({ ...decode(content), ...changes }), signature };
  });
}

/** Tokens that nobody's pool has signed. */
function forged(loot: Loot): fc.Arbitrary<string> {
  const none = fc
    .tuple(changed(loot), headers(loot), fc.constantFrom("none", "None", "NONE", "nOnE", "", null), fc.boolean())
    .map(
      ([{ content, signature }, head, alg, signed]) =>
        `${encode({ ...head, alg })}.${content}.${signed ? signature : ""}`,
    );
  const shared = fc
    .tuple(changed(loot), headers(loot), fc.constantFrom(...secretsOf(loot.publicKey)))
    .map(([{ content }, head, secret]) => {
      const text = `${encode({ kid: loot.publicKey.kid, ...head, alg: "HS256" })}.${content}`;
      return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
    });
  const otherKey = fc
    .tuple(changed(loot), headers(loot), fc.constantFrom("RS256", "RS512", "PS256"))
    .map(([{ content }, head, alg]) => {
      const text = `${encode({ ...head, alg })}.${content}`;
      return `${text}.${sign("sha256", Buffer.from(text), foreign.privateKey).toString("base64url")}`;
    });
  const otherHead = fc
    .tuple(changed(loot), headers(loot))
    .map(([{ content, signature }, head]) => `${encode({ ...head, alg: "RS256" })}.${content}.${signature}`);
  return fc.oneof(none, shared, otherKey, otherHead);
}

/** Good tokens that were damaged, or put together of two. */
function damaged(loot: Loot): fc.Arbitrary<string> {
  const good = fc.constantFrom(...loot.good.map(({ token }) => token));
  const place = fc.nat(2000);
  return fc.oneof(
    fc.tuple(good, place).map(([token, at]) => token.slice(0, at % token.length)),
    fc.tuple(good, fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" })).map(([token, more]) => token + more),
    fc.tuple(good, place, fc.constantFrom("A", "_", ".", "=", " ", "\u0430", "%")).map(([token, at, letter]) => {
      const index = at % token.length;
      return token.slice(0, index) + letter + token.slice(index + 1);
    }),
    fc.tuple(good, good, good).map((tokens) => tokens.map((token, part) => partsOf(token)[part] ?? "").join(".")),
    good.map((token) => token.toUpperCase()),
    good.map((token) => [...token].reverse().join("")),
    good.map((token) => Buffer.from(token).toString("base64")),
    good.map((token) => encodeURIComponent(token).replace(/\./g, "%2E")),
  );
}

/** Whatever else stands where a token should be. */
const garbage = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => parts.join(".")),
  fc.tuple(fc.json(), fc.json()).map(([head, content]) => `${encode(head)}.${encode(content)}.AAAA`),
  fc.integer({ min: 1, max: 12_000 }).map((length) => "A".repeat(length)),
  fc.integer({ min: 1, max: 4000 }).map((length) => ".".repeat(length)),
);

const schemes = fc.constantFrom(
  "Bearer ",
  "Bearer ",
  "Bearer ",
  "bearer ",
  "BEARER   ",
  "Bearer",
  "Basic ",
  "",
  "Bearer Bearer ",
  "\tBearer ",
);

/** An Authorization header of any kind: now and then a good one, mostly one that somebody made up. */
function authorization(loot: Loot): fc.Arbitrary<string> {
  const token = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...loot.good.map(({ token: good }) => good)) },
    { weight: 3, arbitrary: fc.constantFrom(...loot.genuine) },
    { weight: 8, arbitrary: forged(loot) },
    { weight: 4, arbitrary: changed(loot).map(({ head, content, signature }) => `${head}.${content}.${signature}`) },
    { weight: 6, arbitrary: damaged(loot) },
    { weight: 3, arbitrary: garbage },
  );
  return fc.tuple(schemes, token).map(([scheme, text]) => scheme + text);
}

/** A request's headers: mostly one Authorization, sometimes none, or two in different letter cases. */
export function anyHeaders(loot: Loot): fc.Arbitrary<Record<string, string>> {
  const header = authorization(loot);
  return fc.oneof(
    { weight: 12, arbitrary: header.map((text): Record<string, string> => ({ authorization: text })) },
    { weight: 1, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.tuple(header, header).map(([one, two]) => ({ authorization: one, Authorization: two })),
    },
  );
}
