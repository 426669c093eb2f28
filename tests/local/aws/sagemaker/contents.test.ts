import {
  CreateAppCommand,
  CreatePresignedDomainUrlCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  DescribeAppCommand,
  DescribeSpaceCommand,
  DescribeUserProfileCommand,
  ListAppsCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { SetClock } from "../../support/clock";
import { refusalOf } from "../../support/failure";
import { childAccount, parentAccount, region } from "../../support/local-aws";
import { makeDomain } from "../../support/studio-domain";
import { clientSettings, eachTestWithStudioServices, sessionOf } from "../../support/studio-services";

const arn = (resource: string) => `arn:aws:sagemaker:${region}:${parentAccount}:${resource}`;

describe("What people make in SageMaker's domains", () => {
  const clock = new SetClock();
  const services = eachTestWithStudioServices(clock);
  const clients: SageMakerClient[] = [];
  let DomainId: string;
  let client: SageMakerClient;

  /** A client of a session that may do this. */
  async function mayDo(statement: object, where: { account?: string; roleName?: string } = {}) {
    const { aws, url } = services();
    const made = new SageMakerClient(clientSettings(url, await sessionOf(aws, statement, where)));
    clients.push(made);
    return made;
  }

  const everything = { Action: "sagemaker:*", Resource: "*" };
  beforeEach(async () => {
    clock.set(new Date());
    DomainId = await makeDomain(services().aws);
    client = await mayDo(everything);
  });
  afterEach(() => {
    for (const made of clients.splice(0)) {
      made.destroy();
    }
  });

  const space = (SpaceName: string, OwnerUserProfileName = "anna") =>
    new CreateSpaceCommand({
      DomainId,
      SpaceName,
      OwnershipSettings: { OwnerUserProfileName },
      SpaceSharingSettings: { SharingType: "Private" },
    });
  const appIn = (SpaceName: string) => ({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" }) as const;

  /** Where spaces and apps stand, at a look. */
  const spaces = async () =>
    (await client.send(new ListSpacesCommand({ DomainIdEquals: DomainId }))).Spaces?.map((found) => [
      found.SpaceName,
      found.Status,
    ]);
  const apps = async () =>
    (await client.send(new ListAppsCommand({ DomainIdEquals: DomainId }))).Apps?.map(({ SpaceName, Status }) => [
      SpaceName,
      Status,
    ]);

  /** Makes a space with JupyterLab in service. */
  async function giveSpace(name: string): Promise<void> {
    await client.send(space(name));
    await spaces();
    await spaces();
    await client.send(new CreateAppCommand(appIn(name)));
    await apps();
    await apps();
  }

  it("are made in their time", async () => {
    expect(await client.send(space("notes"))).to.have.property("SpaceArn", arn(`space/${DomainId}/notes`));
    expect([await spaces(), await spaces()]).to.deep.equal([[["notes", "Pending"]], [["notes", "InService"]]]);
    const made = await client.send(new CreateAppCommand(appIn("notes")));
    expect(made.AppArn).to.equal(arn(`app/${DomainId}/notes/jupyterlab/default`));
    expect([await apps(), await apps()]).to.deep.equal([[["notes", "Pending"]], [["notes", "InService"]]]);
  });

  it("are described as they were made", async () => {
    await giveSpace("notes");
    const app = await client.send(new DescribeAppCommand(appIn("notes")));
    expect(app).to.deep.include({ AppType: "JupyterLab", AppName: "default", SpaceName: "notes", Status: "InService" });
    const described = await client.send(new DescribeSpaceCommand({ DomainId, SpaceName: "notes" }));
    expect(described).to.deep.include({
      SpaceName: "notes",
      SpaceArn: arn(`space/${DomainId}/notes`),
      Status: "InService",
      CreationTime: clock.now(),
      OwnershipSettings: { OwnerUserProfileName: "anna" },
      SpaceSharingSettings: { SharingType: "Private" },
    });
  });

  it("go apps first, then spaces, then profiles; a deleted app is listed longer, and hinders nobody", async () => {
    await giveSpace("notes");
    const deleteSpace = new DeleteSpaceCommand({ DomainId, SpaceName: "notes" });
    const deleteProfile = new DeleteUserProfileCommand({ DomainId, UserProfileName: "anna" });
    const inUse = (what: string, resource: string, by: string) => ({
      code: "ResourceInUse",
      message: `Unable to delete ${what} [${arn(resource)}] because ${by} are associated with it.`,
    });
    const spaceInUse = inUse("Space", `space/${DomainId}/notes`, "App(s)");
    const profileInUse = inUse("UserProfile", `user-profile/${DomainId}/anna`, "Space(s)");

    expect(await refusalOf(client.send(deleteSpace))).to.deep.equal(spaceInUse);
    await client.send(new DeleteAppCommand(appIn("notes")));
    expect(await refusalOf(client.send(deleteSpace))).to.deep.equal(spaceInUse);
    expect([await apps(), await apps()]).to.deep.equal([[["notes", "Deleting"]], [["notes", "Deleted"]]]);

    expect(await refusalOf(client.send(deleteProfile))).to.deep.equal(profileInUse);
    await client.send(deleteSpace);
    expect(await refusalOf(client.send(deleteProfile))).to.deep.equal(profileInUse);
    expect([await spaces(), await spaces()]).to.deep.equal([[["notes", "Deleting"]], []]);

    await client.send(deleteProfile);
    const list = new ListUserProfilesCommand({ DomainIdEquals: DomainId });
    expect((await client.send(list)).UserProfiles?.map(({ Status }) => Status)).to.deep.equal(["Deleting"]);
    expect((await client.send(list)).UserProfiles).to.deep.equal([]);
    expect(await apps()).to.deep.equal([["notes", "Deleted"]]);
  });

  it("keep a profile as long as an app runs in it", async () => {
    const app = { DomainId, UserProfileName: "anna", AppType: "JupyterServer", AppName: "default" } as const;
    await client.send(new CreateAppCommand(app));
    expect(
      await refusalOf(client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: "anna" }))),
    ).to.deep.equal({
      code: "ResourceInUse",
      message: `Unable to delete UserProfile [${arn(`user-profile/${DomainId}/anna`)}] because App(s) are associated with it.`,
    });
  });

  it("can be created again under the same name", async () => {
    await giveSpace("notes");
    await client.send(new DeleteAppCommand(appIn("notes")));
    await apps();
    await apps();
    await client.send(new CreateAppCommand(appIn("notes")));
    expect(await apps()).to.deep.equal([["notes", "Pending"]]);
  });

  it("are made in profiles that administrators make besides the stack", async () => {
    await client.send(new CreateUserProfileCommand({ DomainId, UserProfileName: "carol" }));
    const describe = new DescribeUserProfileCommand({ DomainId, UserProfileName: "carol" });
    expect((await client.send(describe)).Status).to.equal("Pending");
    expect((await client.send(describe)).Status).to.equal("InService");
    await client.send(space("hers", "carol"));
    const url = { DomainId, UserProfileName: "carol", SpaceName: "hers" };
    expect(await client.send(new CreatePresignedDomainUrlCommand(url))).to.have.property("AuthorizedUrl");
  });

  it("are listed page by page, by space, and only of the caller's own account", async () => {
    for (const name of ["a", "b", "c"]) {
      await giveSpace(name);
    }
    const first = await client.send(new ListAppsCommand({ MaxResults: 2 }));
    const second = await client.send(new ListAppsCommand({ MaxResults: 2, NextToken: first.NextToken }));
    const names = [first, second].map(({ Apps }) => Apps?.map(({ SpaceName }) => SpaceName));
    expect(names).to.deep.equal([["a", "b"], ["c"]]);
    expect(second.NextToken).to.equal(undefined);
    const byName = await client.send(new ListAppsCommand({ DomainIdEquals: DomainId, SpaceNameEquals: "b" }));
    expect(byName.Apps?.map(({ SpaceName }) => SpaceName)).to.deep.equal(["b"]);
    expect((await client.send(new ListAppsCommand({ DomainIdEquals: "d-unknown00001" }))).Apps).to.deep.equal([]);
    const stranger = await mayDo(everything, { account: childAccount });
    expect((await stranger.send(new ListAppsCommand({}))).Apps).to.deep.equal([]);
    expect((await stranger.send(new ListSpacesCommand({}))).Spaces).to.deep.equal([]);
  });

  it("aren't deleted while they are made or deleted", async () => {
    const refused = (what: string, resource: string, status: string) => ({
      code: "ValidationException",
      message: `Unable to delete ${what} [${arn(resource)}] in status [${status}].`,
    });
    await client.send(space("notes"));
    const deleteSpace = new DeleteSpaceCommand({ DomainId, SpaceName: "notes" });
    expect(await refusalOf(client.send(deleteSpace))).to.deep.equal(
      refused("Space", `space/${DomainId}/notes`, "Pending"),
    );
    await client.send(new CreateAppCommand(appIn("notes")));
    const deleteApp = new DeleteAppCommand(appIn("notes"));
    const app = `app/${DomainId}/notes/jupyterlab/default`;
    expect(await refusalOf(client.send(deleteApp))).to.deep.equal(refused("App", app, "Pending"));
    await apps();
    await apps();
    await client.send(deleteApp);
    expect(await refusalOf(client.send(deleteApp))).to.deep.equal(refused("App", app, "Deleting"));
  });

  it("are refused where they are there already, or what they are for isn't", async () => {
    await giveSpace("notes");
    const cases = [
      {
        send: () => client.send(space("notes")),
        code: "ResourceInUse",
        message: `Space [notes] already exists in Domain [${DomainId}].`,
      },
      {
        send: () => client.send(new CreateAppCommand(appIn("notes"))),
        code: "ResourceInUse",
        message: `App [${arn(`app/${DomainId}/notes/jupyterlab/default`)}] already exists.`,
      },
      {
        send: () => client.send(new CreateUserProfileCommand({ DomainId, UserProfileName: "anna" })),
        code: "ResourceInUse",
        message: `UserProfile [anna] already exists in Domain [${DomainId}].`,
      },
      {
        send: () => client.send(space("other", "bob")),
        code: "ResourceNotFound",
        message: "UserProfile [bob] does not exist.",
      },
      {
        send: () => client.send(new CreateAppCommand(appIn("none"))),
        code: "ResourceNotFound",
        message: "Space [none] does not exist.",
      },
      {
        send: () => client.send(new DeleteAppCommand(appIn("none"))),
        code: "ResourceNotFound",
        message: `App [${arn(`app/${DomainId}/none/jupyterlab/default`)}] does not exist.`,
      },
      {
        send: () => client.send(new DeleteSpaceCommand({ DomainId, SpaceName: "none" })),
        code: "ResourceNotFound",
        message: "Space [none] does not exist.",
      },
      {
        send: () => client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: "none" })),
        code: "ResourceNotFound",
        message: "UserProfile [none] does not exist.",
      },
      {
        send: () => client.send(new CreateUserProfileCommand({ DomainId: "d-unknown00001", UserProfileName: "bob" })),
        code: "ResourceNotFound",
        message: "Domain [d-unknown00001] does not exist.",
      },
      {
        send: () => client.send(new CreateUserProfileCommand({ DomainId, UserProfileName: "bob@example.com" })),
        code: "ValidationException",
        message:
          "1 validation error detected: Value 'bob@example.com' at 'userProfileName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      },
      {
        send: () => client.send(new DeleteAppCommand({ DomainId, AppType: "JupyterLab", AppName: "default" })),
        code: "ValidationException",
        message: "Either UserProfileName or SpaceName must be provided, and not both.",
      },
    ];
    for (const { send, code, message } of cases) {
      expect(await refusalOf(send())).to.deep.equal({ code, message });
    }
  });

  it("are made and deleted only by callers who may do so for their owner", async () => {
    await giveSpace("notes");
    const owner = (profile: string) => ({
      ...everything,
      Condition: { ArnEquals: { "sagemaker:OwnerUserProfileArn": arn(`user-profile/${DomainId}/${profile}`) } },
    });
    const anna = await mayDo(owner("anna"), { roleName: "Anna" });
    const bob = await mayDo(owner("bob"), { roleName: "Bob" });

    const { code, message } = await refusalOf(bob.send(new DeleteAppCommand(appIn("notes"))));
    expect(code).to.equal("AccessDeniedException");
    expect(message).to.include(
      `assumed-role/Bob/working is not authorized to perform: sagemaker:DeleteApp on resource: ${arn(`app/${DomainId}/notes/jupyterlab/default`)}`,
    );
    await anna.send(new DeleteAppCommand(appIn("notes")));
    expect(await apps()).to.deep.equal([["notes", "Deleting"]]);
  });
});
