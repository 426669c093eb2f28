import { inputMistakes, otherStudioRefusal, texts } from "../texts";
import { cognitoAt } from "./cognito";
import { Refusal } from "./refusal";
import { type Next, SignIn } from "./sign-in";
import { askForUrl } from "./studio-url";
import { field, forgetKey, form, rest, type Step, say, sayRefusal, show, showKey, work } from "./view";

const { clientId = "", cognito = "", studio = "" } = document.documentElement.dataset;

const send = fetch.bind(window);
const callCognito = cognitoAt(cognito, send);

let signIn = new SignIn(clientId, callCognito);
let accessToken = "";
let isBusy = false;
/** Counts sign-ins: an answer to an earlier one changes nothing. */
let turn = 0;

/** Refusals after which a step of a sign-in can be tried again; after any other the sign-in starts again. */
const sameStep = new Set([
  "CodeMismatchException",
  "EnableSoftwareTokenMFAException",
  "ExpiredCodeException",
  "InvalidPasswordException",
  "InternalErrorException",
  "LimitExceededException",
  "PasswordHistoryPolicyViolationException",
  "ThrottlingException",
  "TooManyRequestsException",
  "Unreachable",
]);

/** Whether a step stays as it is after a refusal; it can't use a token that isn't accepted any longer. */
function staysAt(step: Step, code: string): boolean {
  return step === "opening" ? code !== "Unauthorized" : sameStep.has(code);
}

function startOver(): void {
  turn += 1;
  isBusy = false;
  accessToken = "";
  signIn = new SignIn(clientId, callCognito);
  forgetKey();
  say("");
  rest();
  show("password");
}

/** Does one thing at a time. */
async function once(step: Step, text: string, task: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
  if (isBusy) {
    return;
  }
  const own = turn;
  const isCurrent = () => own === turn;
  isBusy = true;
  work(text);
  try {
    await task(isCurrent);
  } catch (error) {
    if (!isCurrent()) {
      return;
    }
    const refusal = error instanceof Refusal ? error : new Refusal("InternalError", otherStudioRefusal);
    rest();
    if (staysAt(step, refusal.code)) {
      show(step);
    } else {
      startOver();
    }
    sayRefusal(refusal);
  } finally {
    if (isCurrent()) {
      isBusy = false;
    }
  }
}

/** Goes to the user's Studio, which replaces this page in the history. */
async function open(): Promise<void> {
  show("opening");
  await once("opening", texts.opening, async (isCurrent) => {
    const url = await askForUrl(new URL(location.href), new URL(studio), accessToken, send);
    if (isCurrent()) {
      location.replace(url);
    }
  });
}

async function go(step: Step, task: () => Promise<Next>): Promise<void> {
  let next: Next | undefined;
  await once(step, texts.signingIn, async (isCurrent) => {
    const answer = await task();
    if (isCurrent()) {
      next = answer;
      rest();
    }
  });
  if (next?.step === "opening") {
    ({ accessToken } = next);
    forgetKey();
    await open();
  } else if (next !== undefined) {
    field("new-password", "user").value = field("password", "user").value;
    show(next.step);
    if (next.step === "set-up") {
      showKey(next.key, field("password", "user").value);
    }
  }
}

function onSubmit(step: Step, act: () => Promise<void>): void {
  form(step).addEventListener("submit", (event) => {
    event.preventDefault();
    void act();
  });
}

onSubmit("password", async () => {
  const user = field("password", "user");
  const password = field("password", "password");
  const name = user.value.trim();
  if (name === "") {
    say(inputMistakes.noUser, user);
  } else if (password.value === "") {
    say(inputMistakes.noPassword, password);
  } else {
    await go("password", () => signIn.withPassword(name, password.value));
  }
});

onSubmit("new-password", async () => {
  const password = field("new-password", "new-password");
  const repeated = field("new-password", "repeated-password");
  if (password.value === "") {
    say(inputMistakes.noNewPassword, password);
  } else if (password.value !== repeated.value) {
    say(inputMistakes.unequalPasswords, repeated);
  } else {
    await go("new-password", () => signIn.withNewPassword(password.value));
  }
});

/** `(?!.)` is the end, where `$` would be API Gateway's. */
const sixDigits = /^[0-9]{6}(?!.)/s;

function onCode(step: "code" | "set-up"): void {
  onSubmit(step, async () => {
    const input = field(step, "code");
    const code = input.value.replaceAll(" ", "");
    if (sixDigits.test(code)) {
      await go(step, () => signIn.withCode(code));
    } else {
      say(inputMistakes.noCode, input);
    }
  });
}

onCode("code");
onCode("set-up");
onSubmit("opening", open);
form("opening").addEventListener("reset", startOver);

// A page that the browser shows from its cache starts again.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    startOver();
  }
});

show("password");
