import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { generatePassword } from "../../../scripts/populate/passwords";
import { isShared, type SharedStack } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import type { Estate } from "../../estate/estate";
import { operatorOf } from "../../estate/operator";
import { Browser, type Page } from "../../scenarios/browser";
import { type Member, People } from "../../scenarios/people";
import { isStudioOf, shown } from "../../scenarios/studio-flow";
import { lobsOf } from "../../scenarios/studio-stage";
import { enter } from "../../scenarios/studio-users";
import type { Likeness } from "../likeness/likeness";
import type { NamedPlace } from "../places";
import type { Access, AccessWords } from "./access";
import { urlOfStudio } from "./own-url";

/** Somebody who calls the API, with a token or without. */
interface Caller {
  readonly who: string;
  /** Who has one signs in when it is first asked for. */
  token(): Promise<string | undefined>;
}

/** Something that is tried, in the words of its access. */
interface PeopleQuestion {
  readonly words: AccessWords;
  answer(): Promise<Access>;
}

/** A user whom the pool knows and the Users table doesn't. */
async function withoutLob(estate: Estate, hub: SharedStack): Promise<Pick<Member, "user" | "password">> {
  const { region } = hub.config;
  const client = new CognitoIdentityProviderClient({ region, ...(await operatorOf(estate.aws, hub.config)) });
  const user = "user-without-lob";
  const password = generatePassword();
  const place = { UserPoolId: estate.output(hub, "userPoolId"), Username: user };
  try {
    await client.send(new AdminCreateUserCommand({ ...place, MessageAction: "SUPPRESS" }));
    await client.send(new AdminSetUserPasswordCommand({ ...place, Password: password, Permanent: true }));
  } finally {
    client.destroy();
  }
  return { user, password };
}

/** The people of one hub, and what they may do once they have signed in. */
class HubPeople {
  private constructor(
    private readonly people: People,
    readonly members: readonly Member[],
    private readonly callers: readonly Caller[],
    private readonly desk: Browser,
  ) {}

  static async of(
    estate: Estate,
    project: Project,
    hub: SharedStack,
    places: readonly NamedPlace[],
  ): Promise<HubPeople> {
    const people = new People(estate, hub);
    const members = await enter(estate, hub, lobsOf(project, hub));
    const hasDesk = places.some(({ kind, stack }) => kind === "on-premises" && stack === hub.name);
    const desk = hasDesk ? people.desk() : people.laptop();
    const callers: Caller[] = [{ who: "nobody, without a token", token: async () => undefined }];
    for (const member of members) {
      callers.push({ who: `user ${member.user}`, token: async () => (await people.signIn(member, desk)).accessToken });
    }
    const [first] = members;
    if (first !== undefined) {
      const { accessToken } = await people.signIn({ ...first, ...(await withoutLob(estate, hub)) }, desk);
      callers.push({ who: `a user of ${hub.name} without a LOB`, token: async () => accessToken });
    }
    return new HubPeople(people, members, callers, desk);
  }

  userOf(stack: string, profile: string): string | undefined {
    return this.members.find((member) => member.lob.name === stack && member.profile === profile)?.user;
  }

  async ask(places: readonly NamedPlace[], likeness: Likeness): Promise<Access[]> {
    const accesses: Access[] = [];
    for (const { words, answer } of this.questions(places)) {
      if (likeness.isAsked(words.who, words.may, words.from)) {
        accesses.push(await answer());
      }
    }
    return accesses;
  }

  private questions(places: readonly NamedPlace[]): PeopleQuestion[] {
    const ofApi = (member: Member, place: NamedPlace) =>
      this.callers.map((caller) => this.apiQuestion(caller, member, place));
    return [
      ...places.flatMap((place) => [
        this.pageQuestion(place),
        ...this.members.flatMap((member) => ofApi(member, place)),
      ]),
      ...this.members.flatMap((member) => this.urlQuestions(member, places)),
    ];
  }

  private apiQuestion({ who, token }: Caller, { user }: Member, place: NamedPlace): PeopleQuestion {
    const words = { who, may: `get the URL of ${user}`, from: place.name };
    const answer = async () => {
      const brought = await token();
      return this.tried(
        place,
        words,
        (browser) => this.people.callApi(browser, user, brought),
        ({ status }) => status === 302,
      );
    };
    return { words, answer };
  }

  private pageQuestion(place: NamedPlace): PeopleQuestion {
    const { estate, hub } = this.people;
    const words = { who: "nobody, without a token", may: `open the sign-in page of ${hub.name}`, from: place.name };
    const answer = () =>
      this.tried(
        place,
        words,
        (browser) => browser.open(estate.output(hub, "apiUrl")),
        ({ status }) => status === 200,
      );
    return { words, answer };
  }

  /** Opens Studio by the two kinds of URLs: from the API, and from Studio's page, which opens apps by it. */
  private urlQuestions(member: Member, places: readonly NamedPlace[]): PeopleQuestion[] {
    const { user } = member;
    const fromApi = async () => {
      const token = await this.callers.find(({ who }) => who === `user ${user}`)?.token();
      return (await this.people.callApi(this.desk, user, token)).headers.location;
    };
    const fromStudio = () => urlOfStudio(this.people.estate, this.desk, member);
    return [
      ...this.urlQuestion(member, places, `a URL of ${user}`, fromApi),
      ...this.urlQuestion(member, places, `a URL that Studio made for ${user}`, fromStudio),
    ];
  }

  /** One URL for all places, which are tried one after the other while it is valid. */
  private urlQuestion(
    member: Member,
    places: readonly NamedPlace[],
    url: string,
    make: () => Promise<string | undefined>,
  ): PeopleQuestion[] {
    let made: Promise<string | undefined> | undefined;
    return places.map((place) => {
      const words = { who: `anybody with ${url}`, may: `open Studio of ${member.user}`, from: place.name };
      const answer = async () => {
        made ??= make();
        const location = await made;
        return location === undefined
          ? { ...words, allowed: false, decidedBy: `${url} can't be made`, isImplied: false }
          : this.tried(
              place,
              words,
              (browser) => browser.open(location),
              (page) => isStudioOf(page, member),
            );
      };
      return { words, answer };
    });
  }

  /** Tries something from everything in a place that can call, until it is let. */
  private async tried(
    { origins }: NamedPlace,
    words: AccessWords,
    work: (browser: Browser) => Promise<Page>,
    isLet: (page: Page) => boolean,
  ): Promise<Access> {
    const { aws } = this.people.estate;
    let decidedBy = "";
    for (const origin of origins) {
      const mark = aws.world.trail.mark();
      const page = await work(new Browser(aws, origin));
      const allowed = isLet(page);
      const decisive = aws.world.trail.since(mark).find((event) => event.allowed === allowed);
      decidedBy = decisive?.decidedBy ?? shown(page);
      if (allowed) {
        return { ...words, allowed, decidedBy, isImplied: false };
      }
    }
    return { ...words, allowed: false, decidedBy, isImplied: false };
  }
}

/** The people of a project's hubs: each of every LOB, one of the pool without a LOB, and nobody known. */
export class ProjectPeople {
  private constructor(private readonly hubs: readonly HubPeople[]) {}

  /** Enters them. */
  static async of(estate: Estate, project: Project, places: readonly NamedPlace[]): Promise<ProjectPeople> {
    const hubs: HubPeople[] = [];
    for (const hub of project.stacks.filter(isShared)) {
      hubs.push(await HubPeople.of(estate, project, hub, places));
    }
    return new ProjectPeople(hubs);
  }

  /** Everybody who was entered. */
  get persons(): readonly Omit<Member, "password" | "lob">[] {
    return this.hubs.flatMap(({ members }) => members.map(({ user, profile, domain }) => ({ user, profile, domain })));
  }

  /** Who gets whose URL, and where a URL opens Studio, each tried once for all that differ in like LOBs only. */
  async ask(places: readonly NamedPlace[], likeness: Likeness): Promise<Access[]> {
    const accesses: Access[] = [];
    for (const hub of this.hubs) {
      accesses.push(...(await hub.ask(places, likeness)));
    }
    return accesses;
  }

  /** The user who was entered for a profile of a LOB's stack, if any. */
  userOf(stack: string, profile: string): string | undefined {
    return this.hubs.map((hub) => hub.userOf(stack, profile)).find((user) => user !== undefined);
  }
}
