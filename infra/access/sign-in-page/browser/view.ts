import { texts } from "../texts";
import type { Refusal } from "./refusal";

/** The page's forms, one at a time. */
export type Step = "password" | "new-password" | "code" | "set-up" | "opening";

const titles: Readonly<Record<Step, string>> = {
  password: texts.title,
  "new-password": texts.newPasswordTitle,
  code: texts.codeTitle,
  "set-up": texts.setUpTitle,
  opening: texts.openingTitle,
};

/** An element that the page is known to have. */
function element<T extends Element>(kind: new () => T, selector: string): T {
  const found = document.querySelector(selector);
  if (found instanceof kind) {
    return found;
  }
  throw new Error(`the page has no ${selector}`);
}

const heading = element(HTMLElement, "h1");
const status = element(HTMLElement, "[role=status]");
const alert = element(HTMLElement, "[role=alert]");
const reference = element(HTMLElement, "[data-request-id]");

export function form(step: Step): HTMLFormElement {
  return element(HTMLFormElement, `form[data-step=${step}]`);
}

export function field(step: Step, name: string): HTMLInputElement {
  return element(HTMLInputElement, `form[data-step=${step}] input[name=${name}]`);
}

/** Shows one form with the focus in its first empty field; passwords and codes of all forms are cleared. */
export function show(step: Step): void {
  for (const other of document.querySelectorAll("form")) {
    other.hidden = other.dataset.step !== step;
    for (const input of other.querySelectorAll("input")) {
      if (input.name !== "user") {
        input.value = "";
      }
      input.removeAttribute("aria-invalid");
    }
  }
  heading.textContent = titles[step];
  document.title = titles[step];
  const inputs = [...form(step).querySelectorAll<HTMLInputElement>("input:not([hidden])")];
  (inputs.find(({ value }) => value === "") ?? inputs[0] ?? form(step).querySelector("button"))?.focus();
}

/** Shows that something is being done; a second click doesn't repeat it. */
export function work(text: string): void {
  alert.textContent = "";
  reference.textContent = "";
  status.textContent = text;
  element(HTMLElement, "main").setAttribute("aria-busy", "true");
}

export function rest(): void {
  status.textContent = "";
  element(HTMLElement, "main").removeAttribute("aria-busy");
}

/** Shows what was wrong; screen readers read it at once, and the focus moves only into the field that it is about. */
export function say(text: string, about?: HTMLInputElement): void {
  alert.textContent = text;
  reference.textContent = "";
  about?.setAttribute("aria-invalid", "true");
  about?.focus();
}

/** Shows what was refused, with the request's id if administrators need it. */
export function sayRefusal({ message, requestId = "" }: Refusal): void {
  alert.textContent = message;
  reference.textContent = requestId === "" ? "" : texts.requestId(requestId);
}

/** Shows the key for setting up an authenticator app, in groups of four, and as a link that apps open. */
export function showKey(key: string, user: string): void {
  element(HTMLElement, "[data-key]").textContent = (key.match(/.{1,4}/g) ?? []).join(" ");
  const label = encodeURIComponent(`${texts.setUpIssuer}:${user}`);
  const query = new URLSearchParams({ secret: key, issuer: texts.setUpIssuer });
  element(HTMLAnchorElement, "[data-key-link]").href = `otpauth://totp/${label}?${query}`;
}

export function forgetKey(): void {
  element(HTMLElement, "[data-key]").textContent = "";
  element(HTMLAnchorElement, "[data-key-link]").removeAttribute("href");
}
