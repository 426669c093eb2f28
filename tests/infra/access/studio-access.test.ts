import { expect } from "chai";
import { check, mistakesIn } from "../../../common/validation";
import { StudioAccess } from "../../../infra/access/studio-access";
import type { StudioAccessArgs } from "../../../infra/access/studio-access-arguments";
import { studioAccessArguments } from "../../../infra/access/studio-access-arguments";
import { evaluateOnce, only, type Registered } from "../../support/evaluate";
import { messageOf, refused } from "../../support/refused";

const placement = {
  subnetIds: ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
  securityGroupIds: ["sg-0123456789abcdef0"],
  replacementSecurityGroupIds: ["sg-0fedcba9876543210"],
};

const args: StudioAccessArgs = {
  account: "111122223333",
  region: "eu-west-1",
  suffix: "shared",
  executeApiEndpointId: "vpce-0123456789abcdef0",
  placement,
  userPool: { id: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" },
  lobs: [
    { name: "lob-a", account: "333333333333" },
    { name: "lob-b", account: "444444444444" },
  ],
  organizationId: "o-exampleorg1",
};

function register(overrides: Partial<StudioAccessArgs> = {}, preview = false): Promise<Registered[]> {
  return evaluateOnce(["studio", overrides], preview, () => {
    new StudioAccess("studio", { ...args, ...overrides });
  });
}

function ofType(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

/** A role's policies by name, as documents. */
function policies(resources: readonly Registered[], role: string): Record<string, unknown> {
  return Object.fromEntries(
    ofType(resources, "aws:iam/rolePolicy:RolePolicy")
      .filter(({ inputs }) => inputs.role === role)
      .map(({ inputs }) => [String(inputs.name), JSON.parse(String(inputs.policy))]),
  );
}

function lobs(count: number): { name: string; account: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `lob-${index}`,
    account: String(300_000_000_000 + index),
  }));
}

/** What each resource was given, but for when. */
function inputs(resources: readonly Registered[]): Record<string, unknown> {
  return Object.fromEntries(
    resources.map((resource) => [
      resource.name,
      resource.type === "aws:lambda/function:Function" ? { ...resource.inputs, code: "the bundle" } : resource.inputs,
    ]),
  );
}

describe("StudioAccess", () => {
  it("describes each function", async () => {
    const functions = (await register()).filter(({ type }) => type === "aws:lambda/function:Function");
    expect(Object.fromEntries(functions.map(({ inputs }) => [inputs.name, inputs.description]))).to.deep.equal({
      "studio-authorizer-shared": "Authorizes calls of the Studio API by their access token",
      "studio-presigned-url-shared": "Returns a presigned URL of the caller's own Studio",
    });
  });

  it("keeps two encrypted tables on demand that can be restored to any point in time and not be deleted", async () => {
    const tables = ofType(await register(), "aws:dynamodb/table:Table").map((table) => table.inputs);
    const table = (name: string, hashKey: string) => ({
      name,
      billingMode: "PAY_PER_REQUEST",
      hashKey,
      attributes: [{ name: hashKey, type: "S" }],
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    });
    expect(tables).to.have.deep.members([table("studio-users-shared", "userId"), table("studio-lobs-shared", "lob")]);
  });

  it("lets its tables be deleted if configured", async () => {
    for (const table of ofType(await register({ deletionProtection: false }), "aws:dynamodb/table:Table")) {
      expect(table.inputs.deletionProtectionEnabled).to.equal(false);
    }
  });

  it("writes each LOB's row from config", async () => {
    const items = ofType(await register(), "aws:dynamodb/tableItem:TableItem");
    expect(items.map((item) => [item.name, item.inputs.tableName, item.inputs.hashKey])).to.have.deep.members([
      ["studio-directory-lob-lob-a", "studio-lobs-shared", "lob"],
      ["studio-directory-lob-lob-b", "studio-lobs-shared", "lob"],
    ]);
    expect(JSON.parse(String(only(items, "studio-directory-lob-lob-b").inputs.item))).to.deep.equal({
      lob: { S: "lob-b" },
      accountId: { S: "444444444444" },
      region: { S: "eu-west-1" },
    });
  });

  it("within an organization gains one row for each further LOB, and nothing else changes", async () => {
    const before = inputs(await register({ lobs: lobs(1) }));
    for (const count of [2, 10, 100]) {
      const after = inputs(await register({ lobs: lobs(count) }));
      const added = Object.keys(after).filter((name) => !(name in before));
      expect(added).to.have.members(
        lobs(count)
          .slice(1)
          .map(({ name }) => `studio-directory-lob-${name}`),
      );
      for (const [name, given] of Object.entries(before)) {
        expect(after[name], name).to.deep.equal(given);
      }
    }
  });

  it("without an organization also lists the further LOB's account in what the function may do, nothing else", async () => {
    const before = inputs(await register({ lobs: lobs(1), organizationId: undefined }));
    const after = inputs(await register({ lobs: lobs(2), organizationId: undefined }));
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    expect(changed).to.have.members([
      "studio-directory-lob-lob-1",
      "studio-presigned-url-AssumePresignedUrlGenerators",
    ]);
  });

  it("gives the authorizer no right but its own logs, and keeps it outside any VPC", async () => {
    const resources = await register();
    expect(policies(resources, "StudioAuthorizer-shared")).to.have.all.keys("WriteOwnLogs");
    const lambda = only(resources, "studio-authorizer-function").inputs;
    expect(lambda).to.deep.include({
      name: "studio-authorizer-shared",
      timeout: 10,
      environment: {
        variables: { USER_POOL_ID: "eu-west-1_AbCdEfGhI", USER_POOL_CLIENT_ID: "1h57kf5cpq17m0eml12EXAMPLE" },
      },
    });
    expect(lambda).not.to.have.property("vpcConfig");
  });

  it("puts an authorizer with a placement into that VPC, where it asks Cognito, and changes nothing else", async () => {
    const [usual, placed] = [inputs(await register()), inputs(await register({ authorizerPlacement: placement }))];
    const changed = Object.keys(placed).filter((name) => JSON.stringify(placed[name]) !== JSON.stringify(usual[name]));
    expect(changed).to.have.members(["studio-authorizer-ManageNetworkInterfaces", "studio-authorizer-function"]);
    expect(placed["studio-authorizer-function"]).to.deep.include({
      environment: {
        variables: {
          USER_POOL_ID: "eu-west-1_AbCdEfGhI",
          USER_POOL_CLIENT_ID: "1h57kf5cpq17m0eml12EXAMPLE",
          ASKS_COGNITO: "true",
        },
      },
      vpcConfig: { subnetIds: placement.subnetIds, securityGroupIds: placement.securityGroupIds },
      replaceSecurityGroupsOnDestroy: true,
      replacementSecurityGroupIds: placement.replacementSecurityGroupIds,
    });
  });

  it("lets the presigned-URL function read rows and assume the generators of the organization, nothing more", async () => {
    const own = policies(await register(), "StudioPresignedUrl-shared");
    expect(own).to.have.all.keys(
      "ReadDirectory",
      "AssumePresignedUrlGenerators",
      "WriteOwnLogs",
      "ManageNetworkInterfaces",
    );
    expect(own.ReadDirectory).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadDirectory",
          Effect: "Allow",
          Action: "dynamodb:GetItem",
          Resource: [
            "arn:aws:dynamodb:eu-west-1:111122223333:table/studio-users-shared",
            "arn:aws:dynamodb:eu-west-1:111122223333:table/studio-lobs-shared",
          ],
        },
      ],
    });
    expect(own.AssumePresignedUrlGenerators).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumePresignedUrlGenerators",
          Effect: "Allow",
          Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          Resource: "arn:aws:iam::*:role/PresignedURLGenerator",
          Condition: { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } },
        },
      ],
    });
  });

  it("lists the generators one by one without an organization", async () => {
    const resources = await register({ organizationId: undefined });
    expect(policies(resources, "StudioPresignedUrl-shared").AssumePresignedUrlGenerators).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumePresignedUrlGenerators",
          Effect: "Allow",
          Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          Resource: [
            "arn:aws:iam::333333333333:role/PresignedURLGenerator",
            "arn:aws:iam::444444444444:role/PresignedURLGenerator",
          ],
        },
      ],
    });
  });

  it("places the presigned-URL function in the hub's VPC and passes it the tables and the URLs' lifetime", async () => {
    expect(only(await register(), "studio-presigned-url-function").inputs).to.deep.include({
      name: "studio-presigned-url-shared",
      timeout: 27,
      vpcConfig: { subnetIds: placement.subnetIds, securityGroupIds: placement.securityGroupIds },
      replaceSecurityGroupsOnDestroy: true,
      replacementSecurityGroupIds: placement.replacementSecurityGroupIds,
      environment: {
        variables: {
          USERS_TABLE: "studio-users-shared",
          LOBS_TABLE: "studio-lobs-shared",
          ROLE_NAME: "PresignedURLGenerator",
          EXPIRES_IN_SECONDS: "60",
          SESSION_SECONDS: "43200",
        },
      },
    });
    const { environment } = only(
      await register({ presignedUrlSeconds: 5, studioSessionSeconds: 1800 }),
      "studio-presigned-url-function",
    ).inputs;
    expect(environment).to.have.nested.property("variables.EXPIRES_IN_SECONDS", "5");
    expect(environment).to.have.nested.property("variables.SESSION_SECONDS", "1800");
  });

  it("watches both functions, the API and the tables, and notifies the topic", async () => {
    const alarmTopicArn = "arn:aws:sns:eu-west-1:111122223333:alarms";
    const alarms = ofType(await register({ alarmTopicArn }), "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarms.map((alarm) => alarm.inputs.name)).to.have.members([
      "studio-authorizer-shared-Throttles",
      "studio-authorizer-shared-Duration",
      "studio-presigned-url-shared-Errors",
      "studio-presigned-url-shared-Throttles",
      "studio-presigned-url-shared-Duration",
      "studio-presigned-url-shared-RefusedAnswers",
      "studio-shared-DeniedCalls",
      "studio-shared-UnauthorizedCalls",
      "studio-shared-AuthorizerFailures",
      "studio-shared-5XXError",
      "studio-users-shared-ReadThrottleEvents",
      "studio-lobs-shared-ReadThrottleEvents",
    ]);
    for (const alarm of alarms) {
      expect(alarm.inputs.alarmActions).to.deep.equal([alarmTopicArn]);
    }
  });

  it("keeps all its logs for 30 days; 30 is the default", async () => {
    for (const [told, days] of [
      [undefined, 30],
      [365, 365],
    ] as const) {
      const groups = ofType(await register({ logRetentionDays: told }), "aws:cloudwatch/logGroup:LogGroup");
      expect(groups.map((group) => [group.inputs.name, group.inputs.retentionInDays])).to.have.deep.members([
        ["/aws/lambda/studio-authorizer-shared", days],
        ["/aws/lambda/studio-presigned-url-shared", days],
        ["/aws/apigateway/studio-shared", days],
      ]);
    }
  });

  it("previews before anything exists", async () => {
    const types = (resources: readonly Registered[]) => resources.map(({ type }) => type);
    expect(types(await register({}, true))).to.have.members(types(await register()));
  });

  const refusals: readonly { title: string; overrides: Partial<StudioAccessArgs>; lines: readonly string[] }[] = [
    {
      title: "no LOBs",
      overrides: { lobs: [] },
      lines: ["lobs is empty: nobody would have a Studio; list the LOBs, each with its name and account"],
    },
    {
      title: "two LOBs of one name, and two of one account",
      overrides: {
        lobs: [
          { name: "lob-a", account: "333333333333" },
          { name: "lob-a", account: "444444444444" },
          { name: "lob-c", account: "333333333333" },
        ],
      },
      lines: [
        'lobs[1].name is "lob-a", which another LOB has already: correct or remove one of the two',
        'lobs[2].account is "333333333333", which another LOB has already: correct or remove one of the two',
      ],
    },
    {
      title: "a LOB in the hub's own account",
      overrides: { lobs: [{ name: "lob-a", account: "111122223333" }] },
      lines: [
        'lobs[0].account is "111122223333": it is the hub\'s own account; a LOB needs an account of its own; give that one',
      ],
    },
    {
      title: "more listed accounts than a role's policies hold",
      overrides: { lobs: lobs(200), organizationId: undefined },
      lines: [
        "lobs needs policies of 12317 characters for 200 accounts, and IAM takes at most 10240 in a role: set organizationArn in place of listing accounts",
      ],
    },
    {
      title: "a topic of another region",
      overrides: { alarmTopicArn: "arn:aws:sns:us-east-1:111122223333:alarms" },
      lines: [
        'alarmTopicArn is "arn:aws:sns:us-east-1:111122223333:alarms": alarms notify only topics in their own region, eu-west-1; name one there',
      ],
    },
    {
      title: "everything that is wrong, at once",
      overrides: {
        account: "1111",
        suffix: "a b",
        lobs: [{ name: "LOB A", account: "33" }],
        organizationId: "exampleorg",
        presignedUrlSeconds: 301,
        studioSessionSeconds: 1799.5,
        logRetentionDays: 31,
      },
      lines: [
        'account is "1111": an account id has 12 digits, and this has 4',
        'suffix is "a b": 1 to 40 letters, digits, _ and -, since AWS names end in it',
        'lobs[0].name is "LOB A": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
        'lobs[0].account is "33": an account id has 12 digits, and this has 2',
        'organizationId is "exampleorg": an organization\'s id is o- and 10 to 32 lower-case letters and digits',
        "presignedUrlSeconds is 301: a presigned URL can be opened for 5 seconds to 5 minutes; give a whole number from 5 to 300",
        "studioSessionSeconds is 1799.5: a session in Studio lasts half an hour to 12 hours; give a whole number from 1800 to 43200",
        "logRetentionDays is 31: CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days; give one of these numbers",
      ],
    },
  ];
  it("reports that the LOBs are not set, as a config can have it, and looks no further", () => {
    const { executeApiEndpointId, placement: _, userPool, ...plain } = args;
    expect(mistakesIn(check(studioAccessArguments, { ...plain, lobs: undefined }))).to.deep.equal([
      { property: "lobs", reason: "is not set: list the LOBs, each with its name and account" },
    ]);
  });

  it("takes as many listed accounts as a role's policies hold, to the last character", () => {
    const { executeApiEndpointId, placement: _, userPool, organizationId, ...plain } = args;
    const mistakes = (suffix: string) =>
      mistakesIn(check(studioAccessArguments, { ...plain, suffix, lobs: lobs(161) })).map(({ reason }) => reason);
    expect(mistakes("s".repeat(23))).to.deep.equal([]);
    expect(mistakes("s".repeat(24)).join()).to.include(
      "10244 characters for 161 accounts, and IAM takes at most 10240",
    );
  });

  for (const { title, overrides, lines } of refusals) {
    it(`refuses ${title}`, async () => {
      expect(await messageOf(() => new StudioAccess("studio", { ...args, ...overrides }))).to.equal(
        refused('StudioAccess "studio"', ...lines),
      );
    });
  }
});
