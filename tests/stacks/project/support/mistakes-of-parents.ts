import type { ConfigMistake } from "./mistaken-files";

/** Keys of a parent. */
export const ofParents: readonly ConfigMistake[] = [
  {
    what: "an organizational unit's ARN",
    keys: { parent: { organizationArn: "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab12-11111111" } },
    says: [
      "Pulumi.parent.yaml:3: organizationArn is \"arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab1… (71 characters): give the organization's ARN, arn:aws:organizations::<management account>:organization/o-…, as `aws organizations describe-organization` shows it",
    ],
  },
  {
    what: "no children",
    keys: { parent: { children: "[]" } },
    says: [
      "Pulumi.parent.yaml:4: children is empty: nobody could invoke; list account ids in quotes, or write organization to trust every account of organizationArn",
    ],
  },
  {
    what: "one child as a text",
    keys: { parent: { children: '"333333333333"' } },
    says: [
      'Pulumi.parent.yaml:4: children is "333333333333": list account ids in quotes, or write organization for every account of organizationArn',
    ],
  },
  {
    what: "children without quotes",
    keys: { parent: { children: "[333333333333]" } },
    says: ["Pulumi.parent.yaml:4: children[0] is 333333333333: an account id has 12 digits; write it in quotes"],
  },
  {
    what: "a child twice",
    keys: { parent: { children: '["333333333333", "333333333333"]' } },
    says: ['Pulumi.parent.yaml:4: children[1] is "333333333333", which is listed already: remove one of the two'],
  },
  {
    what: "the parent among its children",
    keys: { parent: { children: '["333333333333", "222222222222"]' } },
    says: [
      "Pulumi.parent.yaml:4: children has 222222222222, the parent's own account, whose callers need no cross-account role; remove it",
    ],
  },
  {
    what: "the word organization in a list",
    keys: { parent: { children: "[organization]" } },
    says: [
      'Pulumi.parent.yaml:4: children[0] is "organization": write organization in place of the list, or list account ids',
    ],
  },
  {
    what: "a child without quotes that begins with 0",
    keys: { parent: { children: "[012345678901]" } },
    says: [
      'Pulumi.parent.yaml:4: children[0] is 12345678901: a number has no leading 0; write all 12 digits in quotes, such as "012345678901"',
    ],
  },
  {
    what: "a child by its stack's name",
    keys: { parent: { children: "[child]" } },
    says: ['Pulumi.parent.yaml:4: children[0] is "child": an account id has 12 digits; give that'],
  },
  {
    what: "the organization's children without an organization",
    keys: { parent: { children: "organization", organizationArn: "" } },
    says: [
      'Pulumi.parent.yaml:3: children is "organization": there is no organization to trust; set organizationArn or organizationPaths, or list account ids',
    ],
  },
  {
    what: "no endpoints",
    keys: { parent: { endpoints: "[]" } },
    says: [
      "Pulumi.parent.yaml:5: endpoints is empty: there would be nothing to invoke; list endpoint names, or write all",
    ],
  },
  {
    what: "a wildcard for endpoints",
    keys: { parent: { endpoints: '["*"]' } },
    says: ['Pulumi.parent.yaml:5: endpoints[0] is "*": wildcards are not allowed; write all in place of the list'],
  },
  {
    what: "the word all in a list",
    keys: { parent: { endpoints: "[all]", inferenceComponents: "[iris-1, all]" } },
    says: [
      'Pulumi.parent.yaml:5: endpoints[0] is "all": write all in place of the list, or list endpoint names',
      'Pulumi.parent.yaml:7: inferenceComponents[1] is "all": write all in place of the list, or list inference component names',
    ],
  },
  {
    what: "an endpoint's ARN",
    keys: { parent: { endpoints: "['arn:aws:sagemaker:eu-west-1:222222222222:endpoint/iris']" } },
    says: [
      'Pulumi.parent.yaml:5: endpoints[0] is "arn:aws:sagemaker:eu-west-1:222222222222:endpoint/iris": that is an ARN; write the name, iris',
    ],
  },
  {
    what: "one endpoint as a text",
    keys: { parent: { endpoints: "iris" } },
    says: ['Pulumi.parent.yaml:5: endpoints is "iris": list endpoint names, or write all'],
  },
  {
    what: "an inference component with an underscore",
    keys: { parent: { inferenceComponents: "[iris_v2]" } },
    says: [
      'Pulumi.parent.yaml:7: inferenceComponents[0] is "iris_v2": SageMaker takes 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit',
    ],
  },
  {
    what: "an ExternalId with a space",
    keys: { parent: { externalId: "team seven" } },
    says: [
      'Pulumi.parent.yaml:7: externalId is "team seven": an ExternalId has 2 to 1224 letters, digits and _+=,.@:/-',
    ],
  },
  {
    what: "the ExternalId as the one before it",
    keys: { parent: { previousExternalId: '"222222222222"' } },
    says: [
      'Pulumi.parent.yaml:7: previousExternalId is "222222222222", the same as externalId: give the earlier one, or remove it',
    ],
  },
  {
    what: "a path without its end",
    keys: { parent: { organizationPaths: "[o-exampleorg1/r-ab12]" } },
    says: [
      'Pulumi.parent.yaml:7: organizationPaths[0] is "o-exampleorg1/r-ab12": a path is o-…/r-…/ with any ou-…/ below, ending in / or in /* for what is below',
    ],
  },
  {
    what: "a path of another organization",
    keys: { parent: { organizationPaths: "[o-otherorg222/r-ab12/*]" } },
    says: [
      'Pulumi.parent.yaml:7: organizationPaths has "o-otherorg222/r-ab12/*", which isn\'t in o-exampleorg1: no caller is in both; correct one of the two',
    ],
  },
  {
    what: "yes for streaming",
    keys: { parent: { streaming: "yes" } },
    says: ['Pulumi.parent.yaml:7: streaming is "yes": write true or false'],
  },
  {
    what: "a limit below IAM's",
    keys: { parent: { trustPolicyLimit: "1024" } },
    says: [
      "Pulumi.parent.yaml:7: trustPolicyLimit is 1024: a trust policy has 2048 characters, or more if the account's quota was raised; give a whole number from 2048 to 8192",
    ],
  },
];
