import { expect } from "chai";
import { securityGroup } from "../../../../local/aws/ec2/kinds";
import { refusalOf } from "../../support/failure";
import { makeStudioOfTwo, pathBetween, type StudioOfTwo, startJupyterLab } from "../../support/studio-apps";
import { eachTestWithStudioServices } from "../../support/studio-services";

describe("Studio's apps in their domain's VPC", () => {
  const services = eachTestWithStudioServices();

  async function start(made: StudioOfTwo, space: string, owner?: "anna" | "bob") {
    return startJupyterLab(services(), made.domainId, space, owner);
  }

  it("have an address of their own, and the groups of the domain and of their user together", async () => {
    const made = await makeStudioOfTwo(services().aws);
    const anna = await start(made, "notes", "anna");
    const bob = await start(made, "trials", "bob");

    const { domain, ...own } = made.groups;
    expect(anna.state.network).to.deep.include({ address: "10.100.0.4", securityGroupIds: [domain, own.anna] });
    expect(bob.state.network).to.deep.include({ address: "10.100.0.5", securityGroupIds: [domain, own.bob] });
  });

  it("have the domain's groups in a shared space, which is nobody's", async () => {
    const made = await makeStudioOfTwo(services().aws);
    const shared = await start(made, "team");
    expect(shared.state.network?.securityGroupIds).to.deep.equal([made.groups.domain]);
  });

  it("reach their own user's JupyterLab, and nobody else's", async () => {
    const made = await makeStudioOfTwo(services().aws);
    const anna = await start(made, "notes", "anna");
    const second = await start(made, "more", "anna");
    const bob = await start(made, "trials", "bob");

    const { groups } = made;
    const { aws } = services();
    expect(pathBetween(aws, anna, second)).to.deep.include({ reached: true, at: "app", address: "10.100.0.5" });
    expect(pathBetween(aws, anna, bob)).to.deep.include({
      reached: false,
      failedAt: "security group",
      reason: `group ${groups.domain} and group ${groups.anna} let no TCP 8888 out to 10.100.0.6`,
    });
  });

  it("aren't let in by another user's groups where the sender's let everything out", async () => {
    const made = await makeStudioOfTwo(services().aws);
    const anna = await start(made, "notes", "anna");
    const bob = await start(made, "trials", "bob");
    const { aws } = services();
    const type = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    const state = { securityGroupId: made.groups.anna, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };
    aws.world.put({ ...anna, urn: "urn:everything", type, id: "everything", state });

    expect(pathBetween(aws, anna, bob)).to.deep.include({
      reached: false,
      failedAt: "security group",
      reason: `group ${made.groups.domain} and group ${made.groups.bob} of ${bob.id} let no TCP 8888 in from 10.100.0.6`,
    });
  });

  it("keep their user's group from being deleted until they are gone", async () => {
    const { aws } = services();
    const made = await makeStudioOfTwo(aws, []);
    const anna = await start(made, "notes", "anna");
    const group = aws.world.all(securityGroup).find(({ id }) => id === made.groups.anna);
    const remove = () => aws.delete(group?.urn ?? "", made.groups.anna);

    expect(await refusalOf(remove())).to.deep.equal({
      code: "DependencyViolation",
      message: `resource ${made.groups.anna} has a dependent object`,
    });
    aws.world.remove(anna.urn);
    await remove();
    expect(aws.world.get(group?.urn ?? "")).to.equal(undefined);
  });

  it("answer only on Jupyter's port", async () => {
    const made = await makeStudioOfTwo(services().aws);
    const anna = await start(made, "notes", "anna");
    const second = await start(made, "more", "anna");

    expect(pathBetween(services().aws, anna, second, 8889)).to.deep.include({
      reached: false,
      failedAt: "endpoint",
      reason: `${second.id} answers only on TCP 8888, not on 8889`,
    });
  });
});
