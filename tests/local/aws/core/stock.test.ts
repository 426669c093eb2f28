import { expect } from "chai";
import type { Request } from "../../../../local/aws/core/resource-type";
import type { Resource } from "../../../../local/aws/core/world";
import { LocalAws } from "../../../../local/aws/local-aws";
import { failure, refusalOf } from "../../support/failure";
import { eachTestOnItsOwnAws, lambdaTrust, parentAccount, policyText, region } from "../../support/local-aws";
import { lambda } from "../../support/wanted";

const request = (type: string, name: string, inputs: object): Request => ({
  ...{ urn: `urn:pulumi:stack::project::${type}::${name}`, type, name, stack: "stack" },
  ...{ account: parentAccount, region, inputs: { ...inputs } },
});
const vpc = (cidrBlock: string, inputs: object = {}) => request("aws:ec2/vpc:Vpc", "vpc", { cidrBlock, ...inputs });
const policy = (inputs: object) => request("aws:iam/policy:Policy", "policy", { policy: policyText(), ...inputs });

describe("What a provider asks of the local AWS", () => {
  const aws = eachTestOnItsOwnAws();
  const idsOfStack = () =>
    aws()
      .world.ofStack("stack")
      .map(({ id }) => id);
  const remove = ({ urn, id }: Resource) => aws().delete(urn, id);

  it("creates a resource, reads it, changes it under the same id, and deletes it", async () => {
    const wanted = vpc("10.0.0.0/16");
    const made = await aws().create(wanted);
    expect(aws().read(wanted.urn, made.id)).to.deep.equal(made);

    const changed = await aws().update(wanted.urn, made.id, vpc("10.0.0.0/16", { enableDnsHostnames: true }));
    expect(changed.id).to.equal(made.id);
    expect(aws().read(wanted.urn, made.id)?.state).to.include({ enableDnsHostnames: true });

    await remove(made);
    expect(aws().read(wanted.urn, made.id)).to.equal(undefined);
    expect(idsOfStack()).to.deep.equal([]);
  });

  it("gives what is brought up again in another world the ids that it had, and what is made again in its own others", async () => {
    const first = await aws().create(vpc("10.0.0.0/16"));
    const other = await aws().create(request("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.1.0.0/16" }));
    const again = await LocalAws.start();
    try {
      expect(await again.create(vpc("10.0.0.0/16"))).to.deep.equal(first);
    } finally {
      await again.close();
    }

    await remove(first);
    const next = await aws().create(vpc("10.0.0.0/16"));
    // Each has a security group and a route table of its own.
    const ids = JSON.stringify([first, other, next]).match(/(?<=\b(?:vpc|sg|rtb)-)[0-9a-f]{17}\b/g);
    expect(new Set(ids).size).to.equal(9);
  });

  it("keeps the old resource beside the one that replaces it, until it is deleted by its id", async () => {
    const old = await aws().create(vpc("10.0.0.0/16"));
    const { id } = await aws().create(vpc("10.1.0.0/16"));

    expect(idsOfStack()).to.have.members([old.id, id]);
    expect(aws().read(old.urn, old.id)?.state).to.include({ cidrBlock: "10.0.0.0/16" });
    expect(aws().read(old.urn, id)?.state).to.include({ cidrBlock: "10.1.0.0/16" });

    await remove(old);
    expect(idsOfStack()).to.deep.equal([id]);
    await aws().delete(old.urn, id);
    expect(idsOfStack()).to.deep.equal([]);
  });

  it("refuses a replacement of the name that the old resource has, and leaves the old one as it was", async () => {
    const old = await aws().create(policy({ name: "a" }));
    const before = aws().world.ofStack("stack");

    expect(await refusalOf(aws().create(policy({ name: "a", description: "b" })))).to.deep.equal({
      code: "EntityAlreadyExists",
      message: "A policy called a already exists.",
    });
    expect(aws().world.ofStack("stack")).to.deep.equal(before);

    await remove(old);
    await aws().create(policy({ name: "a", description: "b" }));
    expect(idsOfStack()).to.deep.equal([old.id]);
  });

  it("deletes the old one first if AWS tells the two apart only by what they are in", async () => {
    await aws().create(request("aws:iam/role:Role", "role", { name: "runner", assumeRolePolicy: lambdaTrust }));
    for (const name of ["a", "b"]) {
      await aws().create(request("aws:lambda/function:Function", name, lambda(name).inputs));
    }
    const statement = (name: string) =>
      request("aws:lambda/permission:Permission", "permission", {
        ...{ action: "lambda:InvokeFunction", function: name },
        ...{ principal: "apigateway.amazonaws.com", statementId: "Api" },
      });
    const { urn, id } = await aws().create(statement("a"));
    await aws().create(statement("b"));

    await aws().delete(urn, id);

    expect(aws().read(urn, id)?.state).to.include({ function: "b" });
  });

  it("fails loudly where a change would make another resource, or there is none to change", async () => {
    const wanted = vpc("10.0.0.0/16");

    expect((await failure(aws().update(wanted.urn, "vpc-0", wanted))).message).to.equal(
      'aws:ec2/vpc:Vpc "vpc" of stack stack is to be changed, but there is no vpc-0',
    );
    const trust = { assumeRolePolicy: lambdaTrust };
    const role = await aws().create(request("aws:iam/role:Role", "role", { name: "a", ...trust }));
    const renamed = request("aws:iam/role:Role", "role", { name: "b", ...trust });
    expect((await failure(aws().update(role.urn, role.id, renamed))).message).to.equal(
      'aws:iam/role:Role "role" became another resource by name: mark them forcesNew',
    );
  });

  it("gives two that are asked for at once two addresses of their own", async () => {
    const { id: vpcId } = await aws().create(vpc("10.0.0.0/16"));
    const subnet = { vpcId, cidrBlock: "10.0.0.0/24", availabilityZone: `${region}a` };
    const { id: subnetId } = await aws().create(request("aws:ec2/subnet:Subnet", "subnet", subnet));
    const instance = (name: string) =>
      request("aws:ec2/instance:Instance", name, { subnetId, vpcSecurityGroupIds: [] });

    const made = await Promise.all(["a", "b"].map((name) => aws().create(instance(name))));

    expect(made.map(({ state }) => ("privateIp" in state ? state.privateIp : ""))).to.deep.equal([
      "10.0.0.4",
      "10.0.0.5",
    ]);
  });
});
