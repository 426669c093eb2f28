import "../../../../local/support/sdk-warning";
import { STSClient } from "@aws-sdk/client-sts";
import { runDeploy } from "../../../../scripts/deploy/command";
import type { Options } from "../../../../scripts/deploy/options";
import type { Engine, Surroundings } from "../../../../scripts/deploy/surroundings";
import type { Project, Stack } from "../../../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, sharedTexts } from "../../../local/support/project";
import { type Answer, FakeTerminal, type Presence } from "../../support/fake-terminal";
import { FakeEngine } from "./fake-engine";

const lob = { ...childTexts, sharedStack: "shared" };

/** A hub, a parent and two LOBs, in the order in which they come up. */
export const project = projectOf({
  shared: sharedTexts,
  parent: parentTexts,
  child: { ...lob, lob: "lob-a", vpcCidr: "10.100.0.0/16" },
  "lob-b": { ...lob, account: "444444444444", vpcCidr: "10.101.0.0/16" },
});

/** A client of STS whose credentials are of an account; of none where it is undefined. */
function stsOf(account: string | undefined): STSClient {
  const client = new STSClient({ region: "eu-west-1" });
  client.middlewareStack.add(
    () => async () => {
      if (account === undefined) {
        throw Object.assign(new Error("none found"), { name: "CredentialsProviderError" });
      }
      return { output: { Account: account, $metadata: {} }, response: {} };
    },
    { step: "initialize" },
  );
  return client;
}

/** Who sits before a run, and what is otherwise than usual. */
export interface Scene {
  readonly presence?: Presence;
  readonly answers?: readonly Answer[];
  readonly engine?: Engine;
}

/** What `npm run deploy` finds around it, with an engine that does as it is told. */
export class Bench {
  readonly engine: FakeEngine;
  /** Accounts whose credentials stacks have; their own unless told. */
  readonly accounts = new Map<string, string | undefined>();
  readonly logs = new Map<string, string>();
  readonly pauses: number[] = [];
  readonly stop = new AbortController();
  readonly cancel = new AbortController();
  terminal = new FakeTerminal();

  constructor(readonly project_: Project = project) {
    this.engine = new FakeEngine(project_);
  }

  async run(options: Options = {}, { presence = {}, answers = [], engine = this.engine }: Scene = {}): Promise<void> {
    this.terminal = new FakeTerminal(presence, ...answers);
    const surroundings: Surroundings = {
      readProject: () => this.project_,
      engine: () => engine,
      sts: ({ name, config }: Stack) => stsOf(this.accounts.has(name) ? this.accounts.get(name) : config.account),
      terminal: this.terminal,
      openLogs: () => ({
        pathOf: (stack) => `out/deploy/then/${stack}.log`,
        write: (stack, text) => void this.logs.set(stack, (this.logs.get(stack) ?? "") + text),
      }),
      pause: async (seconds) => void this.pauses.push(seconds),
      everySecond: () => () => {},
      now: () => 0,
      signal: this.stop.signal,
      cancel: this.cancel.signal,
    };
    await runDeploy(options, surroundings);
  }

  /** The message of what a run fails with. */
  async failure(options: Options = {}, scene: Scene = {}): Promise<string> {
    const failure: unknown = await this.run(options, scene).catch((error: unknown) => error);
    if (failure instanceof Error) {
      return failure.message;
    }
    throw new Error("this should have failed");
  }

  /** What was said for good. */
  get said(): string[] {
    return this.terminal.printed.flatMap((text) => text.split("\n"));
  }

  get questions(): string[] {
    return this.terminal.said.filter((line) => line.startsWith("? ")).map((line) => line.slice(2));
  }
}
