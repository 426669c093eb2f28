import { type ChildStack, hubOf, isChild, isShared, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { Origin } from "../aws/network/origin";
import type { Estate } from "../estate/estate";
import { addressesIn, studioOf } from "../estate/places";
import { freeAccount, NoCast, newChild } from "./cast";
import { type Member, People } from "./people";
import type { Tokens } from "./sign-in";
import { enter } from "./studio-users";

/**
 * The hub that Studio is played with: the first that has LOBs, or else the first.
 *
 * @throws NoCast when the project has no shared stack.
 */
export function theHub(project: Project): SharedStack {
  const hubs = project.stacks.filter(isShared);
  const hub = hubs.find((candidate) => lobsOf(project, candidate).length > 0) ?? hubs[0];
  if (hub === undefined) {
    throw new NoCast(
      "no stack of this project is a hub: add a Pulumi.<stack>.yaml with role: shared, or set the role of one",
    );
  }
  return hub;
}

/** The LOBs that a hub lists, and that have a stack and people. */
export function lobsOf(project: Project, hub: SharedStack): ChildStack[] {
  return project.stacks
    .filter(isChild)
    .filter((child) => hubOf(project, child)?.name === hub.name && child.config.userProfiles.length > 0)
    .filter((child) => hub.config.lobs.some(({ name }) => name === child.config.lob));
}

/** A project whose hub has two LOBs at least, made up where they are missing. */
function withTwoLobs(project: Project): Project {
  const hub = theHub(project);
  if (lobsOf(project, hub).length >= 2) {
    return project;
  }
  const made = newChild(project, { wanted: "scenario-lob", account: freeAccount(project), parent: undefined, hub });
  const stacks = project.stacks.map((stack) => (stack.name === hub.name ? (made.hub ?? stack) : stack));
  return withTwoLobs({ ...project, stacks: [...stacks, made.child] });
}

/** Seconds after which every access token has ended: a day, the longest that Cognito takes, and a minute. */
const pastEveryToken = 24 * 3600 + 60;

/** Two LOBs behind a hub with a person each. */
export class StudioStage extends People {
  private old: Tokens | undefined;

  private constructor(
    estate: Estate,
    hub: SharedStack,
    readonly members: readonly [Member, Member],
    private readonly isOwn: boolean,
  ) {
    super(estate, hub);
  }

  /** Takes the project's own estate where it has two LOBs, and otherwise one of its own with LOBs made up. */
  static async open(project: Project, standing: Estate): Promise<StudioStage> {
    const played = withTwoLobs(project);
    const isOwn = played !== project;
    if (!isOwn) {
      return StudioStage.prepare(played, standing, isOwn);
    }
    const estate = await standing.sibling(played);
    try {
      for (const stack of played.stacks) {
        await estate.up(stack);
      }
      return await StudioStage.prepare(played, estate, isOwn);
    } catch (error) {
      // Nobody else knows of this estate, and its servers would keep the process from ending.
      await estate.close();
      throw error;
    }
  }

  /** Enters the people into an estate that is up, and has the first one sign in for the tokens whose time is over. */
  private static async prepare(project: Project, estate: Estate, isOwn: boolean): Promise<StudioStage> {
    const hub = theHub(project);
    const [first, second] = await enter(estate, hub, lobsOf(project, hub).slice(0, 2));
    if (first === undefined || second === undefined) {
      throw new Error(`hub ${hub.name} should have two LOBs`);
    }
    const stage = new StudioStage(estate, hub, [first, second], isOwn);
    await stage.signInLongAgo();
    return stage;
  }

  /** Tokens of the first person, whose time is over. */
  get expiredTokens(): Tokens {
    if (this.old === undefined) {
      throw new Error("nobody signed in long ago");
    }
    return this.old;
  }

  /** Before anybody signs in now, since an authenticator app's codes go forward only. */
  private async signInLongAgo(): Promise<void> {
    const [member] = this.members;
    this.old = await this.estate.clock.at(-pastEveryToken, () => this.signInAnew(member, this.desk()));
  }

  async close(): Promise<void> {
    if (this.isOwn) {
      await this.estate.close();
    }
  }

  /** Where code of a person's Studio calls from. */
  studioOf({ lob }: Member): Origin {
    return studioOf(this.estate.aws.world, lob);
  }

  /** An address in each subnet of a person's LOB. */
  addressesOf({ lob }: Member): string[] {
    return addressesIn(this.estate.aws.world, lob);
  }

  /** The sessions in which presigned URLs were made so far, as CloudTrail names them. */
  generatorSessions(): string[] {
    const made = this.estate.aws.world.trail
      .since(0)
      .filter(({ action, allowed }) => allowed && action === "sagemaker:CreatePresignedDomainUrl");
    return [...new Set(made.map(({ caller }) => caller))];
  }

  /** What decided the last refusal. */
  lastDenial(): string {
    return this.estate.aws.world.trail.since(0).findLast(({ allowed }) => !allowed)?.decidedBy ?? "nothing";
  }
}
