import {
  CreatePresignedDomainUrlCommand,
  DescribeUserProfileCommand,
  ListSpacesCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import type { Session } from "../../local/aws/core/sessions";
import type { TrailEvent } from "../../local/aws/core/trail";
import { vpcEndpoint } from "../../local/aws/ec2/kinds";
import { internet, type Origin } from "../../local/aws/network/origin";
import { findPath } from "../../local/aws/network/path";
import { ownProfile as userProfileOf } from "../../local/aws/sagemaker/domain";
import { studioSession } from "../../local/aws/studio/session";
import { operatorOf } from "../../local/estate/operator";
import { isStudioOf } from "../../local/scenarios/studio-flow";
import { refusalOf } from "../local/support/failure";
import { suiteWithStudio } from "./support/studio-estate";

const region = "eu-west-1";
const host = `api.sagemaker.${region}.amazonaws.com`;

/** The page of Studio runs in the user's browser and calls SageMaker from there, under the user's execution role. */
describe("Studio's page, in a browser inside the network", () => {
  const studio = suiteWithStudio();
  const clients: SageMakerClient[] = [];

  afterEach(() => {
    for (const client of clients.splice(0)) {
      client.destroy();
    }
  });

  const desk = () => studio().stage.desk().place;

  /** The session that SageMaker gives the page of the first person's Studio. */
  function session(): Session {
    const { stage, member } = studio();
    const { aws } = stage.estate;
    const { lob, profile, domain } = member;
    const user = userProfileOf(aws.world, lob.config, domain, profile);
    if (user === undefined) {
      throw new Error(`domain ${domain} has no user profile ${profile}`);
    }
    return studioSession(aws.world, aws.sessions, user, "page");
  }

  /** SageMaker as somebody calls it from a place: a call is tried once, so that a refusal shows as it is. */
  async function sageMaker(place: Origin, credentials: Session): Promise<SageMakerClient> {
    const endpoint = await studio().stage.estate.aws.addressOf(place, region);
    const client = new SageMakerClient({ region, endpoint, credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  }

  const ownProfile = () => ({ DomainId: studio().member.domain, UserProfileName: studio().member.profile });

  /** Id of the hub's endpoint that SageMaker's name leads to. */
  function apiEndpoint(): string | undefined {
    const { account } = studio().stage.hub.config;
    return studio()
      .stage.estate.aws.world.list(vpcEndpoint, account)
      .find(({ state }) => state.serviceName === `com.amazonaws.${region}.sagemaker.api`)?.id;
  }

  async function decisionsOn(work: () => Promise<unknown>): Promise<readonly TrailEvent[]> {
    const { trail } = studio().stage.estate.aws.world;
    const mark = trail.mark();
    await work();
    return trail.since(mark);
  }

  it("finds the hub's endpoint by SageMaker's own name, and connects", () => {
    const path = findPath(studio().stage.estate.aws.world, desk(), { host });

    expect(path).to.include({ reached: true, at: "interface endpoint" });
    expect(path.reached && path.endpoint?.id)
      .to.be.a("string")
      .and.to.equal(apiEndpoint());
  });

  it("shows the user's own profile and spaces, by calls through that endpoint under the execution role", async () => {
    const { member } = studio();
    const client = await sageMaker(desk(), session());
    let shown: unknown;

    const decisions = await decisionsOn(async () => {
      const { UserProfileName, Status } = await client.send(new DescribeUserProfileCommand(ownProfile()));
      const { Spaces } = await client.send(new ListSpacesCommand({ DomainIdEquals: member.domain }));
      shown = { UserProfileName, Status, Spaces };
    });

    expect(shown).to.deep.equal({ UserProfileName: member.profile, Status: "InService", Spaces: [] });
    const { account, lob } = member.lob.config;
    const caller = `arn:aws:sts::${account}:assumed-role/SageMakerStudioExecution-${lob}/SageMaker`;
    expect(decisions.map((one) => [one.caller, one.action, one.allowed, one.via])).to.deep.equal([
      [caller, "sagemaker:DescribeUserProfile", true, apiEndpoint()],
      [caller, "sagemaker:ListSpaces", true, apiEndpoint()],
    ]);
  });

  it("opens an app of the user's by a URL of its own, which the internet can't have", async () => {
    const { stage, member } = studio();
    const request = new CreatePresignedDomainUrlCommand(ownProfile());

    const { AuthorizedUrl = "" } = await (await sageMaker(desk(), session())).send(request);
    const outside = await refusalOf((await sageMaker(internet, session())).send(request));
    const decidedBy = stage.lastDenial();

    expect(isStudioOf(await stage.desk().open(AuthorizedUrl), member)).to.equal(true);
    expect(outside.code).to.equal("AccessDeniedException");
    expect(decidedBy).to.include("statement OpenOwnProfile requires aws:SourceVpce");
  });

  it("is refused another user's profile", async () => {
    const { stage, member } = studio();
    const request = new DescribeUserProfileCommand({ DomainId: member.domain, UserProfileName: "colleague" });

    const { code } = await refusalOf((await sageMaker(desk(), session())).send(request));

    expect(code).to.equal("AccessDeniedException");
    expect(stage.lastDenial()).to.include("SeeOwnDomainAndProfile doesn't name the resource");
  });

  it("shares the endpoint with nobody from outside of the organization", async () => {
    const { stage } = studio();
    const stranger = "777777777777";
    stage.estate.placeAccount(stranger, undefined);
    const { credentials } = await operatorOf(stage.estate.aws, { account: stranger, region });

    const { code } = await refusalOf((await sageMaker(desk(), credentials)).send(new ListSpacesCommand({})));

    expect(code).to.equal("AccessDeniedException");
    expect(stage.lastDenial()).to.include("requires aws:PrincipalOrgID");
  });
});
