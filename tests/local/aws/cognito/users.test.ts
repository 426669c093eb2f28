import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { eachTestWithCognito, makePool, type Pool, permanent, temporary } from "../../support/cognito";
import { refusalOf } from "../../support/failure";
import { childAccount, parentAccount, region } from "../../support/local-aws";
import { clientSettings, sessionOf } from "../../support/studio-services";

const unknownUser = { code: "UserNotFoundException", message: "User does not exist." };

describe("Cognito's users", () => {
  const { services, administrator, create, signIn } = eachTestWithCognito();
  let pool: Pool;
  beforeEach(async () => {
    pool = await makePool(services().aws, "users", { passwordPolicy: { minimumLength: 10, requireSymbols: true } });
  });

  const ofUser = (Username: string) => ({ UserPoolId: pool.poolId, Username });
  const get = (name: string) => administrator().send(new AdminGetUserCommand(ofUser(name)));
  const setPassword = (name: string, Password: string, Permanent: boolean) =>
    administrator().send(new AdminSetUserPasswordCommand({ ...ofUser(name), Password, Permanent }));

  it("are made with a temporary password, under a name of their own", async () => {
    const { User } = await create(pool.poolId, "anna");

    expect(User).to.include({ Username: "anna", UserStatus: "FORCE_CHANGE_PASSWORD", Enabled: true });
    expect(await refusalOf(create(pool.poolId, "Anna"))).to.deep.equal({
      code: "UsernameExistsException",
      message: "User account already exists",
    });
    expect(await refusalOf(create(pool.poolId, "an na"))).to.deep.equal({
      code: "InvalidParameterException",
      message:
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
    });
  });

  it("get a password that is temporary or theirs for good", async () => {
    await create(pool.poolId, "anna");
    await setPassword("anna", permanent, true);

    expect((await get("anna")).UserStatus).to.equal("CONFIRMED");
    expect((await signIn(pool.clientId, "anna", permanent)).AuthenticationResult).to.have.property("AccessToken");

    await setPassword("anna", temporary, false);
    expect((await get("anna")).UserStatus).to.equal("FORCE_CHANGE_PASSWORD");
    expect((await signIn(pool.clientId, "anna", temporary)).ChallengeName).to.equal("NEW_PASSWORD_REQUIRED");
  });

  it("are disabled, enabled and deleted", async () => {
    await create(pool.poolId, "anna");
    await setPassword("anna", permanent, true);

    await administrator().send(new AdminDisableUserCommand(ofUser("anna")));
    expect((await get("anna")).Enabled).to.equal(false);
    await administrator().send(new AdminEnableUserCommand(ofUser("anna")));
    expect((await signIn(pool.clientId, "anna", permanent)).AuthenticationResult).to.have.property("AccessToken");
    await administrator().send(new AdminDeleteUserCommand(ofUser("anna")));
    expect(await refusalOf(get("anna"))).to.deep.equal(unknownUser);
    expect(await refusalOf(administrator().send(new AdminDeleteUserCommand(ofUser("anna"))))).to.deep.equal(
      unknownUser,
    );
  });

  it("are listed page by page", async () => {
    for (const name of ["anna", "bob", "carol"]) {
      await create(pool.poolId, name);
    }
    const list = (PaginationToken?: string) =>
      administrator().send(new ListUsersCommand({ UserPoolId: pool.poolId, Limit: 2, PaginationToken }));

    const first = await list();
    const second = await list(first.PaginationToken);

    expect(first.Users?.map(({ Username }) => Username)).to.deep.equal(["anna", "bob"]);
    expect(second.Users?.map(({ Username }) => Username)).to.deep.equal(["carol"]);
    expect(second.PaginationToken).to.equal(undefined);
  });

  const passwords = [
    { policy: { minimumLength: 9 }, password: "12345678", message: "Password not long enough" },
    { policy: { requireUppercase: true }, password: "abcdefgh", message: "Password must have uppercase characters" },
    { policy: { requireLowercase: true }, password: "ABCDEFGH", message: "Password must have lowercase characters" },
    { policy: { requireNumbers: true }, password: "abcdefgh", message: "Password must have numeric characters" },
    { policy: { requireSymbols: true }, password: "abcdefg1 ", message: "Password must have symbol characters" },
  ];
  for (const { policy, password, message } of passwords) {
    it(`are refused a password where ${Object.keys(policy)} isn't met: ${message}`, async () => {
      const strict = await makePool(services().aws, "strict", { passwordPolicy: policy });
      const open = await makePool(services().aws, "open", { passwordPolicy: { minimumLength: 8 } });

      expect(await refusalOf(create(strict.poolId, "anna", password))).to.deep.equal({
        code: "InvalidPasswordException",
        message: `Password did not conform with policy: ${message}`,
      });
      await create(open.poolId, "anna", password);
    });
  }

  it("belong to a pool with a password policy", async () => {
    const strict = await makePool(services().aws, "strict", {
      usernameConfiguration: { caseSensitive: false },
      passwordPolicy: { minimumLength: 12, requireSymbols: true, temporaryPasswordValidityDays: 3 },
    });

    const described = await administrator().send(new DescribeUserPoolCommand({ UserPoolId: strict.poolId }));

    expect(described.UserPool).to.deep.equal({
      Id: strict.poolId,
      Name: "strict",
      Arn: `arn:aws:cognito-idp:${region}:${parentAccount}:userpool/${strict.poolId}`,
      MfaConfiguration: "OFF",
      UsernameConfiguration: { CaseSensitive: false },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: false,
          RequireUppercase: false,
          RequireNumbers: false,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 3,
        },
      },
    });
  });

  it("are nobody's to change whom no policy lets, nor another account's", async () => {
    const arn = (account: string) => `arn:aws:cognito-idp:${region}:${account}:userpool/${pool.poolId}`;
    const { aws, url } = services();
    const reader = await sessionOf(
      aws,
      { Action: "cognito-idp:AdminGetUser", Resource: arn(parentAccount) },
      { roleName: "Reader" },
    );
    const stranger = await sessionOf(aws, { Action: "cognito-idp:*", Resource: "*" }, { account: childAccount });
    await create(pool.poolId, "anna");
    const attempt = async (keys: typeof reader, command: AdminDeleteUserCommand) => {
      const client = new CognitoIdentityProviderClient(clientSettings(url, keys));
      const refusal = await refusalOf(client.send(command));
      client.destroy();
      return refusal;
    };

    expect(await attempt(reader, new AdminDeleteUserCommand(ofUser("anna")))).to.deep.equal({
      code: "AccessDeniedException",
      message: `User: arn:aws:sts::${parentAccount}:assumed-role/Reader/working is not authorized to perform: cognito-idp:AdminDeleteUser on resource: ${arn(parentAccount)} because no identity-based policy allows the cognito-idp:AdminDeleteUser action`,
    });
    expect(await attempt(stranger, new AdminDeleteUserCommand(ofUser("anna")))).to.deep.equal({
      code: "ResourceNotFoundException",
      message: `User pool ${pool.poolId} does not exist.`,
    });
    expect((await get("anna")).Username).to.equal("anna");
  });

  it("go away with their pool", async () => {
    await create(pool.poolId, "anna");
    for (const { urn } of services().aws.world.ofStack("stack")) {
      if (urn.includes("cognito")) {
        services().aws.world.remove(urn);
      }
    }

    expect(await refusalOf(get("anna"))).to.deep.equal({
      code: "ResourceNotFoundException",
      message: `User pool ${pool.poolId} does not exist.`,
    });
  });

  it("aren't changed by operations or members that the local AWS doesn't know", async () => {
    await create(pool.poolId, "anna");
    const filtered = new ListUsersCommand({ UserPoolId: pool.poolId, Filter: 'username = "anna"' });

    await refusalOf(administrator().send(filtered));

    expect(services().mistakes.map(String)).to.deep.equal([
      "Error: the local AWS doesn't understand a call of Cognito ListUsers: Filter",
    ]);
  });
});
