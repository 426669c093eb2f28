import { securityGroup } from "../../local/aws/ec2/kinds";
import { ownProfile } from "../../local/aws/sagemaker/domain";
import { type App, studioApp } from "../../local/aws/sagemaker/kinds";
import { studioSession } from "../../local/aws/studio/session";
import "../../local/support/sdk-warning";
import { CreateAppCommand, CreateSpaceCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import type { Resource } from "../../local/aws/core/world";
import type { Estate } from "../../local/estate/estate";
import { studioOf } from "../../local/estate/places";
import { isChild } from "../../stacks/project/roles";
import { makeStack } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { pathBetween } from "../local/support/studio-apps";
import { standing } from "./support/studio-estate";

const [child] = shippedProject.stacks
  .filter(isChild)
  .map((stack) => makeStack(stack.name, { ...stack.texts, userProfiles: '["user-lob-a","ann"]' }))
  .filter(isChild);

describe("Two users of one LOB", () => {
  let estate: Estate;
  before(async () => {
    const stacks = shippedProject.stacks.map((stack) => (stack.name === child?.name ? child : stack));
    estate = await standing({ ...shippedProject, stacks });
  });
  after(() => estate.close());

  /** Starts JupyterLab in a new space, as Studio does for a user: in the user's name, from the LOB's network. */
  async function start(profile: string, SpaceName: string): Promise<Resource<App>> {
    if (child === undefined) {
      throw new Error("the shipped project has no child");
    }
    const { aws } = estate;
    const { account, region } = child.config;
    const DomainId = estate.output(child, "domainId");
    const user = ownProfile(aws.world, child.config, DomainId, profile);
    if (user === undefined) {
      throw new Error(`the LOB has no user profile ${profile}`);
    }
    const credentials = studioSession(aws.world, aws.sessions, user, "app");
    const endpoint = await aws.addressOf(studioOf(aws.world, child), region);
    const client = new SageMakerClient({ region, endpoint, credentials, maxAttempts: 1 });
    try {
      const OwnershipSettings = { OwnerUserProfileName: profile };
      const SpaceSharingSettings = { SharingType: "Private" } as const;
      await client.send(new CreateSpaceCommand({ DomainId, SpaceName, OwnershipSettings, SpaceSharingSettings }));
      await client.send(new CreateAppCommand({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" }));
    } finally {
      client.destroy();
    }
    const app = aws.world.list(studioApp, account).find(({ state }) => state.spaceName === SpaceName);
    if (app === undefined) {
      throw new Error(`there is no app in space ${SpaceName}`);
    }
    return app;
  }

  function groupsOf({ state }: Resource<App>): string[] {
    const groups = estate.aws.world.all(securityGroup);
    return (state.network?.securityGroupIds ?? []).map(
      (id) =>
        groups
          .find((group) => group.id === id)
          ?.urn.split("::")
          .at(-1) ?? id,
    );
  }

  it("don't reach each other's JupyterLab, which takes anybody without a token; each reaches their own", async () => {
    const [own, more, anns] = [
      await start("user-lob-a", "notes"),
      await start("user-lob-a", "more"),
      await start("ann", "trials"),
    ];

    expect(groupsOf(own)).to.deep.equal(["lob-groups-studio", "lob-profile-user-lob-a-apps"]);
    expect(groupsOf(anns)).to.deep.equal(["lob-groups-studio", "lob-profile-ann-apps"]);
    expect(pathBetween(estate.aws, own, more)).to.include({ reached: true, at: "app" });
    for (const [from, to] of [
      [own, anns],
      [anns, own],
    ] as const) {
      expect(pathBetween(estate.aws, from, to)).to.include({ reached: false, failedAt: "security group" });
    }
  });
});
