import { expect } from "chai";
import * as v from "valibot";
import type { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { People } from "../../local/scenarios/people";
import { shipped } from "../flows/support/environments";
import { standing } from "../flows/support/studio-estate";
import { shippedProject } from "../local/support/project";
import { type Call, makeCalls, type Outcome, runScript, type Surroundings } from "./support/script";
import { asAdministrator, insideFunction } from "./support/surroundings";

/** "Secure Amazon SageMaker Studio presigned URLs Part 3", its users. */
const users = [
  { name: "user-lob-a", lob: "lob-a", password: "UserLobA1!" },
  { name: "user-lob-b", lob: "lob-b", password: "UserLobB1!" },
] as const;
const lobs = [
  { name: "lob-a", account: "333333333333" },
  { name: "lob-b", account: "444444444444" },
] as const;
/** The pool wants longer passwords than the article's. */
const longer = (password: string) => `${password}${password}`;

const generator = (account: string) => `arn:aws:iam::${account}:role/PresignedURLGenerator`;
const refused = (code: string, operation: string, message: string, error = code, status = 400) => ({
  error,
  text: `An error occurred (${code}) when calling the ${operation} operation: ${message}`,
  status,
  members: {},
});
const notAuthorized = (caller: string, action: string, resource: string, reason = "") =>
  `User: arn:aws:sts::${caller} is not authorized to perform: ${action} on resource: ${resource}${reason}`;

const presigned = v.object({
  answer: v.object({ domain: v.object({ DomainId: v.string(), DomainName: v.string() }), url: v.string() }),
});
const signedIn = v.object({
  answer: v.object({ AuthenticationResult: v.object({ AccessToken: v.string(), TokenType: v.literal("Bearer") }) }),
});

describe("The Studio article's calls under boto3", () => {
  let estate: Estate;
  let administrator: Surroundings;
  let generating: Surroundings;
  let tables: { readonly usersTable: string; readonly lobsTable: string };
  let entered: Outcome;
  let people: People;
  before(async () => {
    estate = await standing(withSimulators(shippedProject));
    administrator = await asAdministrator(estate, shipped.hub);
    generating = await insideFunction(estate, shipped.hub, "studio-presigned-url");
    people = new People(estate, shipped.hub);
    tables = { usersTable: output("usersTableName"), lobsTable: output("lobsTableName") };
    const own = users.map((user) => ({ ...user, password: longer(user.password) }));
    entered = await runScript(administrator, "seeds/populate.py", { ...place(), users: own, lobs });
  });
  after(() => estate?.close());

  const output = (key: string) => estate.output(shipped.hub, key);
  const place = () => ({ userPoolId: output("userPoolId"), ...tables });
  const presign = (user: string, more: object = {}) =>
    runScript(generating, "seeds/presigned_url.py", {
      ...tables,
      user,
      assumeRole: { SourceIdentity: user },
      ...more,
    });
  const initiate = (parameters: object): Call => ({
    service: "cognito-idp",
    operation: "initiate_auth",
    parameters: { ClientId: output("userPoolClientId"), ...parameters },
  });

  it("enters users and rows, and reads them page by page", () => {
    expect(entered).to.deep.equal({
      answer: {
        users: ["user-lob-a", "user-lob-b"],
        rows: users.map(({ name, lob }) => ({ userId: { S: name }, lob: { S: lob }, profileName: { S: name } })),
        lobs: lobs.map(({ name, account }) => ({
          lob: { S: name },
          accountId: { S: account },
          region: { S: "eu-west-1" },
        })),
      },
    });
  });

  it("is refused the article's own passwords, which the pool finds too short", async () => {
    const newcomer = { name: "newcomer", lob: "lob-a", password: "UserLobA1!" };

    expect(await runScript(administrator, "seeds/populate.py", { ...place(), users: [newcomer], lobs })).to.deep.equal(
      refused(
        "InvalidPasswordException",
        "AdminSetUserPassword",
        "Password did not conform with policy: Password not long enough",
      ),
    );
  });

  it("signs in by a flow that it has to name, and only with the right password", async () => {
    const [user] = users;
    const flow = { AuthFlow: "USER_PASSWORD_AUTH" };
    const right = { USERNAME: user.name, PASSWORD: longer(user.password) };
    const wrong = { USERNAME: user.name, PASSWORD: "Userloba1!" };

    const [unnamed, mistyped, unknown, answer] = await makeCalls(administrator, [
      initiate({ AuthParameters: right }),
      initiate({ ...flow, AuthParameters: wrong }),
      initiate({ ...flow, AuthParameters: { ...right, USERNAME: "nobody" } }),
      initiate({ ...flow, AuthParameters: right }),
    ]);

    expect(unnamed).to.deep.equal({
      error: "ParamValidationError",
      text: 'Parameter validation failed:\nMissing required parameter in input: "AuthFlow"',
    });
    const incorrect = refused("NotAuthorizedException", "InitiateAuth", "Incorrect username or password.");
    expect([mistyped, unknown]).to.deep.equal([incorrect, incorrect]);
    const { AccessToken: token } = v.parse(signedIn, answer).answer.AuthenticationResult;
    expect((await people.callApi(people.desk(), user.name, token)).status).to.equal(302);
    expect((await people.callApi(people.desk(), users[1].name, token)).status).to.equal(403);
  });

  for (const { name, lob } of users) {
    it(`leads ${name} into the Studio of ${lob}, only inside the network`, async () => {
      const { domain, url } = v.parse(presigned, await presign(name)).answer;

      expect(domain.DomainName).to.equal(lob);
      expect(new URL(url).hostname).to.equal(`${domain.DomainId}.studio.eu-west-1.sagemaker.aws`);
      const outside = await people.laptop().open(url);
      expect(outside.status).to.equal(403);
      expect(outside.text).to.include("<p>Auth token containing insufficient permissions</p>");
      const inside = await people.desk().open(url);
      expect(inside.status).to.equal(200);
      expect(inside.text).to.match(new RegExp(`${domain.DomainId}.*${name}`, "s"));
    });
  }

  it("is refused the role if the session has no source identity", async () => {
    const caller = "111122223333:assumed-role/StudioPresignedUrl-shared/studio-presigned-url-shared";

    expect(await presign("user-lob-b", { assumeRole: {} })).to.deep.equal(
      refused(
        "AccessDenied",
        "AssumeRole",
        notAuthorized(caller, "sts:AssumeRole", generator("444444444444")),
        "ClientError",
        403,
      ),
    );
  });

  const wrong = [
    {
      what: "a URL that lasts longer than five minutes",
      presign: { ExpiresInSeconds: 301 },
      message:
        "1 validation error detected: Value '301' at 'expiresInSeconds' failed to satisfy constraint: Member must have value less than or equal to 300",
    },
    {
      what: "a name that no profile can have",
      presign: { UserProfileName: "user@lob" },
      message:
        "1 validation error detected: Value 'user@lob' at 'userProfileName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    },
  ];
  for (const { what, presign: parameters, message } of wrong) {
    it(`is refused ${what}`, async () => {
      expect(await presign("user-lob-a", { presign: parameters })).to.deep.equal(
        refused("ValidationException", "CreatePresignedDomainUrl", message, "ClientError"),
      );
    });
  }

  it("isn't given a URL of a profile that isn't there, or of a domain that isn't the LOB's", async () => {
    const [absent, foreign] = [
      await presign("user-lob-a", { presign: { UserProfileName: "absent" } }),
      await presign("user-lob-a", { presign: { DomainId: "d-foreign" } }),
    ];

    expect(absent).to.deep.equal(
      refused("ResourceNotFound", "CreatePresignedDomainUrl", "UserProfile [absent] does not exist."),
    );
    expect(foreign).to.deep.equal(
      refused(
        "AccessDeniedException",
        "CreatePresignedDomainUrl",
        notAuthorized(
          "333333333333:assumed-role/PresignedURLGenerator/user-lob-a",
          "sagemaker:CreatePresignedDomainUrl",
          "arn:aws:sagemaker:eu-west-1:333333333333:user-profile/d-foreign/user-lob-a",
          " because no identity-based policy allows the sagemaker:CreatePresignedDomainUrl action",
        ),
        "ClientError",
      ),
    );
  });

  it("is answered with AWS's message by Cognito and DynamoDB whatever is wrong with a call", async () => {
    const { userPoolId: UserPoolId, usersTable: TableName } = place();
    const [{ name: Username }] = users;
    const dynamodb = (operation: string, parameters: object): Call => ({
      service: "dynamodb",
      operation,
      parameters: { TableName, ...parameters },
    });
    const cognito = (operation: string, parameters: object): Call => ({
      service: "cognito-idp",
      operation,
      parameters: { UserPoolId, Username, ...parameters },
    });
    const key = { Key: { userId: { S: "nobody" } } };
    const absent = refused("ResourceNotFoundException", "GetItem", "Requested resource not found");
    const cases: readonly (readonly [call: Call, outcome: object])[] = [
      [
        cognito("admin_create_user", {}),
        refused("UsernameExistsException", "AdminCreateUser", "User account already exists"),
      ],
      [
        cognito("admin_get_user", { Username: "nobody" }),
        refused("UserNotFoundException", "AdminGetUser", "User does not exist."),
      ],
      [
        cognito("admin_get_user", { UserPoolId: "eu-west-1_Absent000" }),
        refused("ResourceNotFoundException", "AdminGetUser", "User pool eu-west-1_Absent000 does not exist."),
      ],
      [dynamodb("get_item", key), { answer: {} }],
      [dynamodb("get_item", { ...key, TableName: "absent" }), absent],
      [
        dynamodb("get_item", { Key: { user: { S: "nobody" } } }),
        refused("ValidationException", "GetItem", "The provided key element does not match the schema", "ClientError"),
      ],
    ];

    const made = await makeCalls(
      administrator,
      cases.map(([call]) => call),
    );
    expect(made).to.deep.equal(cases.map(([, outcome]) => outcome));

    const [written] = await makeCalls(generating, [dynamodb("put_item", { Item: { userId: { S: "nobody" } } })]);
    const caller = "111122223333:assumed-role/StudioPresignedUrl-shared/studio-presigned-url-shared";
    const table = `arn:aws:dynamodb:eu-west-1:111122223333:table/${TableName}`;
    expect(written).to.deep.equal(
      refused(
        "AccessDeniedException",
        "PutItem",
        notAuthorized(
          caller,
          "dynamodb:PutItem",
          table,
          " because no VPC endpoint policy allows the dynamodb:PutItem action",
        ),
        "ClientError",
      ),
    );
  });
});
