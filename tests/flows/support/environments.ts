import { Estate, type UpStack } from "../../../local/estate/estate";
import { withSimulators } from "../../../local/estate/on-premises";
import {
  type ChildStack,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  type SharedStack,
} from "../../../stacks/project/roles";
import { makeStack, type Project } from "../../../stacks/project/stack";
import { shippedProject } from "../../local/support/project";

const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";

/** A hub, a model account and a line of business that belong together. */
export interface Environment {
  readonly hub: SharedStack;
  readonly parent: ParentStack;
  readonly child: ChildStack;
}

/** The files of a second environment, in accounts and CIDR blocks of its own, within the same organization. */
const development: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "dev-shared": {
    role: "shared",
    account: "121212121212",
    organizationArn,
    vpcCidr: "10.8.0.0/16",
    lobSupernet: "10.128.0.0/11",
    corporateCidrs: '["192.168.20.0/24"]',
    simulatorCidr: "192.168.20.0/24",
    lobs: '[{"name":"lob-a","account":"343434343434"}]',
  },
  "dev-parent": {
    role: "parent",
    account: "232323232323",
    organizationArn,
    children: '["343434343434"]',
    sampleModel: "true",
    sharedStack: "dev-shared",
  },
  "dev-child": {
    role: "child",
    account: "343434343434",
    lob: "lob-a",
    vpcCidr: "10.130.0.0/16",
    userProfiles: '["user-dev"]',
    sharedStack: "dev-shared",
    parentStack: "dev-parent",
  },
};

const order = { shared: 0, parent: 1, child: 2 };

/** The shipped project with the second environment's files beside its own. */
export const bothEnvironments: Project = withSimulators({
  ...shippedProject,
  stacks: [
    ...shippedProject.stacks,
    ...Object.entries(development).map(([name, texts]) => makeStack(name, { region: "eu-west-1", ...texts })),
  ].sort((a, b) => order[a.config.role] - order[b.config.role]),
});

function environment(prefix: string): Environment {
  const named = (name: string) => bothEnvironments.stacks.filter((stack) => stack.name === prefix + name);
  const [hub] = named("shared").filter(isShared);
  const [parent] = named("parent").filter(isParent);
  const [child] = named("child").filter(isChild);
  if (hub === undefined || parent === undefined || child === undefined) {
    throw new Error(`the project has no environment ${prefix}`);
  }
  return { hub, parent, child };
}

export const shipped = environment("");
export const dev = environment("dev-");

/** Both ways between the environments: who asks, and who owns it. */
export const ways = [
  { what: "the second environment's", from: dev, to: shipped },
  { what: "the shipped environment's", from: shipped, to: dev },
];

/** Both environments on one local AWS. */
export interface Standing {
  readonly estate: Estate;
  /** Each stack as it came up, by its name. */
  readonly up: ReadonlyMap<string, UpStack>;
}

/**
 * Brings both environments up on one local AWS. Where a stack fails, nothing stays that would keep the test run from
 * ending.
 */
export async function standingSideBySide(model: URL): Promise<Standing> {
  const estate = await Estate.found(bothEnvironments, model);
  const up = new Map<string, UpStack>();
  try {
    for (const stack of bothEnvironments.stacks) {
      up.set(stack.name, await estate.up(stack));
    }
  } catch (error) {
    await estate.close();
    throw error;
  }
  return { estate, up };
}
