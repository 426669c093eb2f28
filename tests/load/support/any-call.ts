import fc from "fast-check";

/** A call of the API without its credentials. */
export interface AnyCall {
  readonly method: string;
  /** What follows the stage and its slash, as the caller writes it, without the query. */
  readonly path: string;
  /** All that follows the host. */
  readonly target: string;
}

const encodeAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

/** Ways to write a user's path, most of which aren't it. */
const spellings: readonly ((user: string, other: string) => string)[] = [
  (user) => user,
  (user) => user,
  (user) => user,
  (user) => encodeAll(user),
  (user) => encodeURIComponent(encodeAll(user)),
  (user) => encodeAll(user.slice(0, 1)) + user.slice(1),
  (user) => user.toUpperCase(),
  (user) => user.slice(0, 1).toUpperCase() + user.slice(1),
  (user) => `${user}/`,
  (user) => `${user}//`,
  (user) => `/${user}`,
  (user) => `./${user}`,
  (user, other) => `${other}/../${user}`,
  (user, other) => `${other}%2f..%2f${user}`,
  (user, other) => `${other}/%2e%2e/${user}`,
  (user, other) => `${user}/${other}`,
  (user, other) => `${user}%2F${other}`,
  (user, other) => `${user},${other}`,
  (user, other) => `${user};${other}`,
  (user) => `${user};jsessionid=1`,
  (user) => `${user}%00`,
  (user) => `${user}%20`,
  (user) => `%20${user}`,
  (user) => `${user}%0d%0ax-user: b`,
  (user) => `${user}\\`,
  (user) => `${user.slice(0, -1)}*`,
  (user) => `${user.slice(0, -1)}?`,
  (user) => user.replace("a", "\u0430"),
  (user) => user.slice(0, -1),
  (user) => user + user,
  () => "*",
  () => "%2a",
  () => "{userId}",
  () => "",
  () => "favicon.ico",
];

const queries = fc.oneof(
  { weight: 6, arbitrary: fc.constant("") },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "?",
      "?landingUri=studio::",
      "?userId=user-lob-b",
      "?space=..%2f..%2fother",
      "?landingUri=https://attacker.example",
      "?Authorization=Bearer",
      "?a=1&a=2&a[]=3",
      "?%00=%ff",
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map((text) => `?${encodeURIComponent(text)}`) },
);

/** A call of any method, stage, path and query, mostly close to what somebody may ask for. */
export function anyCall(users: readonly string[]): fc.Arbitrary<AnyCall> {
  const user = fc.constantFrom(...users);
  const path = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(fc.constantFrom(...spellings), user, user).map(([spell, one, two]) => spell(one, two)),
    },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 5 }).map(encodeURIComponent) },
    { weight: 1, arbitrary: fc.constantFrom(60, 1700, 2500).map((length) => "u".repeat(length)) },
  );
  const method = fc.oneof(
    { weight: 8, arbitrary: fc.constant("GET") },
    { weight: 2, arbitrary: fc.constantFrom("POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "get", "GETX") },
  );
  const stage = fc.oneof(
    { weight: 9, arbitrary: fc.constant("studio") },
    { weight: 1, arbitrary: fc.constantFrom("Studio", "prod", "", "studio%2f", "$default", "test-invoke-stage") },
  );
  return fc
    .tuple(method, stage, path, queries)
    .map(([verb, name, text, query]) => ({ method: verb, path: text, target: `/${name}/${text}${query}` }));
}
