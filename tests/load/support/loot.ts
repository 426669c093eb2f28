import * as v from "valibot";
import type { StudioEstate } from "../../flows/support/studio-estate";

/** What an attacker may have in hand. */
export interface Loot {
  /** Valid access tokens, each with its user's name. */
  readonly good: readonly { readonly user: string; readonly token: string }[];
  /** Genuine tokens that are no valid access tokens of this pool's client: ID tokens, ended ones, and others' ones. */
  readonly genuine: readonly string[];
  /** The pool's public key, as it is published. */
  readonly publicKey: Readonly<Record<string, unknown>>;
}

const keySet = v.object({ keys: v.tuple([v.record(v.string(), v.unknown())]) });

/** Has everybody sign in everywhere: at the pool's own client, at another of its clients, and at another pool. */
export async function takeLoot({ stage, administrator, signIn }: StudioEstate): Promise<Loot> {
  const { estate, hub, members } = stage;
  const { account, region } = hub.config;
  const put = async (type: string, inputs: Readonly<Record<string, unknown>>) => {
    const urn = `urn:pulumi:another::another::${type}::${inputs.userPoolId ?? ""}`;
    return (await estate.aws.put({ urn, type, name: "another", stack: "another", account, region, inputs })).id;
  };
  const clientOf = (userPoolId: string) =>
    put("aws:cognito/userPoolClient:UserPoolClient", {
      name: "another",
      userPoolId,
      generateSecret: false,
      explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });
  const [first, second] = members;
  const pool = estate.output(hub, "userPoolId");
  const otherPool = await put("aws:cognito/userPool:UserPool", { name: "another" });
  const password = await administrator.makeUser(first.user, otherPool);
  const ofOtherPool = await signIn(first.user, password, await clientOf(otherPool));
  const ofOtherClient = await signIn(second.user, second.password, await clientOf(pool));
  const own = await Promise.all(members.map((member) => stage.signIn(member, stage.desk())));
  const answer = await fetch(`${estate.aws.url}/${pool}/.well-known/jwks.json`);
  const [publicKey] = v.parse(keySet, await answer.json()).keys;
  return {
    good: members.map(({ user }, index) => ({ user, token: own[index]?.accessToken ?? "" })),
    genuine: [
      ...own.map(({ idToken }) => idToken),
      ...[ofOtherPool, ofOtherClient, stage.expiredTokens].flatMap(({ accessToken, idToken }) => [
        accessToken,
        idToken,
      ]),
    ],
    publicKey,
  };
}
