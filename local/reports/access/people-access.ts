import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { generatePassword } from "../../../scripts/populate/passwords";
import type { SharedStack } from "../../../stacks/project/roles";
import { isShared } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import type { Estate } from "../../estate";
import { operatorOf } from "../../operator";
import { Browser, type Page } from "../../scenarios/browser";
import { type Member, People } from "../../scenarios/people";
import { isStudioOf, shown } from "../../scenarios/studio-flow";
import { lobsOf } from "../../scenarios/studio-stage";
import { enter } from "../../scenarios/studio-users";
import type { NamedPlace } from "../places";
import type { Access } from "./access";

/** Somebody who calls the API, with a token or without. */
interface Caller {
  readonly who: string;
  readonly token: string | undefined;
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

/** The people of one hub, signed in, and what they may do. */
class HubPeople {
  private constructor(
    private readonly people: People,
    private readonly members: readonly Member[],
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
    const callers: Caller[] = [{ who: "nobody, without a token", token: undefined }];
    for (const member of members) {
      callers.push({ who: `user ${member.user}`, token: (await people.signIn(member, desk)).accessToken });
    }
    const [first] = members;
    if (first !== undefined) {
      const { accessToken } = await people.signIn({ ...first, ...(await withoutLob(estate, hub)) }, desk);
      callers.push({ who: `a user of ${hub.name} without a LOB`, token: accessToken });
    }
    return new HubPeople(people, members, callers, desk);
  }

  userOf(stack: string, profile: string): string | undefined {
    return this.members.find((member) => member.lob.name === stack && member.profile === profile)?.user;
  }

  async ask(places: readonly NamedPlace[]): Promise<Access[]> {
    const accesses: Access[] = [];
    for (const place of places) {
      accesses.push(await this.pageAccess(place));
      for (const member of this.members) {
        for (const caller of this.callers) {
          accesses.push(await this.apiAccess(caller, member, place));
        }
        accesses.push(await this.urlAccess(member, place));
      }
    }
    return accesses;
  }

  private apiAccess({ who, token }: Caller, { user }: Member, place: NamedPlace): Promise<Access> {
    const words = { who, may: `get the URL of ${user}`, from: place.name };
    return this.tried(
      place,
      words,
      (browser) => this.people.callApi(browser, user, token),
      ({ status }) => status === 302,
    );
  }

  private pageAccess(place: NamedPlace): Promise<Access> {
    const { estate, hub } = this.people;
    const words = { who: "nobody, without a token", may: `open the sign-in page of ${hub.name}`, from: place.name };
    return this.tried(
      place,
      words,
      (browser) => browser.open(estate.output(hub, "apiUrl")),
      ({ status }) => status === 200,
    );
  }

  private async urlAccess(member: Member, place: NamedPlace): Promise<Access> {
    const { user } = member;
    const words = { who: `whoever has a URL of ${user}`, may: `open Studio of ${user}`, from: place.name };
    const token = this.callers.find(({ who }) => who === `user ${user}`)?.token;
    const { location } = (await this.people.callApi(this.desk, user, token)).headers;
    if (location === undefined) {
      return { ...words, allowed: false, decidedBy: `no URL of ${user} is to be had`, isImplied: false };
    }
    return this.tried(
      place,
      words,
      (browser) => browser.open(location),
      (page) => isStudioOf(page, member),
    );
  }

  /** Tries something from everything in a place that can call, until it is let. */
  private async tried(
    { origins }: NamedPlace,
    words: Pick<Access, "who" | "may" | "from">,
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

  /** Enters them, and has them sign in. */
  static async of(estate: Estate, project: Project, places: readonly NamedPlace[]): Promise<ProjectPeople> {
    const hubs: HubPeople[] = [];
    for (const hub of project.stacks.filter(isShared)) {
      hubs.push(await HubPeople.of(estate, project, hub, places));
    }
    return new ProjectPeople(hubs);
  }

  /** Who gets whose URL, and where a URL opens Studio, each tried. */
  async ask(places: readonly NamedPlace[]): Promise<Access[]> {
    const accesses: Access[] = [];
    for (const hub of this.hubs) {
      accesses.push(...(await hub.ask(places)));
    }
    return accesses;
  }

  /** The user who was entered for a profile of a LOB's stack, if any. */
  userOf(stack: string, profile: string): string | undefined {
    return this.hubs.map((hub) => hub.userOf(stack, profile)).find((user) => user !== undefined);
  }
}
