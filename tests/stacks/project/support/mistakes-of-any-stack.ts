import type { ConfigMistake } from "./mistaken-files";

/** Keys that every stack has, and keys that none has. */
export const ofAnyStack: readonly ConfigMistake[] = [
  {
    what: "no account",
    keys: { child: { account: "" } },
    says: ["Pulumi.child.yaml: account is not set: an account id has 12 digits; write it in quotes"],
  },
  {
    what: "an account id that lacks a digit",
    keys: { child: { account: '"33333333333"' } },
    says: ['Pulumi.child.yaml:2: account is "33333333333": an account id has 12 digits, and this has 11'],
  },
  {
    what: "an account id with hyphens",
    keys: { child: { account: "3333-3333-3333" } },
    says: ['Pulumi.child.yaml:2: account is "3333-3333-3333": write its 12 digits together, "333333333333"'],
  },
  {
    what: "an account id that begins with 0, without quotes",
    keys: { child: { account: "012345678901" } },
    says: [
      'Pulumi.child.yaml:2: account is 12345678901: a number has no leading 0; write all 12 digits in quotes, such as "012345678901"',
    ],
  },
  {
    what: "an account's name",
    keys: { child: { account: "team-a" } },
    says: ['Pulumi.child.yaml:2: account is "team-a": an account id has 12 digits; give that'],
  },
  {
    what: "a region that there isn't",
    keys: { child: { region: "eu-west-9" } },
    says: [
      'Pulumi.child.yaml:8: region is "eu-west-9": AWS has no region eu-west-9; did you mean eu-west-1, eu-west-2 or eu-west-3?',
    ],
  },
  {
    what: "an Availability Zone as region",
    keys: { child: { region: "eu-west-1a" } },
    says: ['Pulumi.child.yaml:8: region is "eu-west-1a": that is an Availability Zone; write its region, eu-west-1'],
  },
  {
    what: "a region by its place",
    keys: { child: { region: "Ireland" } },
    says: ['Pulumi.child.yaml:8: region is "Ireland": AWS has no region Ireland; name one, such as eu-west-1'],
  },
  {
    what: "a region of China",
    keys: { child: { region: "cn-north-1" } },
    says: [
      'Pulumi.child.yaml:8: region is "cn-north-1": China, GovCloud and other partitions of AWS are not supported; name another region',
    ],
  },
  {
    what: "a region with underscores",
    keys: { child: { region: "eu_west_1" } },
    says: ['Pulumi.child.yaml:8: region is "eu_west_1": AWS has no region eu_west_1; did you mean eu-west-1?'],
  },
  {
    what: "a region in capitals",
    keys: { child: { region: "EU-WEST-1" } },
    says: ['Pulumi.child.yaml:8: region is "EU-WEST-1": AWS has no region EU-WEST-1; did you mean eu-west-1?'],
  },
  {
    what: "a region without its number",
    keys: { child: { region: "eu-central" } },
    says: [
      'Pulumi.child.yaml:8: region is "eu-central": AWS has no region eu-central; did you mean eu-central-1 or eu-central-2?',
    ],
  },
  {
    what: "a role that there isn't",
    keys: { "lob-b": { role: "lob" } },
    says: ['Pulumi.lob-b.yaml:2: role is "lob": a stack\'s role is one of shared, parent, child'],
  },
  {
    what: "a role in capitals",
    keys: { "lob-b": { role: "Child" } },
    says: ['Pulumi.lob-b.yaml:2: role is "Child": did you mean child?'],
  },
  {
    what: "no role, in a stack with a name of its own",
    keys: { "lob-b": { role: "" } },
    says: [
      'Pulumi.lob-b.yaml: role is not set, and the stack\'s name "lob-b" is no role either: set role to one of shared, parent, child',
    ],
  },
  {
    what: "tags as a list",
    keys: { child: { tags: "[team, ml]" } },
    says: ['Pulumi.child.yaml:8: tags is ["team","ml"]: tags are a map of names and texts, such as { team: ml }'],
  },
  {
    what: "tags as a text",
    keys: { child: { tags: "team=ml" } },
    says: ['Pulumi.child.yaml:8: tags is "team=ml": tags are a map of names and texts, such as { team: ml }'],
  },
  {
    what: "a tag of AWS",
    keys: { child: { tags: "{ 'aws:team': ml }" } },
    says: [
      "Pulumi.child.yaml:8: tags.aws:team is \"aws:team\": a tag's name has 1 to 128 letters, digits, spaces and _.:/=+-@, doesn't begin with aws:, and isn't project, stack or role, which the program sets",
    ],
  },
  {
    what: "a tag that the program sets",
    keys: { child: { tags: "{ project: mine }" } },
    says: [
      "Pulumi.child.yaml:8: tags.project is \"project\": a tag's name has 1 to 128 letters, digits, spaces and _.:/=+-@, doesn't begin with aws:, and isn't project, stack or role, which the program sets",
    ],
  },
  {
    what: "more tags than AWS takes",
    keys: { child: { tags: JSON.stringify(Object.fromEntries(Array.from({ length: 46 }, (_, n) => [`t${n}`, "x"]))) } },
    says: [
      "Pulumi.child.yaml:8: tags has 46 tags: give at most 45, since AWS takes 50 for a resource and the program sets up to five",
    ],
  },
  {
    what: "a number as tag",
    keys: { child: { tags: "{ costCenter: 7 }" } },
    says: [
      "Pulumi.child.yaml:8: tags.costCenter is 7: a tag's value is text of up to 256 letters, digits, spaces and _.:/=+-@",
    ],
  },
  {
    what: "tags that the organization demands, and that are missing or have other values",
    keys: {
      child: {
        tags: "{ costcenter: '4711', owner: ann }",
        requiredTags:
          "{ CostCenter: ['*'], owner: [bob, 'team-*'], purpose: [a], role: [prod], Stack: ['*'], Name: [x] }",
      },
    },
    says: [
      'Pulumi.child.yaml:8: tags.owner is "ann": requiredTags allows "bob" or "team-*"; give that',
      'Pulumi.child.yaml:9: requiredTags.CostCenter is required, and resources have "costcenter", which differs in letter case only: write CostCenter in tags',
      'Pulumi.child.yaml:9: requiredTags.purpose is required, and no resource would have it: add purpose to tags, with "a"',
      'Pulumi.child.yaml:9: requiredTags.role allows "prod", and the program sets role to "child" on every resource: allow that too',
      'Pulumi.child.yaml:9: requiredTags.Stack is required, and resources have "stack", which differs in letter case only: write stack in requiredTags',
      'Pulumi.child.yaml:9: requiredTags.Name allows only "x", and the program names each VPC, subnet and other resource: allow "*", or leave Name out',
    ],
  },
  {
    what: "demanded tags without a list of values, with none, and with a number",
    keys: { child: { requiredTags: "{ owner: ann, team: [], cost: [1] }" } },
    says: [
      'Pulumi.child.yaml:8: requiredTags.owner is "ann": list the allowed values as texts, such as ["4711", "48*"], where * stands for any characters',
      'Pulumi.child.yaml:8: requiredTags.team is []: list the allowed values as texts, such as ["4711", "48*"], where * stands for any characters',
      'Pulumi.child.yaml:8: requiredTags.cost[0] is 1: list the allowed values as texts, such as ["4711", "48*"], where * stands for any characters',
    ],
  },
  {
    what: "demanded tags as a list",
    keys: { child: { requiredTags: "[owner]" } },
    says: [
      'Pulumi.child.yaml:8: requiredTags is ["owner"]: required tags are a map of names and allowed values, such as { cost-center: ["4711", "48*"], owner: ["*"] }',
    ],
  },
  {
    what: "a path without slashes, and a prefix with capitals",
    keys: { parent: { rolePath: "teams/ml", namePrefix: "Acme-" } },
    says: [
      'Pulumi.parent.yaml:7: rolePath is "teams/ml": a path begins and ends with a slash, such as /teams/ml/, with letters, digits and _+=,.@- between',
      'Pulumi.parent.yaml:8: namePrefix is "Acme-": a prefix has 1 to 20 lower-case letters, digits and hyphens and starts with a letter, since a bucket\'s name begins with it',
    ],
  },
  {
    what: "a prefix that AWS keeps for itself",
    keys: { parent: { namePrefix: "sg-" } },
    says: [
      'Pulumi.parent.yaml:7: namePrefix is "sg-": AWS refuses names of security groups and buckets that begin with sg-, xn--, sthree- or amzn-s3-demo-; choose another prefix',
    ],
  },
  {
    what: "a boundary that is a role",
    keys: { child: { permissionsBoundary: "arn:aws:iam::333333333333:role/Limit" } },
    says: [
      'Pulumi.child.yaml:8: permissionsBoundary is "arn:aws:iam::333333333333:role/Limit": give the ARN of an IAM policy, arn:aws:iam::<account>:policy/<name>, or of one of AWS\'s own, arn:aws:iam::aws:policy/<name>',
    ],
  },
  {
    what: "a boundary of another account",
    keys: { child: { permissionsBoundary: "arn:aws:iam::222222222222:policy/Limit" } },
    says: [
      'Pulumi.child.yaml:8: permissionsBoundary is "arn:aws:iam::222222222222:policy/Limit": it is a policy of account 222222222222, and a role takes a boundary of its own account, 333333333333, or of AWS; name one of these',
    ],
  },
  {
    what: "a KMS key that is an alias, one of another region, and one for what no child keeps",
    keys: {
      child: {
        kmsKeyArn: "arn:aws:kms:eu-west-1:333333333333:alias/a",
      },
    },
    says: [
      'Pulumi.child.yaml:8: kmsKeyArn is "arn:aws:kms:eu-west-1:333333333333:alias/a": give a key\'s ARN, arn:aws:kms:<region>:<account>:key/<id>; an alias may come to name another key',
    ],
  },
  {
    what: "KMS keys of another account and region, one for what no child keeps, and one that is made besides",
    keys: {
      child: {
        kmsKeyArn: "arn:aws:kms:eu-west-1:222222222222:key/00000000-0000-0000-0000-000000000001",
        kmsKeyArns:
          "{ tables: arn:aws:kms:eu-west-1:333333333333:key/00000000-0000-0000-0000-000000000001, logs: arn:aws:kms:us-east-1:333333333333:key/00000000-0000-0000-0000-000000000001 }",
        createKey: "true",
      },
    },
    says: [
      'Pulumi.child.yaml:8: kmsKeyArn is "arn:aws:kms:eu-west-1:222222222222:key/00000000-0000-0000-0… (77 characters): it is a key of account 222222222222 in eu-west-1, and this stack is in account 333333333333 and eu-west-1; name a key there',
      'Pulumi.child.yaml:9: kmsKeyArns.logs is "arn:aws:kms:us-east-1:333333333333:key/00000000-0000-0000-0… (77 characters): it is a key of account 333333333333 in us-east-1, and this stack is in account 333333333333 and eu-west-1; name a key there',
      "Pulumi.child.yaml:9: kmsKeyArns.tables has no effect: this child's stack keeps only logs, functions, buckets, fileSystems; remove it",
      "Pulumi.child.yaml:10: createKey is true, and kmsKeyArn names a key for everything: remove one of the two",
    ],
  },
  {
    what: "a KMS key by something that isn't kept anywhere, and keys as a list",
    keys: { child: { kmsKeyArns: "{ disks: a }" }, shared: { kmsKeyArns: "[a]" } },
    says: [
      "Pulumi.child.yaml:8: kmsKeyArns.disks is not a kind of what stacks keep: give a map of tables, logs, buckets, fileSystems and functions, each with a key's ARN",
      "Pulumi.shared.yaml:7: kmsKeyArns.0 is not a kind of what stacks keep: give a map of tables, logs, buckets, fileSystems and functions, each with a key's ARN",
    ],
  },
  {
    what: "a key in other letter case",
    keys: { child: { vpcCIDR: "10.100.0.0/16" } },
    says: ["Pulumi.child.yaml:8: vpcCIDR is not a key of this project: did you mean vpcCidr?"],
  },
  {
    what: "a key with a slip",
    keys: { parent: { childrens: '["333333333333"]' } },
    says: ["Pulumi.parent.yaml:7: childrens is not a key of this project: did you mean children?"],
  },
  {
    what: "a part of a key",
    keys: { child: { profiles: "[ann]" } },
    says: ["Pulumi.child.yaml:8: profiles is not a key of this project: did you mean userProfiles?"],
  },
  {
    what: "British spelling",
    keys: { shared: { organisationArn: "o" } },
    says: ["Pulumi.shared.yaml:7: organisationArn is not a key of this project: did you mean organizationArn?"],
  },
  {
    what: "a key that there isn't",
    keys: { child: { colour: "blue" } },
    says: [
      "Pulumi.child.yaml:8: colour is not a key of this project; those of a child's stack are account, region, role, tags, requiredTags, namePrefix, rolePath, permissionsBoundary, deployRole, kmsKeyArn, kmsKeyArns, createKey, logRetentionDays, alarmTopicArn, sharedStack, vpcCidr, availabilityZones, flowLogs, queryLogs, logBucketArn, parentStack, lob, userProfiles, idleTimeoutMinutes, homeFileSystem, dnsFirewall, studioCapabilities, studioImages, executionPolicyArns, executionRoleArn, instanceTypes",
    ],
  },
  {
    what: "a key of another role",
    keys: { shared: { children: '["333333333333"]' } },
    says: [
      "Pulumi.shared.yaml:7: children belongs to a parent's stack and has no effect here: remove it, or set it there",
    ],
  },
  {
    what: "a key of the other two roles",
    keys: { shared: { sharedStack: "shared" } },
    says: [
      "Pulumi.shared.yaml:7: sharedStack belongs to a parent's or child's stack and has no effect here: remove it, or set it there",
    ],
  },
  {
    what: "the provider's region",
    keys: { child: { "aws:region": "us-east-1" } },
    says: [
      "Pulumi.child.yaml:8: aws:region has no effect, since each stack makes its own provider: write sagemaker-multi-account:region in its place",
    ],
  },
  {
    what: "the provider's profile",
    keys: { child: { "aws:profile": "lob-a" } },
    says: [
      "Pulumi.child.yaml:8: aws:profile has no effect, since each stack makes its own provider: remove it, and give credentials to the command, as in AWS_PROFILE=<profile> npx pulumi up --stack child",
    ],
  },
  {
    what: "the provider's role",
    keys: { child: { "aws:assumeRole": "{ roleArn: 'arn:aws:iam::333333333333:role/deploy' }" } },
    says: [
      "Pulumi.child.yaml:8: aws:assumeRole has no effect, since each stack makes its own provider: remove it, and use a profile that assumes the role (role_arn in ~/.aws/config), as in AWS_PROFILE=<profile> npx pulumi up --stack child",
    ],
  },
  {
    what: "the provider's keys",
    keys: { child: { "aws:accessKey": "AKIA", "aws:secretKey": "{ secure: AAAB }" } },
    says: [
      "Pulumi.child.yaml:8: aws:accessKey has no effect, since each stack makes its own provider: remove it, and give credentials to the command, as in AWS_PROFILE=<profile> npx pulumi up --stack child; replace a key that others have seen",
      "Pulumi.child.yaml:9: aws:secretKey has no effect, since each stack makes its own provider: remove it, and give credentials to the command, as in AWS_PROFILE=<profile> npx pulumi up --stack child; replace a key that others have seen",
    ],
  },
  {
    what: "the provider's accounts",
    keys: { child: { "aws:allowedAccountIds": '["333333333333"]' } },
    says: [
      "Pulumi.child.yaml:8: aws:allowedAccountIds has no effect, since each stack makes its own provider: write sagemaker-multi-account:account in its place",
    ],
  },
  {
    what: "the provider's tags",
    keys: { child: { "aws:defaultTags": "{ tags: { team: ml } }" } },
    says: [
      "Pulumi.child.yaml:8: aws:defaultTags has no effect, since each stack makes its own provider: write sagemaker-multi-account:tags in its place",
    ],
  },
  {
    what: "another setting of the provider",
    keys: { child: { "aws:skipCredentialsValidation": "true" } },
    says: [
      "Pulumi.child.yaml:8: aws:skipCredentialsValidation has no effect, since each stack makes its own provider: remove it",
    ],
  },
  {
    what: "a key below another project's name",
    keys: { child: { "sagemaker:region": "eu-west-1" } },
    says: ["Pulumi.child.yaml:8: sagemaker:region is not of this project: write sagemaker-multi-account:region"],
  },
  {
    what: "a key of another provider",
    keys: { child: { "gcp:project": "x" } },
    says: ["Pulumi.child.yaml:8: gcp:project is not of this project, and nothing reads it: remove it"],
  },
  {
    what: "a stack's name with a space",
    keys: { "my lob": { role: "child", account: '"555555555555"', parentStack: "" } },
    says: [
      'Pulumi.my lob.yaml: stack is "my lob": a stack\'s name is 1 to 40 letters, digits, _ and -, since names in AWS end in it',
      'Pulumi.my lob.yaml: lob is "my lob": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
    ],
  },
];
