import { compileFunction } from "node:vm";
import { type HTMLFormElement, type HTMLInputElement, Window } from "happy-dom";
import { signInDocument } from "../../../../../infra/access/sign-in-page/document";

/** What the page asked for, and how. */
export interface Asked {
  /** Cognito's operation, or the path and query at the page's own API. */
  readonly what: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The members that were sent; undefined for none. */
  readonly body: unknown;
  readonly credentials: unknown;
  readonly cache: unknown;
}

/** How the page sends a request. */
interface Init {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials: unknown;
  readonly cache: unknown;
}

/** An answer's status and members; without members it isn't JSON, and without a status it doesn't arrive. */
export type Answer = readonly [status?: number, members?: unknown];

/** The shipped document with its script, in a DOM of this process, which has no layout. */
export class PageInProcess {
  readonly asked: Asked[] = [];
  /** Where the page went, in its own place in the history. */
  readonly replacedBy: string[] = [];
  private readonly window: Window;

  /**
   * @param answers by operation of Cognito, in turn; those of the API by its path and query.
   * @param query of the page's address.
   */
  constructor(
    private readonly answers: Readonly<Record<string, readonly (Answer | Promise<Answer>)[]>>,
    query = "",
  ) {
    const html = signInDocument({ region: "eu-west-1", clientId: "client" });
    const href = `https://api.example.com/studio${query}`;
    this.window = new Window({ url: href });
    this.window.document.write(html);
    const [, script = ""] = /<script>(.*)<\/script>/s.exec(html) ?? [];
    const { HTMLElement, HTMLFormElement, HTMLInputElement, HTMLAnchorElement } = this.window;
    const globals = {
      ...{ HTMLElement, HTMLFormElement, HTMLInputElement, HTMLAnchorElement },
      window: this.window,
      document: this.window.document,
      location: { href, replace: (url: string) => this.replacedBy.push(url) },
      fetch: (address: string | URL, init: Init) => this.answer(new URL(address), init),
    };
    compileFunction(script, Object.keys(globals))(...Object.values(globals));
  }

  /** Fills a form's visible fields, in their order, and submits it. */
  async submit(step: string, ...values: readonly string[]): Promise<void> {
    this.inputs(step).forEach((input, index) => {
      input.value = values[index] ?? input.value;
    });
    await this.dispatch(step, "submit");
  }

  /** Does what a click does: the form's own, unless the page prevents it, would leave the page. */
  async dispatch(step: string, type: "submit" | "reset"): Promise<void> {
    const event = new this.window.Event(type, { cancelable: true });
    this.form(step).dispatchEvent(event);
    if (type === "submit" && !event.defaultPrevented) {
      throw new Error(`the browser submits form ${step} by itself`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** What a browser does that shows the page, from its cache or not. */
  showAgain(persisted: boolean): void {
    this.window.dispatchEvent(Object.assign(new this.window.Event("pageshow"), { persisted }));
  }

  /** The steps that are shown. */
  get step(): string {
    const shown = [...this.window.document.forms].filter(({ hidden }) => !hidden);
    return shown.map(({ dataset }) => dataset.step).join();
  }

  /** What stands in fields of every step, names of users apart. */
  get entered(): readonly string[] {
    const inputs = [...this.window.document.querySelectorAll("input")].filter(({ name }) => name !== "user");
    return inputs.map(({ value }) => value).filter((value) => value !== "");
  }

  /** Ids of the fields that are marked as wrong. */
  get marked(): readonly string[] {
    return [...this.window.document.querySelectorAll("[aria-invalid=true]")].map(({ id }) => id);
  }

  /** What has the focus: a field's id, or the text of a button. */
  get focus(): string {
    const { activeElement } = this.window.document;
    return activeElement?.id || (activeElement?.textContent ?? "");
  }

  get title(): string {
    return this.window.document.title;
  }

  get isBusy(): boolean {
    return this.window.document.querySelector("main")?.getAttribute("aria-busy") === "true";
  }

  /** The text of an element, such as `[role=alert]`. */
  text(selector: string): string {
    const found = this.window.document.querySelector(selector);
    if (found === null) {
      throw new Error(`the page has no ${selector}`);
    }
    return found.textContent;
  }

  /** Where the link for authenticator apps leads; null for nowhere. */
  get keyLink(): string | null {
    return this.window.document.querySelector("[data-key-link]")?.getAttribute("href") ?? null;
  }

  /** The user whose new password it is, for password managers. */
  get hiddenUser(): string | undefined {
    return [...this.window.document.querySelectorAll("input")].find(({ hidden }) => hidden)?.value;
  }

  private form(step: string): HTMLFormElement {
    const found = [...this.window.document.forms].find(({ dataset }) => dataset.step === step);
    if (found === undefined) {
      throw new Error(`the page has no form ${step}`);
    }
    return found;
  }

  private inputs(step: string): readonly HTMLInputElement[] {
    return [...this.form(step).querySelectorAll("input")].filter(({ hidden }) => !hidden);
  }

  private async answer(address: URL, { method = "GET", headers, body, credentials, cache }: Init) {
    const ofCognito = address.href === "https://cognito-idp.eu-west-1.amazonaws.com/";
    const target = /^AWSCognitoIdentityProviderService\.(\w+)$/.exec(headers["x-amz-target"] ?? "")?.[1];
    const what = ofCognito && target !== undefined ? target : address.pathname + address.search;
    const before = this.asked.filter((asked) => asked.what === what).length;
    const sent: unknown = body === undefined ? undefined : JSON.parse(body);
    this.asked.push({ what, method, headers, body: sent, credentials, cache });
    const answer = await this.answers[what]?.[before];
    if (answer === undefined) {
      throw new RangeError(`the page asks for ${what} once too often`);
    }
    const [status, members] = answer;
    if (status === undefined) {
      throw new TypeError("Failed to fetch");
    }
    return new Response(members === undefined ? "<html>" : JSON.stringify(members), { status });
  }
}
