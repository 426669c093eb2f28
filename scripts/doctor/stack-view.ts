import { Refusal } from "../../common/refusal";
import type { Stack } from "../../stacks/project/stack";
import { accountMistake, type CredentialSource } from "../support/credentials";
import { NotAssumed } from "../support/deploy-role";
import type { EngineState } from "../support/engine-state";
import type { Clients } from "./clients";
import type { Engine } from "./engine";
import { type Check, found, skipped, type Verdict } from "./finding";
import { once } from "./once";
import { stateProblems } from "./state";

/** What the doctor needs to check stacks. */
export interface Means {
  readonly engine: Engine;
  /** Clients with the credentials for a stack's account. */
  clients(stack: Stack): Clients;
  /** Where these come from; undefined for those of the shell. */
  source(stack: Stack): CredentialSource | undefined;
}

/** What Pulumi knows of a stack, or why it doesn't, with the mistake if it should. */
type Known =
  | { readonly state: EngineState | undefined }
  | { readonly silence: string; readonly mistakes: readonly string[] };

function noCredentials({ account }: Stack["config"]): string {
  return `no credentials of account ${account}`;
}

async function ask(stack: Stack, { engine, source }: Means): Promise<Known> {
  const { name, config } = stack;
  if ((await engine.version()) === undefined) {
    return { silence: "there is no Pulumi CLI", mistakes: [] };
  }
  try {
    return { state: await engine.stack(name, source(stack)) };
  } catch (error) {
    if (error instanceof NotAssumed) {
      return { silence: noCredentials(config), mistakes: [] };
    }
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const mistakes = error.mistakes.map(({ property, reason }) => `${property} ${reason}`);
    return { silence: `Pulumi can't read the state of stack ${name}`, mistakes };
  }
}

/** A stack, what Pulumi knows of it, and AWS as its account sees it; each asked once. */
export class StackView<S extends Stack = Stack> {
  readonly subject: string;
  readonly clients: Clients;
  /** What is wrong with the credentials; undefined when they are of the right account. */
  readonly credentials: () => Promise<string | undefined>;
  private readonly known: () => Promise<Known>;

  constructor(
    readonly stack: S,
    means: Means,
  ) {
    this.subject = `stack ${stack.name}`;
    this.clients = means.clients(stack);
    this.credentials = once(async () => {
      const { account } = stack.config;
      const mistake = await accountMistake(stack.name, account, this.clients.sts, means.source(stack));
      return mistake === undefined ? undefined : `its account ${mistake.reason}`;
    });
    this.known = once(() => ask(stack, means));
  }

  /** What Pulumi knows of the stack; undefined if it was never created, or there is no CLI. */
  async state(): Promise<EngineState | undefined> {
    const known = await this.known();
    return "state" in known ? known.state : undefined;
  }

  /** Why Pulumi can't read the stack's state, if it can't. */
  async silence(): Promise<string | undefined> {
    const known = await this.known();
    return "silence" in known ? known.silence : undefined;
  }

  /** Why the stack's parts aren't known, if they aren't. */
  async absence(): Promise<string | undefined> {
    const silence = await this.silence();
    if (silence !== undefined) {
      return silence;
    }
    const { length } = Object.keys((await this.state())?.outputs ?? {});
    return length === 0 ? `stack ${this.stack.name} isn't up` : undefined;
  }

  /** Why the stack's parts in AWS can't be checked, if they can't. */
  async obstacle(): Promise<string | undefined> {
    return (await this.absence()) ?? ((await this.hasCredentials()) ? undefined : this.withoutCredentials);
  }

  /** The message for an account without credentials. */
  get withoutCredentials(): string {
    return noCredentials(this.stack.config);
  }

  /** Whether the credentials are valid, and of the right account. */
  async hasCredentials(): Promise<boolean> {
    try {
      return (await this.credentials()) === undefined;
    } catch {
      // The check of the credentials itself has the reason.
      return false;
    }
  }

  /** Checks of the credentials, and of the stack as Pulumi knows it. */
  checks(): Check[] {
    return [
      {
        subject: this.subject,
        name: "credentials",
        look: async () => {
          const mistake = await this.credentials();
          return found(mistake === undefined ? [] : [mistake]);
        },
      },
      { subject: this.subject, name: "state", look: () => this.lookAtState() },
    ];
  }

  private async lookAtState(): Promise<Verdict> {
    const known = await this.known();
    if ("state" in known) {
      return found(stateProblems(this.stack, known.state));
    }
    return known.mistakes.length > 0 ? found(known.mistakes) : skipped(known.silence);
  }
}
