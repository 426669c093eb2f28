import { expect } from "chai";
import { allowedNames } from "../../../infra/lob/allowed-names";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { lobArgs } from "./lob-args";

const prefix = "aws:route53/resolverFirewall";
const vpcId = "lob-network-vpc-vpc-id";

async function firewall(overrides: Partial<LobDomainArgs> = {}): Promise<Registered[]> {
  const resources = await evaluate(() => {
    new LobDomain("lob", { ...lobArgs, ...overrides });
  });
  return resources.filter(({ type }) => type.startsWith(prefix) || type === "aws:sagemaker/domain:Domain");
}

const inputsOf = (resources: readonly Registered[], name: string) => only(resources, name).inputs;

describe("a LOB's DNS Firewall", () => {
  it("lists what the LOB needs and everything, as AWS gives names back: with a dot at their end", async () => {
    const resources = await firewall();
    expect(inputsOf(resources, "lob-dns-firewall-allowed")).to.deep.equal({
      name: "studio-allowed-lob-a",
      domains: allowedNames("eu-west-1", ["sagemaker.api", "sts"]).map(({ name }) => `${name}.`),
    });
    expect(inputsOf(resources, "lob-dns-firewall-everything")).to.deep.equal({
      name: "studio-everything-lob-a",
      domains: ["*."],
    });
  });

  it("allows the listed names with whatever they lead to, then answers others as names without an address", async () => {
    const resources = await firewall();
    expect(inputsOf(resources, "lob-dns-firewall-group")).to.deep.equal({ name: "studio-lob-a" });
    expect(inputsOf(resources, "lob-dns-firewall-allow")).to.deep.equal({
      name: "allow-needed-names",
      firewallRuleGroupId: "lob-dns-firewall-group-id",
      firewallDomainListId: "lob-dns-firewall-allowed-id",
      firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
      action: "ALLOW",
      priority: 100,
    });
    expect(inputsOf(resources, "lob-dns-firewall-otherwise")).to.deep.equal({
      name: "everything-else",
      firewallRuleGroupId: "lob-dns-firewall-group-id",
      firewallDomainListId: "lob-dns-firewall-everything-id",
      action: "BLOCK",
      blockResponse: "NODATA",
      priority: 200,
    });
  });

  it("holds for the LOB's VPC before anybody's app starts in it, and answers nothing while it fails", async () => {
    const resources = await firewall();
    expect(inputsOf(resources, "lob-dns-firewall-association")).to.deep.equal({
      name: "studio-lob-a",
      firewallRuleGroupId: "lob-dns-firewall-group-id",
      vpcId,
      priority: 101,
      mutationProtection: "DISABLED",
    });
    expect(inputsOf(resources, "lob-dns-firewall-config")).to.deep.equal({
      resourceId: vpcId,
      firewallFailOpen: "DISABLED",
    });
    expect(only(resources, "lob-domain").after).to.include.members([
      "lob-dns-firewall-association",
      "lob-dns-firewall-config",
    ]);
  });

  it("blocks only once it allows, and holds only once both rules are there", async () => {
    const resources = await firewall();
    expect(only(resources, "lob-dns-firewall-otherwise").after).to.include("lob-dns-firewall-allow");
    expect(only(resources, "lob-dns-firewall-association").after).to.include("lob-dns-firewall-otherwise");
  });

  it("reports other names in place of blocking them where it is to alert, also while it fails", async () => {
    const resources = await firewall({ dnsFirewall: "alert" });
    expect(inputsOf(resources, "lob-dns-firewall-otherwise")).to.deep.equal({
      name: "everything-else",
      firewallRuleGroupId: "lob-dns-firewall-group-id",
      firewallDomainListId: "lob-dns-firewall-everything-id",
      action: "ALERT",
      priority: 200,
    });
    expect(inputsOf(resources, "lob-dns-firewall-config").firewallFailOpen).to.equal("ENABLED");
    expect(resources.map(({ name }) => name)).to.have.members((await firewall()).map(({ name }) => name));
  });

  it("is left out where it is off", async () => {
    expect((await firewall({ dnsFirewall: "off" })).map(({ name }) => name)).to.deep.equal(["lob-domain"]);
  });
});
