import type { ConfigMistake } from "./mistaken-files";

/** Keys of a hub. */
export const ofHubs: readonly ConfigMistake[] = [
  {
    what: "an organization's id",
    keys: { shared: { organizationArn: "o-exampleorg1" }, parent: { organizationArn: "" } },
    says: [
      'Pulumi.shared.yaml:3: organizationArn is "o-exampleorg1": give the organization\'s ARN, arn:aws:organizations::<management account>:organization/o-…, as `aws organizations describe-organization` shows it',
    ],
  },
  {
    what: "no LOBs",
    keys: { shared: { lobs: "[]" } },
    says: [
      "Pulumi.shared.yaml:6: lobs is empty: nobody would have a Studio; list the LOBs, each with its name and account",
    ],
  },
  {
    what: "LOBs by their names",
    keys: { shared: { lobs: "[lob-a, lob-b]" } },
    says: [
      'Pulumi.shared.yaml:6: lobs[0] is "lob-a": a LOB has a name and an account, such as { name: lob-a, account: "333333333333" }',
      'Pulumi.shared.yaml:6: lobs[1] is "lob-b": a LOB has a name and an account, such as { name: lob-a, account: "333333333333" }',
    ],
  },
  {
    what: "LOBs as a map",
    keys: { shared: { lobs: '{ lob-a: "333333333333" }' } },
    says: ['Pulumi.shared.yaml:6: lobs is {"lob-a":"333333333333"}: list the LOBs, each with its name and account'],
  },
  {
    what: "a LOB without its account",
    keys: { shared: { lobs: '[{ name: lob-a }, { name: lob-b, account: "444444444444" }]' } },
    says: [
      'Pulumi.shared.yaml:6: lobs[0].account is not set: a LOB has a name and an account, such as { name: lob-a, account: "333333333333" }',
    ],
  },
  {
    what: "a LOB's key with a slip",
    keys: { shared: { lobs: '[{ name: lob-a, acount: "333333333333" }, { name: lob-b, account: "444444444444" }]' } },
    says: [
      'Pulumi.shared.yaml:6: lobs[0].account is not set: a LOB has a name and an account, such as { name: lob-a, account: "333333333333" }',
      "Pulumi.shared.yaml:6: lobs[0].acount is not known here: did you mean account?",
    ],
  },
  {
    what: "a LOB with keys that there aren't",
    keys: {
      shared: {
        lobs: '[{ name: lob-a, account: "333333333333", vpcCidr: 10.100.0.0/16, owner: ann }, { name: lob-b, account: "444444444444" }]',
      },
    },
    says: [
      "Pulumi.shared.yaml:6: lobs[0].vpcCidr is not known here: a LOB has a name and an account, and nothing else; remove it",
      "Pulumi.shared.yaml:6: lobs[0].owner is not known here: a LOB has a name and an account, and nothing else; remove it",
    ],
  },
  {
    what: "a LOB's account without quotes",
    keys: { shared: { lobs: '[{ name: lob-a, account: 333333333333 }, { name: lob-b, account: "444444444444" }]' } },
    says: ["Pulumi.shared.yaml:6: lobs[0].account is 333333333333: an account id has 12 digits; write it in quotes"],
  },
  {
    what: "a LOB's name in capitals",
    keys: { shared: { lobs: '[{ name: LOB_A, account: "333333333333" }, { name: lob-b, account: "444444444444" }]' } },
    says: [
      'Pulumi.shared.yaml:6: lobs[0].name is "LOB_A": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
    ],
  },
  {
    what: "a LOB twice",
    keys: { shared: { lobs: '[{ name: lob-a, account: "333333333333" }, { name: lob-a, account: "444444444444" }]' } },
    says: [
      'Pulumi.shared.yaml:6: lobs[1].name is "lob-a", which another LOB has already: correct or remove one of the two',
    ],
  },
  {
    what: "a LOB in the hub's account",
    keys: { shared: { lobs: '[{ name: lob-a, account: "111122223333" }, { name: lob-b, account: "444444444444" }]' } },
    says: [
      'Pulumi.shared.yaml:6: lobs[0].account is "111122223333": it is the hub\'s own account; a LOB needs an account of its own; give that one',
    ],
  },
  {
    what: "model accounts beside an organization",
    keys: { shared: { modelAccounts: '["222222222222"]' } },
    says: [
      "Pulumi.shared.yaml:7: modelAccounts has no effect with organizationArn, which includes every account of the organization: remove it",
    ],
  },
  {
    what: "a supernet over the hub's CIDR block",
    keys: { shared: { lobSupernet: "10.0.0.0/8" } },
    says: [
      'Pulumi.shared.yaml:7: lobSupernet is "10.0.0.0/8", which overlaps vpcCidr, "10.0.0.0/16": no address may be in both; move one of the two',
    ],
  },
  {
    what: "no corporate CIDR block",
    keys: { shared: { corporateCidrs: "[]" } },
    says: [
      "Pulumi.shared.yaml:4: corporateCidrs is empty: nobody could connect; list the CIDR blocks of the networks that people come from",
    ],
  },
  {
    what: "a corporate CIDR block as a text",
    keys: { shared: { corporateCidrs: "192.168.10.0/24" } },
    says: [
      'Pulumi.shared.yaml:4: corporateCidrs is "192.168.10.0/24": list the CIDR blocks of your networks, such as ["192.168.10.0/24"]',
    ],
  },
  {
    what: "a corporate CIDR block among the LOBs'",
    keys: { shared: { corporateCidrs: "[192.168.10.0/24, 10.100.0.0/16]" } },
    says: [
      'Pulumi.shared.yaml:4: corporateCidrs[1] is "10.100.0.0/16", which overlaps lobSupernet, "10.96.0.0/11": no address may be in both; move one of the two',
    ],
  },
  {
    what: "more corporate CIDR blocks than a security group has rules for",
    keys: {
      shared: { corporateCidrs: `[${Array.from({ length: 30 }, (_, index) => `192.168.${index}.0/24`).join(", ")}]` },
    },
    says: [
      "Pulumi.shared.yaml:4: corporateCidrs has 30 CIDR blocks, and at most 29 fit: each takes 2 of the 60 rules of a security group; replace several by one wider CIDR block",
    ],
  },
  ...["64511", "65535", "4199999999", "4294967295"].map((asn) => ({
    what: `${asn} for the transit gateway's number in BGP`,
    keys: { shared: { amazonSideAsn: asn } },
    says: [
      `Pulumi.shared.yaml:7: amazonSideAsn is ${asn}: a transit gateway takes only private numbers; give a whole number from 64512 to 65534, or from 4200000000 to 4294967294`,
    ],
  })),
  {
    what: "a text for the transit gateway's number in BGP",
    keys: { shared: { amazonSideAsn: "AS64600" } },
    says: [
      'Pulumi.shared.yaml:7: amazonSideAsn is "AS64600": a transit gateway takes only private numbers; give a whole number from 64512 to 65534, or from 4200000000 to 4294967294',
    ],
  },
  {
    what: "everybody as corporate CIDR block",
    keys: { shared: { corporateCidrs: "[0.0.0.0/0]" } },
    says: ['Pulumi.shared.yaml:4: corporateCidrs[0] is "0.0.0.0/0": that is every address; give your own CIDR blocks'],
  },
  {
    what: "an endpoint service by its long name",
    keys: { shared: { endpointServices: "[com.amazonaws.eu-west-1.ecr.api]" } },
    says: [
      'Pulumi.shared.yaml:7: endpointServices[0] is "com.amazonaws.eu-west-1.ecr.api": write the service\'s short name, ecr.api',
    ],
  },
  {
    what: "an endpoint service with a slip",
    keys: { shared: { endpointServices: "[secretmanager]" } },
    says: ['Pulumi.shared.yaml:7: endpointServices[0] is "secretmanager": did you mean secretsmanager?'],
  },
  {
    what: "an endpoint service that the hub doesn't know",
    keys: { shared: { endpointServices: "[rds]" } },
    says: [
      'Pulumi.shared.yaml:7: endpointServices[0] is "rds": the hub knows sagemaker.api, sagemaker.runtime, studio, execute-api, sts, logs, cognito-idp, athena, bedrock-runtime, ecr.api, ecr.dkr, glue, kms, monitoring, secretsmanager, ssm; name one of them',
    ],
  },
  {
    what: "an endpoint for S3",
    keys: { shared: { endpointServices: "[s3]" } },
    says: [
      'Pulumi.shared.yaml:7: endpointServices[0] is "s3": the hub has a gateway endpoint for s3 already; remove it',
    ],
  },
  {
    what: "another word for sharing",
    keys: { shared: { sharing: "organisation" } },
    says: ['Pulumi.shared.yaml:7: sharing is "organisation": write organization or invitation'],
  },
  {
    what: "a unit that is invited",
    keys: {
      shared: {
        sharing: "invitation",
        shareWith: "['arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab12-11111111']",
      },
    },
    says: [
      'Pulumi.shared.yaml:8: shareWith[0] is "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab1… (71 characters): only accounts can be invited; list their ids, or write organization in sharing',
    ],
  },
  {
    what: "a share that leaves LOBs out",
    keys: { shared: { shareWith: '["333333333333"]' } },
    says: [
      "Pulumi.shared.yaml:7: shareWith leaves out lob-b's account 444444444444, which couldn't attach: add it, or remove shareWith",
    ],
  },
  {
    what: "a share with a name",
    keys: { shared: { shareWith: "[lob-a]" } },
    says: [
      "Pulumi.shared.yaml:7: shareWith[0] is \"lob-a\": give an account id, an organizational unit's ARN or the organization's ARN (arn:aws:organizations::…)",
    ],
  },
  {
    what: "another word for signIn",
    keys: { shared: { signIn: "public" } },
    says: ['Pulumi.shared.yaml:7: signIn is "public": write private or internet'],
  },
  {
    what: "a flag for mfa",
    keys: { shared: { mfa: "true" } },
    says: ['Pulumi.shared.yaml:5: mfa is "true": write off, optional or required'],
  },
  {
    what: "a URL that can be opened for too long",
    keys: { shared: { presignedUrlSeconds: "3600" } },
    says: [
      "Pulumi.shared.yaml:7: presignedUrlSeconds is 3600: a presigned URL can be opened for 5 seconds to 5 minutes; give a whole number from 5 to 300",
    ],
  },
  {
    what: "a session that is too long",
    keys: { shared: { studioSessionSeconds: "86400" } },
    says: [
      "Pulumi.shared.yaml:7: studioSessionSeconds is 86400: a session in Studio lasts half an hour to 12 hours; give a whole number from 1800 to 43200",
    ],
  },
  {
    what: "yes for a flag",
    keys: { shared: { flowLogs: "yes" } },
    says: ['Pulumi.shared.yaml:7: flowLogs is "yes": write true or false'],
  },
  {
    what: "a bucket for logs by its name",
    keys: { shared: { flowLogs: "true", logBucketArn: "network-logs" } },
    says: [
      'Pulumi.shared.yaml:8: logBucketArn is "network-logs": give a bucket\'s ARN, such as arn:aws:s3:::network-logs',
    ],
  },
  {
    what: "a bucket for logs, and no logs",
    keys: { shared: { logBucketArn: "arn:aws:s3:::network-logs" } },
    says: [
      "Pulumi.shared.yaml:7: logBucketArn has no effect without flowLogs or queryLogs: set one of them to true, or remove it",
    ],
  },
  {
    what: "an authorizer in the VPC, from which no endpoint leads to Cognito",
    keys: { shared: { authorizerInVpc: "true", signIn: "internet" } },
    says: [
      "Pulumi.shared.yaml:7: authorizerInVpc is true, and the authorizer then asks Cognito through the hub's endpoint cognito-idp, which signIn internet leaves out: write private in signIn, or add cognito-idp to endpointServices",
    ],
  },
  {
    what: "a flag in quotes",
    keys: { shared: { deletionProtection: '"no"' } },
    says: ['Pulumi.shared.yaml:7: deletionProtection is "no": write true or false'],
  },
  {
    what: "a simulator outside of corporate CIDR blocks",
    keys: { shared: { onPremisesSimulator: "true", simulatorCidr: "172.16.0.0/24" } },
    says: [
      'Pulumi.shared.yaml:8: simulatorCidr is "172.16.0.0/24": the simulator stands for a corporate network, and corporateCidrs has 192.168.10.0/24; give a CIDR block within one of them',
    ],
  },
  {
    what: "an account twice",
    keys: { shared: { lobs: '[{ name: lob-a, account: "333333333333" }, { name: lob-b, account: "333333333333" }]' } },
    says: [
      'Pulumi.shared.yaml:6: lobs[1].account is "333333333333", which another LOB has already: correct or remove one of the two',
    ],
  },
  {
    what: "a LOB's name that its bucket's can't hold",
    keys: { shared: { lobs: '[{ name: lllllllllllllllllllllllllllllll, account: "333333333333" }]' } },
    says: [
      "Pulumi.shared.yaml:6: lobs[0].name is \"lllllllllllllllllllllllllllllll\": it has 31 characters, and at most 30 fit in eu-west-1, since its bucket's name contains the region's; shorten it",
    ],
  },
];
