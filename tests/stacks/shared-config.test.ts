import { expect } from "chai";
import { Refusal } from "../../common/refusal";
import { parseConfig } from "../../stacks/config";

const shared = {
  account: "111122223333",
  region: "eu-west-1",
  corporateCidrs: '["192.168.10.0/24"]',
  lobs: '[{"name":"lob-a","account":"333333333333"}]',
};
const child = { account: "333333333333", region: "eu-west-1", sharedStack: "shared", vpcCidr: "10.100.0.0/16" };

function refusal(stack: string, texts: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseConfig(stack, texts);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.mistakes.map(({ property, reason }) => `${property} ${reason}`);
    }
    throw error;
  }
  return [];
}

describe("the config of a hub", () => {
  it("has what nobody set, and the organization's id of its ARN", () => {
    const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";
    expect(parseConfig("shared", { ...shared, organizationArn })).to.deep.include({
      role: "shared",
      organizationId: "o-exampleorg1",
      vpcCidr: "10.0.0.0/16",
      lobSupernet: "10.96.0.0/11",
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      endpointServices: [],
      modelAccounts: [],
      sharing: "organization",
      shareWith: [],
      signIn: "private",
      mfa: "required",
      presignedUrlSeconds: 60,
      studioSessionSeconds: 43_200,
      deletionProtection: true,
      onPremisesSimulator: false,
      simulatorCidr: "192.168.10.0/24",
    });
  });

  it("takes the first two zones of its region", () => {
    expect(parseConfig("shared", { ...shared, region: "us-east-1" })).to.deep.include({
      availabilityZones: ["us-east-1a", "us-east-1b"],
    });
  });

  const cases: readonly { title: string; texts: Readonly<Record<string, string>>; mistakes: readonly string[] }[] = [
    {
      title: "overlapping ranges of hub and LOBs",
      texts: { vpcCidr: "10.96.0.0/16" },
      mistakes: [
        'lobSupernet is "10.96.0.0/11", which overlaps vpcCidr, "10.96.0.0/16": addresses must be in one of them alone; move one of the two',
      ],
    },
    {
      title: "a corporate range inside the LOBs'",
      texts: { corporateCidrs: '["192.168.10.0/24","10.97.0.0/16"]' },
      mistakes: [
        'corporateCidrs[1] is "10.97.0.0/16", which overlaps lobSupernet, "10.96.0.0/11": addresses must be in one of them alone; move one of the two',
      ],
    },
    {
      title: "two LOBs of one name and one account",
      texts: {
        lobs: '[{"name":"lob-a","account":"333333333333"},{"name":"lob-a","account":"444444444444"},{"name":"lob-c","account":"333333333333"}]',
      },
      mistakes: [
        'lobs[1].name is "lob-a", which another LOB has already: correct or remove one of the two',
        'lobs[2].account is "333333333333", which another LOB has already: correct or remove one of the two',
      ],
    },
    {
      title: "an endpoint service by its long name",
      texts: { endpointServices: '["com.amazonaws.eu-west-1.ecr.api"]' },
      mistakes: ['endpointServices[0] is "com.amazonaws.eu-west-1.ecr.api": write the service\'s short name, ecr.api'],
    },
    {
      title: "an unknown endpoint service",
      texts: { endpointServices: '["ecr"]' },
      mistakes: [
        'endpointServices[0] is "ecr": the hub knows sagemaker.api, sagemaker.runtime, studio, execute-api, sts, logs, cognito-idp, athena, bedrock-runtime, ecr.api, ecr.dkr, glue, kms, monitoring, secretsmanager, ssm; name one of them',
      ],
    },
    {
      title: "a simulator outside of every corporate range",
      texts: { onPremisesSimulator: "true", simulatorCidr: "172.16.0.0/24" },
      mistakes: [
        'simulatorCidr is "172.16.0.0/24": the simulator stands for a corporate network, and corporateCidrs has 192.168.10.0/24; give a range within one of them',
      ],
    },
    {
      title: "a LOB in the hub's own account",
      texts: { lobs: '[{"name":"lob-a","account":"111122223333"}]' },
      mistakes: [
        'lobs[0].account is "111122223333": it is the hub\'s own account; a LOB lives in an account of its own; give that one',
      ],
    },
    {
      title: "a LOB's name that its bucket's name can't hold",
      texts: { lobs: `[{"name":"${"l".repeat(31)}","account":"333333333333"}]` },
      mistakes: [
        `lobs[0].name is "${"l".repeat(31)}": it has 31 characters, and 30 fit in eu-west-1, where the name of its bucket holds the region's; shorten it`,
      ],
    },
    {
      title: "a range that isn't one, and one that doesn't begin at its network",
      texts: { vpcCidr: "10.0.0.0", lobSupernet: "10.96.0.1/11" },
      mistakes: [
        'vpcCidr is "10.0.0.0": an IPv4 range is written like 10.0.0.0/16, with a prefix of /16 to /22',
        'lobSupernet is "10.96.0.1/11": a range begins at its network\'s address; write 10.96.0.0/11',
      ],
    },
    {
      title: "seconds and words that AWS doesn't take, nobody to come in, and no LOB",
      texts: { presignedUrlSeconds: "301", signIn: "public", sharing: "mail", corporateCidrs: "[]", lobs: "[]" },
      mistakes: [
        "corporateCidrs is empty: nobody could come in; list the ranges of your networks, from which people come",
        "lobs is empty: nobody would have a Studio; list the LOBs, each with its name and account",
        'sharing is "mail": write organization or invitation',
        'signIn is "public": write private or internet',
        "presignedUrlSeconds is 301: a presigned URL can be opened for 5 seconds to 5 minutes; give a whole number from 5 to 300",
      ],
    },
    {
      title: "a key of a parent or a child",
      texts: { sharedStack: "shared", userProfiles: '["ann"]' },
      mistakes: [
        "sharedStack belongs to a parent's or child's stack and does nothing here: remove it, or set it there",
        "userProfiles belongs to a child's stack and does nothing here: remove it, or set it there",
      ],
    },
  ];
  for (const { title, texts, mistakes } of cases) {
    it(`is refused for ${title}`, () => {
      expect(refusal("shared", { ...shared, ...texts })).to.deep.equal(mistakes);
    });
  }
});

describe("the config of a LOB", () => {
  it("is named after its stack unless told otherwise", () => {
    expect(parseConfig("lob-x", { ...child, role: "child" })).to.include({ lob: "lob-x" });
    expect(parseConfig("child", { ...child, lob: "lob-a" })).to.include({ lob: "lob-a" });
  });

  it("is refused without a range behind a hub", () => {
    expect(refusal("child", { ...child, vpcCidr: "" })).to.deep.equal([
      "vpcCidr is not set: a LOB behind a hub has a network; give it a free range inside the hub's lobSupernet",
    ]);
  });

  it("is refused with keys that do nothing without a hub", () => {
    const texts = {
      ...child,
      sharedStack: "",
      userProfiles: '["ann"]',
      idleTimeoutMinutes: "120",
      dnsFirewall: "alert",
    };
    const why = "does nothing without a hub: name the shared stack in sharedStack, or remove it";
    expect(refusal("child", texts)).to.deep.equal([`vpcCidr ${why}`, `userProfiles ${why}`, `dnsFirewall ${why}`]);
  });

  it("is refused for a profile's name that SageMaker refuses", () => {
    expect(refusal("child", { ...child, userProfiles: '["ann@example.com"]' })).to.deep.equal([
      'userProfiles[0] is "ann@example.com": SageMaker takes letters, digits and hyphens, 2 to 63 of them, starting and ending with a letter or digit; an e-mail address doesn\'t fit, so write "ann-example" for ann@example.com',
    ]);
  });
});
