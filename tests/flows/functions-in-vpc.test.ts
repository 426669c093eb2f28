import { expect } from "chai";
import { securityGroupEgressRule, vpcEndpoint } from "../../local/aws/ec2/kinds";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import type { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { samplePayloads } from "../../local/scenarios/payload";
import { Stage } from "../../local/scenarios/scenario";
import { askCognito as askInRegion } from "../../local/scenarios/sign-in";
import { noModel, shippedInVpc, standing } from "./support/studio-estate";

const project = withSimulators(shippedInVpc);

describe("The shipped estate with every function in a VPC", () => {
  let estate: Estate;
  let stage: Stage;
  const fetched: string[] = [];

  before(async () => {
    estate = await standing(project, noModel);
    stage = new Stage(project, estate, samplePayloads);
    estate.aws.interfere((host, { url }) => {
      if (url.pathname.includes("/.well-known/")) {
        fetched.push(`${host}${url.pathname}`);
      }
      return undefined;
    });
  });

  after(async () => {
    await stage.close();
    await estate.close();
  });

  it("has every function there", () => {
    const functions = estate.aws.world.all(lambdaFunction);
    expect(functions.map(({ stack, state }) => [stack, state.vpcConfig?.vpcId !== undefined])).to.deep.equal([
      ["shared", true],
      ["shared", true],
      ["child", true],
      ["lob-b", true],
    ]);
  });

  async function called(): Promise<number | undefined> {
    const studio = await stage.studio();
    const { accessToken } = await studio.signIn(studio.member, studio.desk());
    const { status } = await studio.callApi(studio.desk(), studio.member.user, accessToken);
    return status;
  }

  it("leads people to their Studio, and fetches no keys, which Cognito's endpoint may not serve", async () => {
    expect(await called()).to.equal(302);
    expect(fetched).to.deep.equal([]);
  });

  /** The API's answers to a good token, before, while and after something is changed. */
  async function answersAround(change: () => () => void): Promise<(number | undefined)[]> {
    const usual = await called();
    const undo = change();
    try {
      return [usual, await called()];
    } finally {
      undo();
      expect(await called()).to.equal(usual);
    }
  }

  it("fails with 500 without the authorizer's way to Cognito: nothing else leads there", async () => {
    const { world } = estate.aws;
    const answers = await answersAround(() => {
      const rules = world.all(securityGroupEgressRule).filter(({ urn }) => urn.endsWith("-authorizer-to-asked"));
      expect(rules).to.have.length(1);
      rules.forEach(({ urn }) => void world.remove(urn));
      return () => rules.forEach((rule) => void world.put(rule));
    });
    expect(answers).to.deep.equal([302, 500]);
  });

  it("fails with 500 where the endpoint's policy doesn't allow the question", async () => {
    const { world } = estate.aws;
    const answers = await answersAround(() => {
      const found = world.all(vpcEndpoint).find(({ state }) => state.serviceName.endsWith(".cognito-idp"));
      if (found === undefined) {
        throw new Error("there is no endpoint for Cognito");
      }
      const policy = found.state.policy?.replace('"cognito-idp:GetUser",', "");
      world.put({ ...found, state: { ...found.state, policy } });
      return () => world.put(found);
    });
    expect(answers).to.deep.equal([302, 500]);
  });

  it("refuses a token once its user has signed out everywhere, which keys wouldn't tell", async () => {
    const studio = await stage.studio();
    const { accessToken } = await studio.signIn(studio.member, studio.desk());
    const { region } = studio.hub.config;
    const answer = await askInRegion(studio.laptop(), region, "GlobalSignOut", { AccessToken: accessToken });
    expect(answer.status).to.equal(200);
    expect((await studio.callApi(studio.desk(), studio.member.user, accessToken)).status).to.equal(401);
  });
});
