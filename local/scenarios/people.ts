import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import { internet } from "../aws";
import type { Estate } from "../estate/estate";
import { deskOf } from "../estate/places";
import { Browser, type Page } from "./browser";
import { otherNetwork } from "./other-network";
import { type SignIn, signIn, type Tokens } from "./sign-in";

/** A person of a LOB, and where that person's Studio is. */
export interface Member {
  readonly lob: ChildStack;
  /** The user's name at sign-in, and in sessions. */
  readonly user: string;
  readonly password: string;
  readonly profile: string;
  /** Id of the LOB's Studio domain. */
  readonly domain: string;
}

/** The people of a hub: where they sit, and how they come to their Studio. */
export class People {
  private readonly tokens = new Map<string, Promise<Tokens>>();
  private readonly authenticators = new Map<string, string>();

  constructor(
    readonly estate: Estate,
    readonly hub: SharedStack,
  ) {}

  /** A browser inside the corporate network: on the instance of the on-premises simulator. */
  desk(): Browser {
    return new Browser(this.estate.aws, deskOf(this.estate.aws.world, this.hub));
  }

  /** A browser at home. */
  laptop(): Browser {
    return new Browser(this.estate.aws, internet);
  }

  /** A browser in a network of somebody else, which has an endpoint of its own for private APIs. */
  async otherNetwork(): Promise<Browser> {
    return new Browser(this.estate.aws, await otherNetwork(this.estate, this.hub));
  }

  /** Tokens of a person, who signs in once: codes of an authenticator app don't serve twice. */
  signIn(member: Member, browser: Browser): Promise<Tokens> {
    const tokens = this.tokens.get(member.user) ?? this.signInAnew(member, browser);
    this.tokens.set(member.user, tokens);
    return tokens;
  }

  /** Signs a person in, the private way or over the internet, as the hub's config has it. */
  protected signInAnew({ user, password }: Member, browser: Browser): Promise<Tokens> {
    const { region } = this.hub.config;
    const { authenticators } = this;
    const clientId = this.estate.output(this.hub, "userPoolClientId");
    const now = () => this.estate.clock.now();
    const request: SignIn = { region, clientId, user, password, authenticators, now };
    return signIn(this.signInFrom(browser), request);
  }

  /** The browser that a person's sign-in goes by: the private way, or over the internet, as the hub's config has it. */
  signInFrom(browser: Browser): Browser {
    return this.hub.config.signIn === "private" ? browser : this.laptop();
  }

  /** The key of a person's authenticator app, where one was set up. */
  authenticatorKey({ user }: Member): string | undefined {
    return this.authenticators.get(user);
  }

  /** Asks the API for a person's Studio. */
  callApi(browser: Browser, user: string, token?: string, accept?: string): Promise<Page> {
    const address = `${this.estate.output(this.hub, "apiUrl")}${encodeURIComponent(user)}`;
    return browser.open(address, {
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(accept !== undefined && { accept }),
      },
    });
  }
}
