import type { Options } from "../../../scripts/init/answers";
import { runInit } from "../../../scripts/init/command";
import { type ProjectCopy, shippedText, type Texts } from "../onboard/support/project-copy";
import { FakeTerminal } from "../support/fake-terminal";

export const key = "sagemaker-multi-account";

/** Answers for a hub, its parent and two LOBs. */
export const given: Options = {
  shared: "999988887777",
  parent: "123412341234",
  lob: ["retail=555555555555", "risk=666666666666=10.99.0.0/16"],
  endpoint: ["churn"],
};

/** Runs the command in a copy of the project, and gives what it prints. */
export async function init(copy: ProjectCopy, options: Options, terminal = new FakeTerminal()): Promise<string[]> {
  await runInit(options, { folder: copy.path, terminal });
  return terminal.printed.join("\n").split("\n");
}

const written: Texts = {
  "Pulumi.shared.yaml": [
    "# The shared services hub: central endpoints, and the API that hands out presigned URLs.",
    "config:",
    `  ${key}:account: "999988887777"`,
    `  ${key}:region: eu-west-1`,
    `  ${key}:sharing: invitation`,
    `  ${key}:modelAccounts:`,
    '    - "123412341234"',
    `  ${key}:corporateCidrs:`,
    "    - 192.168.10.0/24",
    `  ${key}:lobs:`,
    "    - name: retail",
    '      account: "555555555555"',
    "    - name: risk",
    '      account: "666666666666"',
    "",
  ].join("\n"),
  "Pulumi.parent.yaml": [
    "# The model account: it hosts the SageMaker endpoints and decides who may call them.",
    "config:",
    `  ${key}:account: "123412341234"`,
    `  ${key}:region: eu-west-1`,
    `  ${key}:children:`,
    '    - "555555555555"',
    '    - "666666666666"',
    `  ${key}:endpoints:`,
    "    - churn",
    `  ${key}:sharedStack: shared`,
    "",
  ].join("\n"),
  ...Object.fromEntries(
    [
      ["retail", "555555555555", "10.96.0.0/16"],
      ["risk", "666666666666", "10.99.0.0/16"],
    ].map(([lob, account, range]) => [
      `Pulumi.${lob}.yaml`,
      [
        `# LOB ${lob}: a Studio domain of its own behind the hub, and a function that calls the parent's endpoints.`,
        "config:",
        `  ${key}:role: child`,
        `  ${key}:account: "${account}"`,
        `  ${key}:region: eu-west-1`,
        `  ${key}:sharedStack: shared`,
        `  ${key}:vpcCidr: ${range}`,
        `  ${key}:userProfiles:`,
        `    - user-${lob}`,
        `  ${key}:parentStack: parent`,
        "",
      ].join("\n"),
    ]),
  ),
};

/** What is shown of a file. */
function shown(name: string, what: string): string[] {
  return [
    `${name}, ${what}`,
    ...(written[name] ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
  ];
}

/** What is shown of them. */
export const plan = [
  ...shown("Pulumi.shared.yaml", "in place of the shipped example"),
  ...shown("Pulumi.parent.yaml", "in place of the shipped example"),
  ...shown("Pulumi.retail.yaml", "new"),
  ...shown("Pulumi.risk.yaml", "new"),
  "Pulumi.child.yaml, removed, the shipped example",
  "Pulumi.lob-b.yaml, removed, the shipped example",
];

/** The files that they lead to, and the project's own. */
export const after: Texts = { "Pulumi.yaml": shippedText("Pulumi.yaml"), ...written };
