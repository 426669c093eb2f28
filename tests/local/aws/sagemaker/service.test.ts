import {
  CreatePresignedDomainUrlCommand,
  DeleteDomainCommand,
  DeleteUserProfileCommand,
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  ListDomainsCommand,
  ListUserProfilesCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { homeFileSystem } from "../../../../local/aws/sagemaker/kinds";
import { SetClock } from "../../support/clock";
import { refusalOf } from "../../support/failure";
import { childAccount, parentAccount, put, region } from "../../support/local-aws";
import { apiEndpoint, generator, makeDomain, otherEndpoint, presign } from "../../support/studio-domain";
import { clientSettings, eachTestWithStudioServices, sessionOf } from "../../support/studio-services";
import { domain, network } from "../../support/studio-wanted";

const arn = (resource: string) => `arn:aws:sagemaker:${region}:${parentAccount}:${resource}`;
const range = (member: string, value: number, demand: string) => ({
  code: "ValidationException",
  message: `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${demand}`,
});
const denied = (action: string, resource: string, role = "Operator") => ({
  code: "AccessDeniedException",
  message: `User: arn:aws:sts::${parentAccount}:assumed-role/${role}/working is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
});

describe("SageMaker's domains", () => {
  const clock = new SetClock();
  const services = eachTestWithStudioServices(clock);
  const clients: SageMakerClient[] = [];
  let domainId: string;
  beforeEach(async () => {
    clock.set(new Date());
    domainId = await makeDomain(services().aws);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) {
      client.destroy();
    }
  });

  /** A client of a session that may do this. */
  async function mayDo(statement: object): Promise<SageMakerClient> {
    const { aws, url } = services();
    const client = new SageMakerClient(clientSettings(url, await sessionOf(aws, statement)));
    clients.push(client);
    return client;
  }

  it("are made with ids and addresses as AWS gives them, which stay when they are updated", async () => {
    const again = await put(services().aws, domain("lob-a", { tags: { team: "science" } }));
    const moved = await put(services().aws, domain("lob-a", { subnetIds: network.subnetIds.slice(1) }));
    const policy = { subnetIds: network.subnetIds.slice(1), retentionPolicy: { homeEfsFileSystem: "Delete" } };
    const keptOtherwise = await put(services().aws, domain("lob-a", policy));

    expect(domainId).to.match(/^d-[a-z0-9]{12}$/);
    expect(again.id).to.equal(domainId);
    expect(again.state).to.include({
      arn: arn(`domain/${domainId}`),
      url: `https://${domainId}.studio.${region}.sagemaker.aws`,
    });
    expect(moved.id).not.to.equal(domainId);
    // To the provider, another retention policy makes another domain.
    expect(keptOtherwise.id).not.to.equal(moved.id);
  });

  it("are deleted when nothing is in them, in their time, with the home directories if the call asks for it", async () => {
    const { aws } = services();
    const client = await mayDo({ Action: "sagemaker:*", Resource: "*" });
    const remove = (HomeEfsFileSystem?: "Retain" | "Delete") =>
      client.send(new DeleteDomainCommand({ DomainId: domainId, RetentionPolicy: { HomeEfsFileSystem } }));
    const describe = async () => (await client.send(new DescribeDomainCommand({ DomainId: domainId }))).Status;

    expect(await refusalOf(remove("Delete"))).to.deep.equal({
      code: "ResourceInUse",
      message: `Unable to delete Domain [${arn(`domain/${domainId}`)}] because UserProfile(s) are associated with it.`,
    });
    const profile = new DeleteUserProfileCommand({ DomainId: domainId, UserProfileName: "anna" });
    await client.send(profile);
    const profiles = new ListUserProfilesCommand({ DomainIdEquals: domainId });
    await client.send(profiles);
    await client.send(profiles);

    await remove("Delete");
    expect(await refusalOf(remove("Delete"))).to.deep.equal({
      code: "ValidationException",
      message: `Unable to delete Domain [${arn(`domain/${domainId}`)}] in status [Deleting].`,
    });
    expect(await describe()).to.equal("Deleting");
    expect(await refusalOf(describe())).to.deep.equal({
      code: "ResourceNotFound",
      message: `Domain [${domainId}] does not exist.`,
    });
    expect(aws.world.all(homeFileSystem)).to.deep.equal([]);
  });

  it("leave their home directories unless the deleting call asks otherwise", async () => {
    const { aws } = services();
    const client = await mayDo({ Action: "sagemaker:*", Resource: "*" });
    const { id } = await put(aws, domain("lob-b", { retentionPolicy: { homeEfsFileSystem: "Delete" } }));
    await client.send(new DeleteDomainCommand({ DomainId: id }));
    const list = new ListDomainsCommand({});
    const statuses = async () => (await client.send(list)).Domains?.map(({ DomainId, Status }) => [DomainId, Status]);

    expect(await statuses()).to.deep.equal([
      [domainId, "InService"],
      [id, "Deleting"],
    ]);
    expect(await statuses()).to.deep.equal([[domainId, "InService"]]);
    expect(aws.world.all(homeFileSystem).map(({ state }) => state.vpcId)).to.deep.equal([network.vpcId]);
  });

  it("are listed page by page, only the caller's own in the region", async () => {
    const { aws } = services();
    const made = await put(aws, domain("lob-b"));
    aws.world.put({ ...made, urn: `${made.urn}-elsewhere`, region: "eu-central-1" });
    await makeDomain(aws, { account: childAccount, name: "lob-c" });
    const client = await mayDo({ Action: "sagemaker:ListDomains", Resource: "*" });

    const first = await client.send(new ListDomainsCommand({ MaxResults: 1 }));
    const second = await client.send(new ListDomainsCommand({ MaxResults: 1, NextToken: first.NextToken }));

    expect(first.Domains).to.deep.equal([
      {
        DomainArn: arn(`domain/${domainId}`),
        DomainId: domainId,
        DomainName: "lob-a",
        Status: "InService",
        CreationTime: clock.now(),
        LastModifiedTime: clock.now(),
        Url: `https://${domainId}.studio.${region}.sagemaker.aws`,
      },
    ]);
    expect(second.Domains?.map(({ DomainName }) => DomainName)).to.deep.equal(["lob-b"]);
    expect(second.NextToken).to.equal(undefined);
    expect((await client.send(new ListDomainsCommand({}))).Domains).to.have.length(2);
  });

  it("are listed only with permission for all resources", async () => {
    const client = await mayDo({ Action: "sagemaker:ListDomains", Resource: arn(`domain/${domainId}`) });

    expect(await refusalOf(client.send(new ListDomainsCommand({})))).to.deep.equal(
      denied("sagemaker:ListDomains", "*"),
    );
  });

  it("are described with their network, and their profiles", async () => {
    const client = await mayDo({ Action: "sagemaker:Describe*", Resource: "*" });

    const described = await client.send(new DescribeDomainCommand({ DomainId: domainId }));
    expect(described).to.include({
      DomainName: "lob-a",
      AuthMode: "IAM",
      AppNetworkAccessType: "VpcOnly",
      VpcId: network.vpcId,
    });
    expect(described.SubnetIds).to.deep.equal(network.subnetIds);
    const profile = new DescribeUserProfileCommand({ DomainId: domainId, UserProfileName: "anna" });
    expect(await client.send(profile)).to.include({
      UserProfileArn: arn(`user-profile/${domainId}/anna`),
      Status: "InService",
    });
  });

  const everything = { Action: "sagemaker:*", Resource: "*" };
  const presigning = (members: object = {}) =>
    new CreatePresignedDomainUrlCommand({ DomainId: domainId, UserProfileName: "anna", ...members });

  it("are opened by presigned URLs, no two of which are alike", async () => {
    const client = await mayDo(everything);

    const first = await client.send(presigning());
    const second = await client.send(presigning());

    expect(first.AuthorizedUrl).to.match(
      new RegExp(`^https://${domainId}\\.studio\\.${region}\\.sagemaker\\.aws/auth\\?token=[\\w-]{128}$`),
    );
    expect(second.AuthorizedUrl).not.to.equal(first.AuthorizedUrl);
  });

  const refused = [
    {
      what: "that last 4 seconds",
      members: { ExpiresInSeconds: 4 },
      answer: range("expiresInSeconds", 4, "greater than or equal to 5"),
    },
    {
      what: "that last 301 seconds",
      members: { ExpiresInSeconds: 301 },
      answer: range("expiresInSeconds", 301, "less than or equal to 300"),
    },
    {
      what: "for sessions of 1,799 seconds",
      members: { SessionExpirationDurationInSeconds: 1799 },
      answer: range("sessionExpirationDurationInSeconds", 1799, "greater than or equal to 1800"),
    },
    {
      what: "for sessions of 43,201 seconds",
      members: { SessionExpirationDurationInSeconds: 43_201 },
      answer: range("sessionExpirationDurationInSeconds", 43_201, "less than or equal to 43200"),
    },
    {
      what: "for a name that no profile can have",
      members: { UserProfileName: "anna@example.com" },
      answer: {
        code: "ValidationException",
        message:
          "1 validation error detected: Value 'anna@example.com' at 'userProfileName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      },
    },
    {
      what: "for a profile that doesn't exist",
      members: { UserProfileName: "bob" },
      answer: { code: "ResourceNotFound", message: "UserProfile [bob] does not exist." },
    },
    {
      what: "of a domain that doesn't exist",
      members: { DomainId: "d-unknown00001" },
      answer: { code: "ResourceNotFound", message: "Domain [d-unknown00001] does not exist." },
    },
    {
      what: "of a space that doesn't exist",
      members: { SpaceName: "shared" },
      answer: { code: "ResourceNotFound", message: "Space [shared] does not exist." },
    },
  ];
  for (const { what, members, answer } of refused) {
    it(`refuse presigned URLs ${what}`, async () => {
      const client = await mayDo(everything);

      expect(await refusalOf(client.send(presigning(members)))).to.deep.equal(answer);
    });
  }

  it("take the shortest and the longest times that there are", async () => {
    const client = await mayDo(everything);

    for (const [ExpiresInSeconds, SessionExpirationDurationInSeconds] of [
      [5, 1800],
      [300, 43_200],
    ]) {
      const answer = await client.send(presigning({ ExpiresInSeconds, SessionExpirationDurationInSeconds }));
      expect(answer).to.have.property("AuthorizedUrl");
    }
  });

  it("refuse presigned URLs where users sign in by IAM Identity Center", async () => {
    const { aws } = services();
    const { id } = await put(aws, domain("sso", { authMode: "SSO" }));
    const client = await mayDo(everything);

    expect(await refusalOf(client.send(presigning({ DomainId: id })))).to.deep.equal({
      code: "ValidationException",
      message: "CreatePresignedDomainUrl is supported for IAM authentication mode only.",
    });
  });

  it("refuse presigned URLs to who may not make that profile's, in the words for one that doesn't exist", async () => {
    const action = "sagemaker:CreatePresignedDomainUrl";
    const client = await mayDo({ Action: action, Resource: arn(`user-profile/${domainId}/bob`) });

    expect(await refusalOf(client.send(presigning()))).to.deep.equal(
      denied(action, arn(`user-profile/${domainId}/anna`)),
    );
    expect(await refusalOf(client.send(presigning({ UserProfileName: "carol" })))).to.deep.equal(
      denied(action, arn(`user-profile/${domainId}/carol`)),
    );
  });

  it("give presigned URLs through the endpoint that the role's policy names, through no other and not from outside", async () => {
    const { aws, url } = services();
    const session = await generator(aws);
    const members = { DomainId: domainId, UserProfileName: "anna" };
    const refusal = denied(
      "sagemaker:CreatePresignedDomainUrl",
      arn(`user-profile/${domainId}/anna`),
      "PresignedURLGenerator",
    );
    const outside = new SageMakerClient(clientSettings(url, session));
    clients.push(outside);

    expect((await presign(services(), session, members, apiEndpoint)).pathname).to.equal("/auth");
    expect(await refusalOf(presign(services(), session, members, otherEndpoint))).to.deep.equal(refusal);
    expect(await refusalOf(outside.send(presigning()))).to.deep.equal(refusal);
  });
});
