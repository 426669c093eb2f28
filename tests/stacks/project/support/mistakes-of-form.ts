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
      "Pulumi.child.yaml:2: account stands beside config, where nothing reads it: indent it below config",
      "Pulumi.child.yaml:3: lob stands beside config, where nothing reads it: indent it below config",
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
    says: [
      'Pulumi.child.yaml:1: the file must have a map named config, of lines such as sagemaker-multi-account:account: "111122223333", indented by two spaces',
    ],
  },
  {
    what: "a key twice",
    files: {
      "Pulumi.child.yaml":
        'config:\n  sagemaker-multi-account:account: "333333333333"\n  sagemaker-multi-account:account: "333333333334"\n',
    },
    says: ["Pulumi.child.yaml:3: the file is not valid YAML: Map keys must be unique"],
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
