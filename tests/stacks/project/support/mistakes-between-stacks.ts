import type { ConfigMistake } from "./mistaken-files";

/** Stacks that are right by themselves, and wrong beside others. */
export const betweenStacks: readonly ConfigMistake[] = [
  {
    what: "another region than the hub's",
    keys: { child: { region: "eu-west-2" } },
    says: [
      'Pulumi.child.yaml:8: region is "eu-west-2": stack shared is in eu-west-1 and serves only that region; set it, or leave sharedStack out',
    ],
  },
  {
    what: "another region than the hub's for the parent",
    keys: { parent: { region: "us-east-1" } },
    says: [
      'Pulumi.child.yaml:7: parentStack is "parent": its endpoints are in us-east-1, which the hub of stack shared in eu-west-1 doesn\'t serve; name a parent there, or leave sharedStack out',
      'Pulumi.lob-b.yaml:7: parentStack is "parent": its endpoints are in us-east-1, which the hub of stack shared in eu-west-1 doesn\'t serve; name a parent there, or leave sharedStack out',
      'Pulumi.parent.yaml:7: region is "us-east-1": stack shared is in eu-west-1 and serves only that region; set it, or leave sharedStack out',
    ],
  },
  {
    what: "capabilities of Studio that neither hub nor parent can serve",
    keys: { child: { studioCapabilities: "[ecr, parent-models]", parentStack: "" } },
    says: [
      'Pulumi.child.yaml:7: studioCapabilities[0] is "ecr": the hub has no endpoint ecr.api, ecr.dkr; add both to endpointServices of the hub\'s stack, or remove ecr',
      'Pulumi.child.yaml:7: studioCapabilities[1] is "parent-models": there is no parent whose models could be called; name its stack in parentStack, or remove parent-models',
    ],
  },
  {
    what: "a profile whose job role's name is too long",
    keys: { child: { studioCapabilities: "[training]", userProfiles: `[user-lob-a, ${"b".repeat(55)}]` } },
    says: [
      `Pulumi.child.yaml:8: studioCapabilities[0] is "training": the role StudioJob-${"b".repeat(55)}, under which that profile's jobs would run, has 65 characters, and IAM takes 64; shorten the profile's name, or remove training`,
    ],
  },
  {
    what: "more policies than the execution role has room for beside those of capabilities",
    keys: {
      child: {
        studioCapabilities: "[training, models]",
        executionPolicyArns: JSON.stringify(
          Array.from({ length: 9 }, (_, index) => `arn:aws:iam::333333333333:policy/Own${index}`),
        ),
      },
    },
    says: [
      "Pulumi.child.yaml:9: executionPolicyArns has 9 policies: IAM attaches at most 10 to a role, and training, models of studioCapabilities take one each; join some",
    ],
  },
  {
    what: "an image of another region, and one for an app that people may not run",
    keys: {
      child: {
        studioImages:
          "[{ name: tools, image: 333333333333.dkr.ecr.us-east-1.amazonaws.com/tools:3 }, { name: tools, image: 333333333333.dkr.ecr.eu-west-1.amazonaws.com/tools:3, app: CodeEditor }]",
      },
    },
    says: [
      'Pulumi.child.yaml:8: studioImages[0].image is "333333333333.dkr.ecr.us-east-1.amazonaws.com/tools:3": it is in us-east-1, and Studio takes images only from its own region, eu-west-1; name one there',
      'Pulumi.child.yaml:8: studioImages[1].name is "tools": another image has this name already; rename one of the two',
      'Pulumi.child.yaml:8: studioImages[1].app is "CodeEditor": people may run Code Editor only with the capability code-editor; add that to studioCapabilities, or remove the image',
    ],
  },
  {
    what: "two organizations",
    keys: { parent: { organizationArn: "arn:aws:organizations::999999999999:organization/o-otherorg222" } },
    says: [
      "Pulumi.parent.yaml:3: organizationArn names organization o-otherorg222, and stack shared, which this stack reads, names o-exampleorg1: an account is in one organization; name the same in both",
      "Pulumi.shared.yaml:3: organizationArn names organization o-exampleorg1, and stack parent, which reads this one, names o-otherorg222: an account is in one organization; name the same in both",
    ],
  },
  {
    what: "two management accounts of one organization",
    keys: { parent: { organizationArn: "arn:aws:organizations::999999999999:organization/o-exampleorg1" } },
    says: [
      'Pulumi.parent.yaml:3: organizationArn is "arn:aws:organizations::999999999999:organization/o-exampleorg1", and that of stack shared, which this stack reads, is "arn:aws:organizations::111111111111:organization/o-exampleorg1": an organization has one management account; write the same in both',
      'Pulumi.shared.yaml:3: organizationArn is "arn:aws:organizations::111111111111:organization/o-exampleorg1", and that of stack parent, which reads this one, is "arn:aws:organizations::999999999999:organization/o-exampleorg1": an organization has one management account; write the same in both',
    ],
  },
  {
    what: "paths of another organization than the hub's",
    keys: { parent: { organizationArn: "", organizationPaths: "[o-otherorg222/r-ab12/*]" } },
    says: [
      "Pulumi.parent.yaml:6: organizationPaths names organization o-otherorg222, and stack shared, which this stack reads, names o-exampleorg1: an account is in one organization; name the same in both",
      "Pulumi.shared.yaml:3: organizationArn names organization o-exampleorg1, and stack parent, which reads this one, names o-otherorg222: an account is in one organization; name the same in both",
    ],
  },
  {
    what: "no organization, and no parent in the list",
    keys: { shared: { organizationArn: "" } },
    says: [
      "Pulumi.shared.yaml: modelAccounts lacks 222222222222 of stack parent, whose endpoints LOBs call through this hub, and without organizationArn the hub takes calls of listed accounts only: add it, or set organizationArn",
    ],
  },
  {
    what: "a hub that there isn't",
    keys: { child: { sharedStack: "hub" } },
    says: ['Pulumi.child.yaml:4: sharedStack is "hub": no stack with role shared has this name; name shared'],
  },
  {
    what: "a parent as hub",
    keys: { child: { sharedStack: "parent" } },
    says: ['Pulumi.child.yaml:4: sharedStack is "parent": no stack with role shared has this name; name shared'],
  },
  {
    what: "a parent with a slip",
    keys: { child: { parentStack: "parnt" } },
    says: [
      'Pulumi.child.yaml:7: parentStack is "parnt": no stack with role parent has this name; did you mean parent?',
    ],
  },
  {
    what: "a child of a parent behind a hub without the hub",
    keys: { child: { sharedStack: "", lob: "", vpcCidr: "", userProfiles: "" } },
    says: [
      "Pulumi.child.yaml: sharedStack is not set: stack parent takes calls only through the hub of stack shared; name that stack",
    ],
  },
  {
    what: "a CIDR block outside of the supernet",
    keys: { child: { vpcCidr: "172.16.0.0/16" } },
    says: [
      'Pulumi.child.yaml:5: vpcCidr is "172.16.0.0/16": the hub routes only to its lobSupernet, 10.96.0.0/11; take a CIDR block in it that no other LOB has',
    ],
  },
  {
    what: "the hub's CIDR block",
    keys: { child: { vpcCidr: "10.0.0.0/16" } },
    says: [
      'Pulumi.child.yaml:5: vpcCidr is "10.0.0.0/16", which overlaps the hub\'s vpcCidr, "10.0.0.0/16": no address may be in both; move one of the two',
    ],
  },
  {
    what: "two LOBs' CIDR blocks that overlap",
    keys: { child: { vpcCidr: "10.101.0.0/20" } },
    says: [
      'Pulumi.child.yaml:5: vpcCidr is "10.101.0.0/20", which overlaps "10.101.0.0/16" of stack lob-b: the transit gateway would drop one of the two; take a free CIDR block',
      'Pulumi.lob-b.yaml:5: vpcCidr is "10.101.0.0/16", which overlaps "10.101.0.0/20" of stack child: the transit gateway would drop one of the two; take a free CIDR block',
    ],
  },
  {
    what: "a LOB that the hub lists with another account",
    keys: { shared: { lobs: '[{ name: lob-a, account: "555555555555" }, { name: lob-b, account: "444444444444" }]' } },
    says: [
      'Pulumi.child.yaml:2: account is "333333333333": stack shared lists LOB lob-a with account 555555555555; correct one of the two',
    ],
  },
  {
    what: "a LOB that the hub doesn't list",
    keys: {
      "lob-c": { role: "child", sharedStack: "shared", account: '"555555555555"', vpcCidr: "10.102.0.0/16" },
    },
    says: [
      'Pulumi.lob-c.yaml:4: account is "555555555555": lobs of Pulumi.shared.yaml doesn\'t list it, so the hub shares nothing with it: add { name: lob-c, account: "555555555555" } there',
    ],
  },
  {
    what: "a LOB that the hub lists by another name",
    keys: { child: { lob: "lob-x" } },
    says: [
      'Pulumi.child.yaml:3: lob is "lob-x": stack shared lists account 333333333333 as LOB lob-a; set lob to that, or correct the list',
    ],
  },
  {
    what: "a child in the parent's account",
    keys: {
      child: { account: '"222222222222"' },
      shared: { lobs: '[{ name: lob-a, account: "222222222222" }, { name: lob-b, account: "444444444444" }]' },
    },
    says: [
      'Pulumi.child.yaml:2: account is "222222222222": stack parent has this account: a child needs an account of its own; give that one',
    ],
  },
  {
    what: "two parents in one account",
    keys: {
      "parent-2": { role: "parent", account: '"222222222222"', children: '["333333333333"]', endpoints: "[iris]" },
    },
    says: [
      'Pulumi.parent-2.yaml:3: account is "222222222222", which stack parent has too: both would have the role SageMakerExternal; give each parent its own account, or each environment its own namePrefix',
      'Pulumi.parent.yaml:2: account is "222222222222", which stack parent-2 has too: both would have the role SageMakerExternal; give each parent its own account, or each environment its own namePrefix',
    ],
  },
  {
    what: "two hubs in one account that both set API Gateway's role for logs",
    keys: {
      "shared-2": {
        role: "shared",
        account: '"111122223333"',
        organizationArn: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
        corporateCidrs: "[192.168.10.0/24]",
        lobs: '[{ name: lob-c, account: "555555555555" }]',
      },
    },
    says: [
      'Pulumi.shared-2.yaml:3: account is "111122223333", which stack shared has too: API Gateway has one log role for each account and region, and both would set it in eu-west-1; write apiGatewayLogRole: existing in the one that comes up later',
      'Pulumi.shared.yaml:2: account is "111122223333", which stack shared-2 has too: API Gateway has one log role for each account and region, and both would set it in eu-west-1; write apiGatewayLogRole: existing in the one that comes up later',
    ],
  },
  {
    what: "a child whose names and path aren't those of its hub and parent",
    keys: { child: { namePrefix: "acme-", rolePath: "/ml/" } },
    says: [
      'Pulumi.child.yaml:8: namePrefix is "acme-": stack shared has none, and its policies name this stack\'s roles with it; remove it here, or set it there',
      'Pulumi.child.yaml:9: rolePath is "/ml/": stack shared has "/", and its policies name this stack\'s roles with it; write the same in both',
    ],
  },
  {
    what: "no organization, and no account of a parent without a hub in the list",
    keys: { shared: { organizationArn: "" }, parent: { organizationArn: "", sharedStack: "" } },
    says: [
      "Pulumi.shared.yaml: modelAccounts lacks 222222222222 of stack parent, whose endpoints LOBs call through this hub, and without organizationArn the hub takes calls of listed accounts only: add it, or set organizationArn",
    ],
  },
  {
    what: "a parent without a hub in another organization than the LOBs' hub",
    keys: {
      parent: {
        organizationArn: "arn:aws:organizations::999999999999:organization/o-otherorg222",
        sharedStack: "",
      },
    },
    says: [
      'Pulumi.child.yaml:7: parentStack is "parent", which is of organization o-otherorg222, and the hub of stack shared is of o-exampleorg1: an account is in one organization; name stacks of the same',
      'Pulumi.lob-b.yaml:7: parentStack is "parent", which is of organization o-otherorg222, and the hub of stack shared is of o-exampleorg1: an account is in one organization; name stacks of the same',
    ],
  },
];
