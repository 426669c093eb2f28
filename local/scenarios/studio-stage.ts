import { type ChildStack, childrenOfHub, isShared, type SharedStack, shownName } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { Origin } from "../aws";
import type { Estate } from "../estate/estate";
import { addressesIn, studioOf } from "../estate/places";
import { freeAccount, madeUp, newChild } from "./cast";
import { type Member, People } from "./people";
import type { Tokens } from "./sign-in";
import { enter } from "./studio-users";
import { Unplayable } from "./unplayable";

/** The hub that Studio is played with: the first that has LOBs, or else the first. */
export function theHub(project: Project): SharedStack {
  const hubs = project.stacks.filter(isShared);
  const hub = hubs.find((candidate) => lobsOf(project, candidate).length > 0) ?? hubs[0];
  if (hub === undefined) {
    throw new Error("a project without a hub has no Studio scenario");
  }
  return hub;
}

function isListed({ config }: SharedStack, child: ChildStack): boolean {
  return config.lobs.some(({ name }) => name === child.config.lob);
}

/** Those of them that the hub lists, and that have people. */
export function lobsOf(project: Project, hub: SharedStack): ChildStack[] {
  return childrenOfHub(project, hub).filter((child) => isListed(hub, child) && child.config.userProfiles.length > 0);
}

/** Why a hub's LOBs have nobody, or not enough who could sign in, and what to change. */
function nobodyIn(project: Project, hub: SharedStack): Unplayable {
  const { name } = hub;
  const own = lobsOf(project, hub);
  const missing = childrenOfHub(project, hub)
    .filter((child) => !own.includes(child))
    .map((child) =>
      isListed(hub, child)
        ? `${shownName(child)} has no user profile: add a name to userProfiles in Pulumi.${child.name}.yaml`
        : `stack ${name} doesn't list LOB ${shownName(child)}: add it to lobs in Pulumi.${name}.yaml`,
    );
  const none = `no stack here is a LOB of stack ${name}: add one, npm run onboard -- <lob> --account <id>, or set sharedStack: ${name} in a child's file`;
  return new Unplayable(missing.length === 0 ? none : missing.join("; "));
}

/** The project with a further LOB, made up. */
function withFurtherLob(project: Project, hub: SharedStack): Project {
  const made = newChild(project, { wanted: "scenario-lob", account: freeAccount(project), parent: undefined, hub });
  const stacks = project.stacks.map((stack) => (stack.name === hub.name ? (made.hub ?? stack) : stack));
  return { ...project, stacks: [...stacks, made.child] };
}

/** Seconds after which every access token has ended: a day, the longest that Cognito takes, and a minute. */
const pastEveryToken = 24 * 3600 + 60;

/**
 * LOBs behind a hub with a person each. The first is the project's own. So is the second, where the project has another;
 * a project with one LOB gets a neighbour that is made up.
 */
export class StudioStage extends People {
  private old: Tokens | undefined;

  private constructor(
    estate: Estate,
    hub: SharedStack,
    /** One or two. */
    readonly present: readonly [Member, ...Member[]],
    private readonly configured: Project,
    private readonly isOwn: boolean,
  ) {
    super(estate, hub);
  }

  /**
   * Takes the project's own estate, or one of its own where a neighbour has to be made up.
   *
   * @throws Unplayable where no LOB of the project has anybody.
   */
  static async open(project: Project, standing: Estate): Promise<StudioStage> {
    const hub = theHub(project);
    if (lobsOf(project, hub).length === 0) {
      throw nobodyIn(project, hub);
    }
    if (childrenOfHub(project, hub).length > 1) {
      return StudioStage.prepare(project, project, standing);
    }
    const played = withFurtherLob(project, hub);
    const estate = await standing.sibling(played);
    try {
      for (const stack of played.stacks) {
        await estate.up(stack);
      }
      return await StudioStage.prepare(project, played, estate);
    } catch (error) {
      // Nobody else knows of this estate, and its servers would keep the process from ending.
      await estate.close();
      throw error;
    }
  }

  /** Enters the people into an estate that is up, and signs the first one in for the expired tokens. */
  private static async prepare(configured: Project, played: Project, estate: Estate): Promise<StudioStage> {
    const hub = theHub(played);
    const [first, ...others] = await enter(estate, hub, lobsOf(played, hub).slice(0, 2));
    if (first === undefined) {
      throw new Error(`hub ${hub.name} should have a LOB`);
    }
    const stage = new StudioStage(estate, hub, [first, ...others], configured, played !== configured);
    await stage.signInLongAgo();
    return stage;
  }

  /** A person of the project's own. */
  get member(): Member {
    return this.present[0];
  }

  /** The last person of the project's own: another LOB's, where the project has two. */
  get lastOwn(): Member {
    return this.present.findLast(({ lob }) => madeUp(this.configured, lob).length === 0) ?? this.member;
  }

  /**
   * A person each of two LOBs.
   *
   * @throws Unplayable where the project's second LOB has nobody.
   */
  get members(): readonly [Member, Member] {
    const [first, second] = this.present;
    if (second === undefined) {
      throw nobodyIn(this.configured, this.hub);
    }
    return [first, second];
  }

  /** Notes for members whose LOB the project doesn't have: it is made up. */
  madeUp(members: readonly Member[]): string[] {
    return members.flatMap(({ lob }) => madeUp(this.configured, lob));
  }

  /** The first person's expired tokens. */
  get expiredTokens(): Tokens {
    if (this.old === undefined) {
      throw new Error("nobody signed in long ago");
    }
    return this.old;
  }

  /** Before anybody signs in now, since an authenticator app's codes go forward only. */
  private async signInLongAgo(): Promise<void> {
    const { member } = this;
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
