import type { ConfigMistake } from "./mistaken-files";

/** Keys of a child. */
export const ofChildren: readonly ConfigMistake[] = [
  {
    what: "a key with a slip, which the file then lacks",
    keys: { child: { vpcCidr: "", vpcCIDR: "10.100.0.0/16" } },
    says: [
      "Pulumi.child.yaml:7: vpcCIDR is not a key of this project: did you mean vpcCidr?",
      "Pulumi.child.yaml: vpcCidr is not set: a LOB behind a hub has a network; give it a free CIDR block inside the hub's lobSupernet",
    ],
  },
  {
    what: "half a stack's name",
    keys: { child: { parentStack: "acme/parent" } },
    says: [
      'Pulumi.child.yaml:7: parentStack is "acme/parent": give a stack\'s name, such as parent, or organization/project/stack',
    ],
  },
  {
    what: "LOB's keys without a hub",
    keys: { child: { sharedStack: "", parentStack: "" } },
    says: [
      "Pulumi.child.yaml:3: lob has no effect without a hub: name the shared stack in sharedStack, or remove it",
      "Pulumi.child.yaml:4: vpcCidr has no effect without a hub: name the shared stack in sharedStack, or remove it",
      "Pulumi.child.yaml:5: userProfiles has no effect without a hub: name the shared stack in sharedStack, or remove it",
    ],
  },
  {
    what: "logs of a LOB's network without a hub",
    keys: {
      child: { sharedStack: "", lob: "", vpcCidr: "", userProfiles: "", flowLogs: "true", queryLogs: "true" },
      shared: { lobs: '[{ name: lob-b, account: "444444444444" }]' },
    },
    says: [
      "Pulumi.child.yaml:4: flowLogs has no effect without a hub: name the shared stack in sharedStack, or remove it",
      "Pulumi.child.yaml:5: queryLogs has no effect without a hub: name the shared stack in sharedStack, or remove it",
    ],
  },
  {
    what: "a LOB's bucket for logs, and no logs",
    keys: { child: { logBucketArn: "arn:aws:s3:::network-logs" } },
    says: [
      "Pulumi.child.yaml:8: logBucketArn has no effect without flowLogs or queryLogs: set one of them to true, or remove it",
    ],
  },
  {
    what: "capabilities that Studio doesn't have",
    keys: { child: { studioCapabilities: "[parent-model, gpu]" } },
    says: [
      'Pulumi.child.yaml:8: studioCapabilities[0] is "parent-model": did you mean parent-models?',
      'Pulumi.child.yaml:8: studioCapabilities[1] is "gpu": Studio\'s capabilities are code-editor, ecr, models, parent-models, processing, registry, training; name some of them, or none',
    ],
  },
  {
    what: "capabilities that aren't a list",
    keys: { child: { studioCapabilities: "parent-models" } },
    says: [
      'Pulumi.child.yaml:8: studioCapabilities is "parent-models": list capabilities of Studio, of code-editor, ecr, models, parent-models, processing, registry, training, or write default',
    ],
  },
  {
    what: "instance types that aren't one",
    keys: { child: { instanceTypes: "[ml.t3.medium, ml.m5.lage, gpu, ml.t3.medium]" } },
    says: [
      'Pulumi.child.yaml:8: instanceTypes[1] is "ml.m5.lage": SageMaker has no such instance type; did you mean ml.m5.large?',
      'Pulumi.child.yaml:8: instanceTypes[2] is "gpu": SageMaker has no such instance type; give one of its pricing page, such as ml.m5.large',
      'Pulumi.child.yaml:8: instanceTypes[3] is "ml.t3.medium", which is listed already: remove one of the two',
    ],
  },
  {
    what: "instance types that aren't a list",
    keys: { child: { instanceTypes: "ml.t3.medium" } },
    says: [
      'Pulumi.child.yaml:8: instanceTypes is "ml.t3.medium": list instance types, such as ["ml.t3.medium", "ml.m5.large"]',
    ],
  },
  {
    what: "instance types that no app runs on",
    keys: { child: { instanceTypes: "[ml.p2.xlarge]" } },
    says: [
      "Pulumi.child.yaml:8: instanceTypes has no type that Studio's apps run on, so nobody could open one; add one, such as ml.t3.medium",
    ],
  },
  {
    what: "images that Studio doesn't take",
    keys: { child: { studioImages: "[{ name: tools, image: docker.io/tools, kind: lab }, { name: editor }, tools]" } },
    says: [
      'Pulumi.child.yaml:8: studioImages[0].image is "docker.io/tools": give an image in ECR with its tag or digest, <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>',
      "Pulumi.child.yaml:8: studioImages[0].kind is not known here: an image has a name, an image in ECR and, unless it runs JupyterLab, app, and nothing else; remove it",
      "Pulumi.child.yaml:8: studioImages[1].image is not set: an image has a name, an image in ECR and, unless it runs JupyterLab, app, such as { name: team-tools, image: 333333333333.dkr.ecr.eu-west-1.amazonaws.com/team-tools:3 }",
      'Pulumi.child.yaml:8: studioImages[2] is "tools": an image has a name, an image in ECR and, unless it runs JupyterLab, app, such as { name: team-tools, image: 333333333333.dkr.ecr.eu-west-1.amazonaws.com/team-tools:3 }',
    ],
  },
  {
    what: "policies that the execution role can't have",
    keys: {
      child: {
        executionPolicyArns: "[ReadFeatures, arn:aws:iam::333333333333:policy/a, arn:aws:iam::333333333333:policy/a]",
      },
    },
    says: [
      'Pulumi.child.yaml:8: executionPolicyArns[0] is "ReadFeatures": a managed policy\'s ARN is arn:aws:iam::<account>:policy/<name>',
      'Pulumi.child.yaml:8: executionPolicyArns[2] is "arn:aws:iam::333333333333:policy/a", which is listed already: remove one of the two',
    ],
  },
  {
    what: "policies of another account, and AWS's own",
    keys: {
      child: {
        executionPolicyArns: "[arn:aws:iam::444444444444:policy/a, arn:aws:iam::aws:policy/AmazonSageMakerFullAccess]",
      },
    },
    says: [
      'Pulumi.child.yaml:8: executionPolicyArns[0] is "arn:aws:iam::444444444444:policy/a": it is a policy of account 444444444444, and roles of account 333333333333 take only its own; name one of that account',
      'Pulumi.child.yaml:8: executionPolicyArns[1] is "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess": it is AWS\'s own, and those allow more than is needed; write one with the needed actions',
    ],
  },
  {
    what: "more policies than a role can have",
    keys: {
      child: {
        executionPolicyArns: `[${Array.from({ length: 11 }, (_, index) => `arn:aws:iam::333333333333:policy/p${index}`)}]`,
      },
    },
    says: ["Pulumi.child.yaml:8: executionPolicyArns has 11 policies: IAM attaches at most 10 to a role; join some"],
  },
  {
    what: "an execution role that isn't one",
    keys: { child: { executionRoleArn: "SageMakerStudioExecution-science" } },
    says: [
      'Pulumi.child.yaml:8: executionRoleArn is "SageMakerStudioExecution-science": a role\'s ARN is arn:aws:iam::<account>:role/<name>',
    ],
  },
  {
    what: "an execution role of another account, with policies beside it",
    keys: {
      child: {
        executionRoleArn: "arn:aws:iam::444444444444:role/SageMakerStudioExecution-a",
        executionPolicyArns: "[arn:aws:iam::333333333333:policy/a]",
      },
    },
    says: [
      'Pulumi.child.yaml:8: executionRoleArn is "arn:aws:iam::444444444444:role/SageMakerStudioExecution-a": it is a role of account 444444444444, and Studio of account 333333333333 runs only under its own; name one of that account',
      "Pulumi.child.yaml:9: executionPolicyArns has no effect beside executionRoleArn: attach the policies to that role, or remove one of the two",
    ],
  },
  {
    what: "an execution role that hub and parent don't know by its name",
    keys: { child: { executionRoleArn: "arn:aws:iam::333333333333:role/DataScientist" } },
    says: [
      'Pulumi.child.yaml:8: executionRoleArn is "arn:aws:iam::333333333333:role/DataScientist": policies of the hub and the parent name Studio\'s roles arn:aws:iam::333333333333:role/SageMakerStudioExecution-<name>; give the role a name and path of that form',
    ],
  },
  {
    what: "no CIDR block",
    keys: { child: { vpcCidr: "" } },
    says: [
      "Pulumi.child.yaml: vpcCidr is not set: a LOB behind a hub has a network; give it a free CIDR block inside the hub's lobSupernet",
    ],
  },
  {
    what: "a CIDR block without its length",
    keys: { child: { vpcCidr: "10.100.0.0" } },
    says: [
      'Pulumi.child.yaml:5: vpcCidr is "10.100.0.0": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24',
    ],
  },
  {
    what: "a CIDR block that is too small",
    keys: { child: { vpcCidr: "10.100.0.0/28" } },
    says: [
      'Pulumi.child.yaml:5: vpcCidr is "10.100.0.0/28": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24',
    ],
  },
  {
    what: "a CIDR block that doesn't begin at its network",
    keys: { child: { vpcCidr: "10.100.0.1/16" } },
    says: [
      'Pulumi.child.yaml:5: vpcCidr is "10.100.0.1/16": a CIDR block begins at its network\'s address; write 10.100.0.0/16',
    ],
  },
  {
    what: "a zone of another region",
    keys: { child: { availabilityZones: "[us-east-1a, us-east-1b]" } },
    says: [
      'Pulumi.child.yaml:8: availabilityZones[0] is "us-east-1a": a VPC is in one region, which is eu-west-1; name a zone of it',
      'Pulumi.child.yaml:8: availabilityZones[1] is "us-east-1b": a VPC is in one region, which is eu-west-1; name a zone of it',
    ],
  },
  {
    what: "one zone",
    keys: { child: { availabilityZones: "[eu-west-1a]" } },
    says: [
      'Pulumi.child.yaml:8: availabilityZones is ["eu-west-1a"]: one zone can fail, and the CIDR block is split for at most four; list two to four',
    ],
  },
  {
    what: "a zone as a text",
    keys: { child: { availabilityZones: "eu-west-1a" } },
    says: [
      'Pulumi.child.yaml:8: availabilityZones is "eu-west-1a": list the names of Availability Zones, such as ["eu-west-1a", "eu-west-1b"]',
    ],
  },
  {
    what: "a zone twice",
    keys: { child: { availabilityZones: "[eu-west-1a, eu-west-1a]" } },
    says: ['Pulumi.child.yaml:8: availabilityZones[1] is "eu-west-1a", which is listed already: remove one of the two'],
  },
  {
    what: "a zone's id",
    keys: { child: { availabilityZones: "[euw1-az1, euw1-az2]" } },
    says: [
      'Pulumi.child.yaml:8: availabilityZones[0] is "euw1-az1": give the name of an Availability Zone, such as "eu-west-1a"',
      'Pulumi.child.yaml:8: availabilityZones[1] is "euw1-az2": give the name of an Availability Zone, such as "eu-west-1a"',
    ],
  },
  {
    what: "days that logs can't be kept",
    keys: { child: { logRetentionDays: "31" } },
    says: [
      "Pulumi.child.yaml:8: logRetentionDays is 31: CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days; give one of these numbers",
    ],
  },
  {
    what: "days in letters",
    keys: { child: { logRetentionDays: "a month" } },
    says: [
      'Pulumi.child.yaml:8: logRetentionDays is "a month": CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days; give one of these numbers',
    ],
  },
  {
    what: "a topic by its name",
    keys: { child: { alarmTopicArn: "alarms" } },
    says: [
      'Pulumi.child.yaml:8: alarmTopicArn is "alarms": give the topic\'s ARN, arn:aws:sns:<region>:<account>:<name>',
    ],
  },
  {
    what: "a topic of another region",
    keys: { child: { alarmTopicArn: "arn:aws:sns:us-east-1:333333333333:alarms" } },
    says: [
      'Pulumi.child.yaml:8: alarmTopicArn is "arn:aws:sns:us-east-1:333333333333:alarms": alarms notify only topics in their own region, eu-west-1; name one there',
    ],
  },
  {
    what: "e-mail addresses as profiles",
    keys: { child: { userProfiles: "[ann@example.com]" } },
    says: [
      'Pulumi.child.yaml:6: userProfiles[0] is "ann@example.com": a profile\'s name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can\'t be an e-mail address, so write "ann-example" for ann@example.com',
    ],
  },
  {
    what: "profiles with commas between",
    keys: { child: { userProfiles: "ann, bob" } },
    says: ['Pulumi.child.yaml:6: userProfiles is "ann, bob": list user profiles, such as ["user-lob-a"]'],
  },
  {
    what: "a profile twice",
    keys: { child: { userProfiles: "[ann, ann]" } },
    says: ['Pulumi.child.yaml:6: userProfiles[1] is "ann", which is listed already: remove one of the two'],
  },
  {
    what: "minutes that are too few",
    keys: { child: { idleTimeoutMinutes: "5" } },
    says: [
      "Pulumi.child.yaml:8: idleTimeoutMinutes is 5: minutes after which SageMaker shuts an idle JupyterLab down; give a whole number from 60 to 525600",
    ],
  },
  {
    what: "minutes with their unit",
    keys: { child: { idleTimeoutMinutes: "120m" } },
    says: [
      'Pulumi.child.yaml:8: idleTimeoutMinutes is "120m": minutes after which SageMaker shuts an idle JupyterLab down; give a whole number from 60 to 525600',
    ],
  },
  {
    what: "a word in other letter case",
    keys: { child: { homeFileSystem: "delete" } },
    says: [
      'Pulumi.child.yaml:8: homeFileSystem is "delete": write Retain to keep users\' files when the domain goes, or Delete for trials',
    ],
  },
  {
    what: "another word for dnsFirewall",
    keys: { child: { dnsFirewall: "on" } },
    says: [
      'Pulumi.child.yaml:8: dnsFirewall is "on": write block (answers only for the names that the LOB needs), alert (answers for all names and reports the others) or off',
    ],
  },
  {
    what: "a secret",
    keys: { child: { account: "{ secure: AAABAF }" } },
    says: [
      "Pulumi.child.yaml:2: account is encrypted, and npm start can't decrypt it: no value of this project is secret, so set it as plain text",
    ],
  },
];
