import type { ConfigMistake } from "./mistaken-files";

/** Files that are not of the form of a stack's file. */
export const ofForm: readonly ConfigMistake[] = [
  {
    what: "conf in place of config",
    files: { "Pulumi.child.yaml": 'conf:\n  sagemaker-multi-account:account: "333333333333"\n' },
    says: ["Pulumi.child.yaml:1: conf is not a key of a stack's file: did you mean config?"],
  },
  {
    what: "keys beside config",
    files: { "Pulumi.child.yaml": 'config:\nsagemaker-multi-account:account: "333333333333"\nlob: lob-a\n' },
    says: [
      "Pulumi.child.yaml:2: account stands beside config, where it has no effect: indent it below config",
      "Pulumi.child.yaml:3: lob stands beside config, where it has no effect: indent it below config",
    ],
  },
  {
    what: "nothing below config",
    files: { "Pulumi.child.yaml": "config:\n" },
    says: ["Pulumi.child.yaml: account is not set: an account id has 12 digits; write it in quotes"],
  },
  {
    what: "tabs",
    files: { "Pulumi.child.yaml": 'config:\n\tsagemaker-multi-account:account: "333333333333"\n' },
    says: ["Pulumi.child.yaml:2: the file is not valid YAML: Tabs are not allowed as indentation"],
  },
  {
    what: "no space after a colon",
    files: { "Pulumi.child.yaml": 'config:\n  sagemaker-multi-account:account:"333333333333"\n' },
    says: ["Pulumi.child.yaml:2: a space is missing after account:"],
  },
  {
    what: "no space after one colon of several",
    files: { "Pulumi.child.yaml": 'config:\n  account: "333333333333"\n  lob:lob-b\n  vpcCidr: 10.101.0.0/16\n' },
    says: ["Pulumi.child.yaml:3: a space is missing after lob:"],
  },
  {
    what: "no space after a key whose value has colons",
    files: {
      "Pulumi.shared.yaml":
        "config:\n  organizationArn:arn:aws:organizations::111122223333:organization/o-exampleorg1\n  role: shared\n",
    },
    says: ["Pulumi.shared.yaml:2: a space is missing after organizationArn:"],
  },
  {
    what: "a line that is indented too far",
    files: { "Pulumi.child.yaml": 'config:\n  account: "333333333333"\n    lob: lob-b\n' },
    says: ["Pulumi.child.yaml:3: the file is not valid YAML: All mapping items must start at the same column"],
  },
  {
    what: "no space after a colon in a list",
    files: { "Pulumi.shared.yaml": 'config:\n  lobs:\n    - name:lob-b\n      account: "444444444444"\n' },
    says: ["Pulumi.shared.yaml:3: a space is missing after name:"],
  },
  {
    what: "no colon",
    files: { "Pulumi.child.yaml": 'config:\n  account: "333333333333"\n  lob\n  vpcCidr: 10.101.0.0/16\n' },
    says: [
      "Pulumi.child.yaml:3: the file is not valid YAML: Implicit keys need to be on a single line; is a colon or an indent missing?",
    ],
  },
  {
    what: "a merge key",
    files: { "Pulumi.child.yaml": 'config:\n  <<: { region: eu-west-1 }\n  account: "333333333333"\n' },
    says: ["Pulumi.child.yaml:2: << isn't read in a stack's file: write its keys out"],
  },
  {
    what: "a key twice",
    files: {
      "Pulumi.child.yaml":
        'config:\n  sagemaker-multi-account:account: "333333333333"\n  sagemaker-multi-account:account: "333333333334"\n',
    },
    says: ["Pulumi.child.yaml:3: account occurs twice: remove one"],
  },
  {
    what: "a key of Pulumi.yaml",
    files: {
      "Pulumi.child.yaml": 'name: x\nruntime: nodejs\nconfig:\n  sagemaker-multi-account:account: "333333333333"\n',
    },
    says: [
      "Pulumi.child.yaml:1: name is not a key of a stack's file: keys of this project stand below config; remove it",
      "Pulumi.child.yaml:2: runtime is not a key of a stack's file: keys of this project stand below config; remove it",
    ],
  },
  {
    what: "a list below config",
    files: { "Pulumi.child.yaml": 'config:\n  - sagemaker-multi-account:account: "333333333333"\n' },
    says: [
      'Pulumi.child.yaml:1: the file must have a map named config, of lines such as sagemaker-multi-account:account: "111122223333", indented by two spaces',
    ],
  },
  {
    what: "both file endings",
    files: { "Pulumi.child.yml": 'config:\n  account: "333333333333"\n' },
    says: ["Pulumi.child.yml: Pulumi reads Pulumi.child.yaml only: remove this one"],
  },
  {
    what: "an ending that Pulumi doesn't read",
    files: { "Pulumi.lob-c.yml": "config: {}\n", "Pulumi.lob-d.json": "{}" },
    says: [
      "Pulumi.lob-c.yml: Pulumi reads Pulumi.lob-c.yaml only: rename it",
      "Pulumi.lob-d.json: Pulumi reads Pulumi.lob-d.yaml only: write it as YAML there",
    ],
  },
];
