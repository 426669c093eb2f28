import { expect } from "chai";
import { type Lookup, lookUp } from "../../../../local/aws/network/lookup";
import { internet } from "../../../../local/aws/network/origin";
import { findPath } from "../../../../local/aws/network/path";
import { pitfalls } from "../../../../local/aws/pitfalls";
import { differences, outputsOf } from "../../../../local/aws/pulumi/inputs";
import { firewallDomainList } from "../../../../local/aws/route53-resolver/kinds";
import { asPiece } from "../../support/deletion-cases";
import { refusalOf } from "../../support/failure";
import { eachTestOnItsOwnAws, region } from "../../support/local-aws";
import { bucket } from "../../support/studio-wanted";
import { associationOf, hubAccount, lobA, piece, port, ranges } from "./estate";
import { bucketHost, firewallOf, groupOf, guarded, listOf, needed, ruleOf, strangersHost } from "./firewall";
import { callers, openHubAccounts, stsHost, studioHost } from "./hub";
import { changed, find, type Piece, Put, withMore, without } from "./pieces";

const strangersAddress = "203.0.113.253";
const s3Address = "198.51.100.216";
const blocked = (host: string) =>
  `rule block of {group} (group) answers ${host} with NODATA in {lob-a}, and no other resolver is asked`;

/** What shows of a lookup: the addresses, or the step at which it ends and why. */
function shown(lookup: Lookup): string {
  return lookup.resolved ? lookup.addresses.join(", ") : `${lookup.failedAt}: ${lookup.reason}`;
}

/** A rule of a group that lets DNS pass, in from LOB A or out to the hub. */
const dnsRule = (account: string, key: string, way: "Ingress" | "Egress", cidrIpv4: string, protocol: string) =>
  piece(account, `${key}-${protocol}`, `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`, {
    securityGroupId: `{${key}}`,
    ...port(53, { cidrIpv4 }, protocol),
  });
const askedByLobs = dnsRule(hubAccount, "inbound-group", "Ingress", ranges.lobA.cidr, "udp");
const asksHub = dnsRule(lobA, "lob-a-callers", "Egress", ranges.hub.cidr, "udp");

describe("A name that is looked up", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => openHubAccounts(aws().world));

  async function look(pieces: readonly Piece[], host: string, from: keyof typeof callers = "lobA") {
    const put = await Put.all(aws(), pieces);
    return { put, lookup: lookUp(aws().world, put.origin(callers[from]), host) };
  }

  /** Changes to a guarded LOB, and what its lookup of a name shows with them and without. */
  const cases: readonly {
    readonly row: "P80" | "P81" | "P82" | "P83";
    readonly change: (pieces: readonly Piece[]) => Piece[];
    readonly host: string;
    readonly shows: string;
    readonly usually: string;
  }[] = [
    {
      row: "P80",
      change: without("firewall"),
      host: strangersHost,
      shows: strangersAddress,
      usually: `dns firewall: ${blocked(strangersHost)}`,
    },
    {
      row: "P81",
      change: changed("allow", { firewallDomainRedirectionAction: undefined }),
      host: bucketHost,
      shows: `dns firewall: ${blocked(`s3-r-w.${region}.amazonaws.com`)}`,
      usually: s3Address,
    },
    {
      row: "P82",
      change: changed("needed", { domains: needed.map((name) => `*.${name.replace("*.", "")}`) }),
      host: `s3.${region}.amazonaws.com`,
      shows: `dns firewall: ${blocked(`s3.${region}.amazonaws.com`)}`,
      usually: s3Address,
    },
    {
      row: "P83",
      change: withMore(askedByLobs, asksHub),
      host: strangersHost,
      shows: strangersAddress,
      usually: `dns firewall: ${blocked(strangersHost)}`,
    },
  ];

  for (const { row, change, host, shows, usually } of cases) {
    describe(`${row}: ${pitfalls[row].fact}`, () => {
      it(pitfalls[row].failsAt === "isolation" ? "is answered" : `ends at the ${pitfalls[row].failsAt}`, async () => {
        const { put, lookup } = await look(change(guarded), host);

        expect(shown(lookup)).to.equal(put.text(shows));
      });

      it("does the opposite where nothing is changed", async () => {
        const { put, lookup } = await look(guarded, host);

        expect(shown(lookup)).to.equal(put.text(usually));
      });
    });
  }

  describe(`P84: ${pitfalls.P84.fact}`, () => {
    /** What another `up` would change of a list that was made with these names. */
    async function changesOf(domains: readonly string[]): Promise<string[]> {
      await Put.all(aws(), [listOf("list", domains)]);
      const [made] = aws().world.all(firewallDomainList);
      const inputs = { name: "list", domains };
      return made === undefined ? [] : differences(made.type, outputsOf(made), inputs, inputs).changed;
    }

    it(`shows at the ${pitfalls.P84.failsAt}`, async () => {
      expect(await changesOf(["*", "sts.eu-west-1.amazonaws.com"])).to.deep.equal(["domains"]);
    });

    it("does the opposite where nothing is changed", async () => {
      expect(await changesOf(["*.", "sts.eu-west-1.amazonaws.com."])).to.deep.equal([]);
    });
  });

  it("has a case for every row of names, and for no other", () => {
    const rows = Object.keys(pitfalls).filter((row) => row >= "P80" && row <= "P84");

    expect([...cases.map(({ row }) => row), "P84"]).to.deep.equal(rows);
  });

  it("passes by the rule that allows it, before a forward rule or public DNS is asked", async () => {
    const { put, lookup } = await look(guarded, stsHost);

    expect(lookup.steps.slice(0, 2)).to.deep.equal(
      [
        `dns firewall of {lob-a}: rule allow of {group} (group) allows ${stsHost}`,
        `name ${stsHost}: forward rule {sts-rule} (${stsHost}) of {lob-a} to 10.0.0.20, 10.0.32.20`,
      ].map((step) => put.text(step)),
    );
    expect(shown(lookup)).to.equal(put.text("{sts.networkInterfaces.0.address}, {sts.networkInterfaces.1.address}"));
  });

  it("is blocked before a forward rule that the VPC has for it", async () => {
    const associated = withMore(associationOf(lobA, "lob-a", "studio"))(guarded);

    const { put, lookup } = await look(associated, studioHost);

    expect(shown(lookup)).to.equal(put.text(`dns firewall: ${blocked(studioHost)}`));
  });

  it("ends a connection to it as well", async () => {
    const put = await Put.all(aws(), guarded);

    expect(findPath(aws().world, put.origin(callers.lobA), { host: strangersHost })).to.deep.equal({
      reached: false,
      failedAt: "dns firewall",
      reason: put.text(blocked(strangersHost)),
      steps: [],
    });
  });

  it("is answered and reported where the rule alerts", async () => {
    const { put, lookup } = await look(changed("block", { action: "ALERT" })(guarded), strangersHost);

    expect(lookup).to.deep.equal({
      resolved: true,
      addresses: [strangersAddress],
      steps: [
        put.text(`dns firewall of {lob-a}: rule block of {group} (group) reports ${strangersHost}`),
        `name ${strangersHost}: public DNS answers ${strangersAddress}`,
      ],
    });
  });

  it("is judged by the lowest priority first, of groups and then of rules", async () => {
    const before = [
      groupOf("other"),
      ruleOf("other-allow", {
        firewallRuleGroupId: "{other}",
        ...{ firewallDomainListId: "{everything}", action: "ALLOW", priority: 1 },
      }),
    ];
    const other = (priority: number) => firewallOf("other-firewall", { firewallRuleGroupId: "{other}", priority });

    const first = await look(
      [...without("firewall")(guarded), ...before, other(102), firewallOf("firewall")],
      strangersHost,
    );
    expect(shown(first.lookup)).to.equal(first.put.text(`dns firewall: ${blocked(strangersHost)}`));
    await first.put.add(aws(), firewallOf("firewall", { priority: 103 }));
    expect(lookUp(aws().world, first.put.origin(callers.lobA), strangersHost).resolved).to.equal(true);
    await first.put.add(aws(), firewallOf("firewall"));
    const [block] = find(guarded, "block");
    await first.put.add(aws(), { ...listOf("x", []), ...block, inputs: { ...block?.inputs, priority: 50 } });
    expect(lookUp(aws().world, first.put.origin(callers.lobA), stsHost)).to.include({ resolved: false });
  });

  it("passes where no rule takes it in", async () => {
    const { lookup } = await look(without("block")(guarded), strangersHost);

    expect(shown(lookup)).to.equal(strangersAddress);
  });

  it("passes in a VPC beside the one with the firewall", async () => {
    const { lookup } = await look(guarded, strangersHost, "lobB");

    expect(shown(lookup)).to.equal(strangersAddress);
  });

  it("is judged by the hub's firewall where it comes in by the hub's resolver endpoint", async () => {
    const ofHub = [
      listOf("hub-everything", ["*"], hubAccount),
      groupOf("hub-group", hubAccount),
      ruleOf(
        "hub-block",
        {
          firewallRuleGroupId: "{hub-group}",
          ...{ firewallDomainListId: "{hub-everything}", action: "BLOCK", blockResponse: "NXDOMAIN", priority: 1 },
        },
        hubAccount,
      ),
      firewallOf("hub-firewall", { firewallRuleGroupId: "{hub-group}", vpcId: "{hub}" }, hubAccount),
    ];

    const { put, lookup } = await look([...guarded, ...ofHub], stsHost);

    expect(shown(lookup)).to.equal(
      put.text(
        `dns firewall: rule hub-block of {hub-group} (hub-group) answers ${stsHost} with NXDOMAIN in {hub}, and no other resolver is asked`,
      ),
    );
  });

  for (const { what, more, resolved } of [
    {
      what: "doesn't reach the hub's resolver where its own group lets no DNS out",
      more: [askedByLobs],
      resolved: false,
    },
    { what: "doesn't reach the hub's resolver where the hub's group lets no DNS in", more: [asksHub], resolved: false },
    {
      what: "reaches the hub's resolver by TCP as well, where both groups let that pass",
      more: [
        dnsRule(hubAccount, "inbound-group", "Ingress", ranges.lobA.cidr, "tcp"),
        dnsRule(lobA, "lob-a-callers", "Egress", ranges.hub.cidr, "tcp"),
      ],
      resolved: true,
    },
  ]) {
    it(what, async () => {
      const { lookup } = await look(withMore(...more)(guarded), strangersHost);

      expect(lookup.resolved).to.equal(resolved);
    });
  }

  it("is S3's other name for a bucket, in the bucket's region, which the gateway endpoint serves", async () => {
    const put = await Put.all(aws(), [...guarded, { ...asPiece("files", bucket("files")), account: lobA }]);
    const origin = put.origin(callers.hub);
    const hosts = [
      bucketHost,
      `files.s3.dualstack.${region}.amazonaws.com`,
      "files.s3.amazonaws.com",
      `s3.dualstack.${region}.amazonaws.com`,
    ];

    for (const host of hosts) {
      expect(findPath(aws().world, origin, { host }), host).to.include({ reached: true, at: "gateway endpoint" });
    }
    expect(lookUp(aws().world, origin, "files.s3.amazonaws.com").steps[0]).to.equal(
      `name files.s3.amazonaws.com: public DNS answers with the name s3-w.${region}.amazonaws.com`,
    );
    expect(findPath(aws().world, origin, { host: "others.s3.amazonaws.com" })).to.include({ failedAt: "route" });
  });

  it("is looked up on the internet by anybody there", () => {
    expect(shown(lookUp(aws().world, internet, strangersHost))).to.equal(strangersAddress);
    expect(shown(lookUp(aws().world, internet, "nobody.invalid"))).to.equal(
      "name: nobody.invalid doesn't exist in public DNS",
    );
  });
});

describe("An association of DNS Firewall that is protected against changes", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => openHubAccounts(aws().world));

  it("changes once its protection is off, or while turning it off", async () => {
    const put = await Put.all(aws(), guarded);
    const change = (inputs: Piece["inputs"]) => put.add(aws(), firewallOf("firewall", inputs));
    await change({ mutationProtection: "ENABLED" });

    expect(await refusalOf(change({ mutationProtection: "ENABLED", priority: 102 }))).to.deep.equal({
      code: "ValidationException",
      message:
        "[RSLVR-02307] The DNS Firewall rule group association is under mutation protection. Remove the mutation protection and try again.",
    });
    await change({ mutationProtection: "ENABLED", tags: { Team: "network" } });
    await change({ mutationProtection: "DISABLED", priority: 102 });
    await change({ priority: 103 });

    expect(put.text("{firewall.priority} {firewall.mutationProtection}")).to.equal("103 DISABLED");
  });
});
