import { environmentsOf } from "../../../stacks/project/environments";
import { hubOf, isChild, isParent, isShared, regionsOf } from "../../../stacks/project/roles";
import { makeStack, type Project } from "../../../stacks/project/stack";
import { domain, type Origin, sessionArn, userProfile, type World } from "../../aws";
import { Estate } from "../../estate/estate";
import { endpointsOf } from "../../estate/hosted-endpoints";
import { withSimulators } from "../../estate/on-premises";
import { noDocuments } from "../../estate/own-roles";
import { otherNetwork } from "../../scenarios/other-network";
import { Likeness } from "../likeness/likeness";
import type { Subject } from "../likeness/subject";
import { Names } from "../names";
import { type NamedPlace, outside, placesOf } from "../places";
import { appAccesses, putUpApps } from "../reachability/apps";
import { foreignNetworks } from "../reachability/foreign-networks";
import { internetGatewaysOf } from "../reachability/internet-gateways";
import { lookups, type NameLookup } from "../reachability/lookups";
import { type Connection, reachability } from "../reachability/reachability";
import { putUpMachines, targetsOf } from "../reachability/targets";
import { noModel, upAll } from "../standing";
import type { Access } from "./access";
import { type Action, actionWords } from "./action";
import { Answers } from "./answers";
import { type Binding, bindingsOf, type LobPeople } from "./bindings";
import { capabilityActions } from "./capability-actions";
import { dataActions, endpointActions } from "./data-actions";
import type { Places } from "./declared";
import { executionFindings } from "./execution-findings";
import { KeptJudgements } from "./kept-judgements";
import { Matrix } from "./matrix";
import { modelActions } from "./model-actions";
import { outsidersActions } from "./outsiders-actions";
import { ProjectPeople } from "./people-access";
import { type Everybody, everybodyIn } from "./principals";
import { roleActions } from "./role-actions";
import { serviceAccesses } from "./service-access";
import { shareAccesses } from "./share-access";

/** Everything that was asked, and how it was answered. */
export interface Asked {
  readonly answers: Answers;
  readonly connections: readonly Connection[];
  /** What else isn't as intended, a sentence each: internet gateways, foreign CIDR blocks, execution roles. */
  readonly findings: readonly string[];
  /** Names of the stacks of LOBs that are alike, a list for each class of several. */
  readonly alike: readonly (readonly string[])[];
  /** Names that were looked up from every place. */
  readonly lookups: readonly NameLookup[];
}

/** An endpoint that stands in each parent's account, and that no parent lists. */
const unlisted = "unlisted-model";

/** A user's profile in each LOB besides those of the config, whose Studio is somebody else's. */
const colleague = "colleague";

/** The project with one more user in each LOB. */
function withColleagues(project: Project): Project {
  const stacks = project.stacks.map((stack) => {
    if (!isChild(stack) || hubOf(project, stack) === undefined || stack.config.userProfiles.includes(colleague)) {
      return stack;
    }
    const userProfiles = JSON.stringify([...stack.config.userProfiles, colleague]);
    return makeStack(stack.name, { ...stack.texts, userProfiles });
  });
  return { ...project, stacks };
}

/** A project's stacks on a local AWS, with everybody in it who could try something. */
export class VerifiedEstate {
  private readonly judgements: KeptJudgements;

  private constructor(
    readonly estate: Estate,
    /** The project as it is brought up: with a simulator of the corporate network in each hub, and a user more in each LOB. */
    readonly project: Project,
    private readonly places: readonly NamedPlace[],
    private readonly everybody: Everybody,
    private readonly people: ProjectPeople,
  ) {
    this.judgements = new KeptJudgements(estate.aws.world);
  }

  /**
   * Brings the stacks up, and adds the principals of the questions. The caller closes it.
   *
   * @param own documents of roles and policies beside the stacks. Default: they are made up.
   */
  static async open(configured: Project, own = noDocuments): Promise<VerifiedEstate> {
    const project = withColleagues(withSimulators(configured));
    const estate = await Estate.found(project, noModel);
    estate.ownDocuments = own;
    try {
      await upAll(estate, project);
      project.stacks.filter(isParent).forEach((parent) => void estate.hostEndpoint(parent, unlisted));
      const places = await placesAround(estate, project);
      putUpMachines(estate.aws.world, places);
      putUpApps(
        estate.aws.world,
        project.stacks.map(({ name }) => name),
      );
      const people = await ProjectPeople.of(estate, project, places);
      return new VerifiedEstate(estate, project, places, await everybodyIn(estate, project), people);
    } catch (error) {
      await estate.close();
      throw error;
    }
  }

  /**
   * Asks everything of the estate as it stands at this moment.
   *
   * @param inFull asks also what is like another question. Default: false.
   */
  async ask(inFull = false): Promise<Asked> {
    const { project, places } = this;
    const { world } = this.estate.aws;
    const stacks = project.stacks.map(({ name }) => name);
    const actions = [
      ...roleActions(world, project),
      ...dataActions(world, project),
      ...endpointActions(endpoints(project)),
      ...capabilityActions(world, project, this.everybody),
      ...modelActions(world, project),
      ...outsidersActions(this.everybody.outsiders, regionsOf(project.stacks)),
    ];
    const lobs = project.stacks.filter(isChild);
    const likeness = inFull ? Likeness.none(lobs) : Likeness.of(world, lobs, this.subjects(actions));
    const matrix = new Matrix(world, stacks, likeness, this.judgements);
    const accesses = await matrix.ask(this.everybody.principals, actions, places);
    const network = reachability(world, places, targetsOf(world, project, places), likeness);
    const dns = lookups(world, places);
    const parts = [
      accesses,
      await serviceAccesses(world, project, likeness),
      askedOf(likeness, shareAccesses(world, project, this.everybody.principals)),
      await this.people.ask(places, likeness),
      network.accesses,
      askedOf(likeness, appAccesses(world, stacks)),
      askedOf(likeness, dns.accesses),
    ];
    const names = new Names(world, stacks);
    return {
      answers: new Answers(
        likeness,
        parts.map((part) => part.map((access) => ({ ...access, decidedBy: names.readable(access.decidedBy) }))),
        {
          who: this.everybody.principals.map(({ name }) => name),
          may: actions.map(actionWords),
          from: places.map(({ name }) => name),
        },
      ),
      alike: likeness.alike,
      connections: network.connections.map((connection) => ({
        ...connection,
        resolvedBy: names.readable(connection.resolvedBy),
        routedThrough: names.readable(connection.routedThrough),
        stoppedAt: names.readable(connection.stoppedAt),
      })),
      findings: [
        ...internetGatewaysOf(world, project),
        ...foreignNetworks(world, project).map((network) => `a CIDR block that isn't its account's: ${network}`),
        ...(await executionFindings(world, project)).map((finding) => names.readable(finding)),
      ],
      lookups: dns.lookups.map((lookup) => ({ ...lookup, decidedBy: names.readable(lookup.decidedBy) })),
    };
  }

  /** Whom and what the questions are about, as far as it could tell LOBs apart. */
  private subjects(actions: readonly Action[]): Subject[] {
    const group = (name: string, values: readonly unknown[]): Subject[] =>
      values.map((value) => ({ group: name, value, lob: undefined }));
    return [
      ...group("principal", this.everybody.principals.map(told)),
      ...group("action", actions),
      ...group("place", this.places),
      ...group("person", this.people.persons),
    ];
  }

  /** What variables of access.yaml stand for. */
  get bindings(): Binding[] {
    return bindingsOf(this.project, this.lobPeople());
  }

  /** What places of access.yaml stand for. */
  get declaredPlaces(): Places {
    const lobs = this.project.stacks.filter(isChild);
    const hubs = lobs.map((lob) => [lob.name, hubOf(this.project, lob)?.name ?? ""] as const);
    const environments = environmentsOf(this.project).map(({ project }) => project.stacks.map(({ name }) => name));
    const areTogether = (one: string, other: string) =>
      environments.some((names) => names.includes(one) && names.includes(other));
    return { all: this.places, hubOfLob: new Map(hubs), areTogether };
  }

  private lobPeople(): LobPeople {
    const { world } = this.estate.aws;
    return new Map(
      this.project.stacks.filter(isChild).map(({ name, config }) => {
        const profiles = profilesOf(world, name).map((profile) => ({
          profile,
          user: this.people.userOf(name, profile),
        }));
        return [name, config.lob === undefined ? [] : profiles];
      }),
    );
  }

  async close(): Promise<void> {
    await this.estate.close();
  }
}

/** Those that stand for all that differ in like LOBs only. */
function askedOf(likeness: Likeness, accesses: readonly Access[]): Access[] {
  return accesses.filter(({ who, may, from }) => likeness.isAsked(who, may, from));
}

/** What policies can be told of a principal. */
function told({ name, session, isAdministrator }: Everybody["principals"][number]) {
  const { role, name: sessionName, sourceIdentity, functionArn, studio } = session;
  const userId = `${role.state.uniqueId}:${sessionName}`;
  return { name, isAdministrator, arn: sessionArn(session), userId, role, sourceIdentity, functionArn, studio };
}

function endpoints(project: Project) {
  return project.stacks.filter(isParent).flatMap((parent) =>
    [...endpointsOf(parent), unlisted].map((name) => {
      const { account, region } = parent.config;
      return { name, stack: parent.name, account, region };
    }),
  );
}

/** Names of the profiles in the domains of a stack. */
function profilesOf(world: World, stack: string): string[] {
  const domains = world.all(domain).filter((found) => found.stack === stack);
  return world
    .all(userProfile)
    .filter(({ state }) => domains.some(({ id }) => id === state.domainId))
    .map(({ state }) => state.userProfileName);
}

/** Every place of the estate, and a network of somebody else in each region of a hub. */
async function placesAround(estate: Estate, project: Project): Promise<NamedPlace[]> {
  const others = new Map<string, Origin>();
  for (const hub of project.stacks.filter(isShared)) {
    const { region } = hub.config;
    others.set(region, others.get(region) ?? (await otherNetwork(estate, hub)));
  }
  const origins = [...others.values()];
  const places = placesOf(estate.aws.world, project);
  return origins.length === 0 ? places : [...places, outside("another network", origins)];
}
