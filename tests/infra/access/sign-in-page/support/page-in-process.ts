import { createContext, runInContext } from "node:vm";
import { signInDocument } from "../../../../../infra/access/sign-in-page/document";

/** An element, as far as the page's script uses one. */
class PageElement {
  value = "";
  textContent = "";
  href: string | undefined;
  hidden = false;
  readonly marks = new Set<string>();

  constructor(readonly name = "") {}

  setAttribute(name: string): void {
    this.marks.add(name);
  }

  removeAttribute(name: string): void {
    this.marks.delete(name);
    if (name === "href") {
      this.href = undefined;
    }
  }

  focus(): void {}
}

class PageInput extends PageElement {}
class PageAnchor extends PageElement {}

class PageForm extends PageElement {
  readonly dataset: { readonly step: string };
  readonly inputs: readonly PageInput[];
  private readonly listeners = new Map<string, (event: { preventDefault(): void }) => void>();

  constructor(step: string, markup: string) {
    super();
    this.dataset = { step };
    this.inputs = [...markup.matchAll(/<input [^>]*?\bname="([^"]+)"/g)].map(([, name]) => new PageInput(name));
  }

  addEventListener(type: string, listener: (event: { preventDefault(): void }) => void): void {
    this.listeners.set(type, listener);
  }

  querySelectorAll(): readonly PageInput[] {
    return this.inputs;
  }

  querySelector(): PageElement {
    return new PageElement();
  }

  /** Does what a person's click does. */
  async dispatch(type: "submit" | "reset"): Promise<void> {
    this.listeners.get(type)?.({ preventDefault: () => undefined });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the page asked for, with how it was to be sent. */
export interface Asked {
  readonly what: string;
  readonly credentials: unknown;
  readonly cache: unknown;
}

/** How the page sends a request. */
type Init = Pick<RequestInit, "credentials" | "headers"> & { readonly cache?: unknown };

/** An answer's status and members. */
export type Answer = readonly [status: number, members: object];

/** The shipped document with its script, without a browser: its forms as they are written, and no layout. */
export class PageInProcess {
  readonly asked: Asked[] = [];
  /** Where the page went, in its own place in the history. */
  readonly replacedBy: string[] = [];
  private readonly forms: readonly PageForm[];
  private readonly others = new Map<string, PageElement>();

  /** @param answers by operation of Cognito, in turn; those of the API by its path. */
  constructor(private readonly answers: Readonly<Record<string, readonly (Answer | Promise<Answer>)[]>>) {
    const html = signInDocument({ region: "eu-west-1", clientId: "client" });
    const forms = html.matchAll(/<form data-step="([^"]+)".*?<\/form>/gs);
    this.forms = [...forms].map(([markup, step = ""]) => new PageForm(step, markup));
    const [, script = ""] = /<script>(.*)<\/script>/s.exec(html) ?? [];
    const [, cognito] = /data-cognito="([^"]+)"/.exec(html) ?? [];
    const [, studio] = /data-studio="([^"]+)"/.exec(html) ?? [];
    const surroundings = {
      ...{ URL, URLSearchParams, AbortSignal, TextDecoder, atob },
      ...{ HTMLElement: PageElement, HTMLFormElement: PageForm },
      ...{ HTMLInputElement: PageInput, HTMLAnchorElement: PageAnchor },
      document: {
        documentElement: { dataset: { clientId: "client", cognito, studio } },
        querySelector: (selector: string) => this.find(selector),
        querySelectorAll: () => this.forms,
      },
      window: { addEventListener: () => undefined },
      location: { href: "https://api.example.com/studio", replace: (url: string) => this.replacedBy.push(url) },
      fetch: async (address: string | URL, init: Init) => this.answer(String(address), init),
    };
    runInContext(script, createContext(surroundings));
  }

  form(step: string): PageForm {
    const found = this.forms.find(({ dataset }) => dataset.step === step);
    if (found === undefined) {
      throw new Error(`the page has no form ${step}`);
    }
    return found;
  }

  /** Fills a form's fields, in their order, and submits it. */
  async submit(step: string, ...values: readonly string[]): Promise<void> {
    const form = this.form(step);
    form.inputs.forEach((input, index) => {
      input.value = values[index] ?? input.value;
    });
    await form.dispatch("submit");
  }

  /** The step that is shown. */
  get step(): string {
    return this.forms
      .filter(({ hidden }) => !hidden)
      .map(({ dataset }) => dataset.step)
      .join();
  }

  /** What stands in fields of every step, names of users apart. */
  get entered(): readonly string[] {
    const inputs = this.forms.flatMap((form) => form.inputs).filter(({ name }) => name !== "user");
    return inputs.map(({ value }) => value).filter((value) => value !== "");
  }

  /** An element outside the forms. */
  other(selector: string): PageElement {
    const found = this.others.get(selector) ?? (selector === "[data-key-link]" ? new PageAnchor() : new PageElement());
    this.others.set(selector, found);
    return found;
  }

  private find(selector: string): PageElement | undefined {
    const [, step, name] = /^form\[data-step=([\w-]+)\](?: input\[name=([\w-]+)\])?$/.exec(selector) ?? [];
    if (step === undefined) {
      return this.other(selector);
    }
    return name === undefined ? this.form(step) : this.form(step).inputs.find((input) => input.name === name);
  }

  private async answer(address: string, { headers, credentials, cache }: Init) {
    const target = new Headers(headers).get("x-amz-target");
    const what = target?.split(".")[1] ?? new URL(address).pathname;
    const before = this.asked.filter((asked) => asked.what === what).length;
    this.asked.push({ what, credentials, cache });
    const [status, members] = (await this.answers[what]?.[before]) ?? [];
    if (status === undefined) {
      throw new Error(`the page asks for ${what} once too often`);
    }
    return { ok: status < 400, status, json: async () => members };
  }
}
