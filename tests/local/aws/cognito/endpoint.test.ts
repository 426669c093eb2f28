import { expect } from "chai";
import { assumedReadings, type Readings } from "../../../../local/aws/readings";
import { eachTestWithCognito, makePool, type Pool, permanent, temporary, tokensOf } from "../../support/cognito";
import { refusalOf } from "../../support/failure";
import { parentAccount, region } from "../../support/local-aws";
import { callThrough, through } from "../../support/studio-services";

for (const signInResource of ["everything", "pool"] as const) {
  describe(`Cognito's sign-in through an endpoint, compared with ${signInResource}`, () => ofSignIn(signInResource));
}

function ofSignIn(signInResource: Readings["sign-in-resource"]) {
  const { services, create, signIn, respond } = eachTestWithCognito(undefined, {
    ...assumedReadings,
    "sign-in-resource": signInResource,
  });
  const ofPool = signInResource === "pool";
  let pool: Pool;
  beforeEach(async () => {
    pool = await makePool(services().aws);
  });

  /** Makes a user who has a password of their own, and signs in. */
  async function confirm(name: string) {
    await create(pool.poolId, name);
    const { Session } = await signIn(pool.clientId, name, temporary);
    return respond(pool.clientId, "NEW_PASSWORD_REQUIRED", Session, { USERNAME: name, NEW_PASSWORD: permanent });
  }

  const arnOf = (poolId: string) => `arn:aws:cognito-idp:${region}:${parentAccount}:userpool/${poolId}`;
  const signingIn = (action: string, resource: string, more: object = {}) => ({
    Sid: "SignIn",
    Effect: "Allow",
    Principal: "*",
    Action: action,
    Resource: resource,
    ...more,
  });
  const tryFrom = (...statements: object[]) =>
    callThrough(services().cognito, through("vpce-0c00000000000001", "cognito-idp", ...statements), {
      host: `cognito-idp.${region}.amazonaws.com`,
      target: "AWSCognitoIdentityProviderService.InitiateAuth",
      members: {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: pool.clientId,
        AuthParameters: { USERNAME: "anna", PASSWORD: permanent },
      },
    });

  const cases = [
    { what: "names the pool", statement: () => signingIn("cognito-idp:InitiateAuth", arnOf(pool.poolId)), ok: ofPool },
    { what: "names all resources", statement: () => signingIn("cognito-idp:*", "*"), ok: true },
    {
      what: "names the account's pools",
      statement: () => signingIn("cognito-idp:*", arnOf(`${region}_*`)),
      ok: ofPool,
    },
    {
      what: "names another pool",
      statement: () => signingIn("cognito-idp:InitiateAuth", arnOf(`${region}_Another12`)),
      ok: false,
    },
    {
      what: "names another action",
      statement: () => signingIn("cognito-idp:RespondToAuthChallenge", "*"),
      ok: false,
    },
    {
      what: "wants a principal of the organization, since who signs in is anonymous",
      statement: () =>
        signingIn("cognito-idp:InitiateAuth", "*", {
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } },
        }),
      ok: false,
    },
  ];
  for (const { what, statement, ok } of cases) {
    it(`${ok ? "lets a user sign in" : "keeps a user out"} where its policy ${what}`, async () => {
      await confirm("anna");
      const attempt = tryFrom(statement());

      if (ok) {
        expect((await attempt).status).to.equal(200);
      } else {
        expect(await refusalOf(attempt)).to.deep.equal({
          code: "AccessDeniedException",
          message: `User: anonymous is not authorized to perform: cognito-idp:InitiateAuth on resource: ${arnOf(pool.poolId)} because no VPC endpoint policy allows the cognito-idp:InitiateAuth action`,
        });
      }
    });
  }

  it("leaves no password and no token in the record of decisions", async () => {
    const { access, refresh: token } = tokensOf(await confirm("anna"));
    await tryFrom(signingIn("cognito-idp:InitiateAuth", "*"));

    const record = JSON.stringify(services().aws.world.trail.since(0));
    expect(record).to.include("cognito-idp:InitiateAuth");
    for (const secret of [temporary, permanent, access, token]) {
      expect(record).not.to.include(secret);
    }
  });
}
