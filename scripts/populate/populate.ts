import type { CognitoIdentityProviderClient, PasswordPolicyType } from "@aws-sdk/client-cognito-identity-provider";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Refusal } from "../../common/refusal";
import { Accounts } from "./accounts";
import { withoutCase } from "./check-rows";
import type { Outcome } from "./outcome";
import { generatePassword } from "./passwords";
import { type Placement, type Plan, plan, type Step, same } from "./plan";
import type { UsersFile } from "./row";
import { StoppedAtUser } from "./stopped";
import { type TableNames, Tables } from "./tables";

/** Clients with an operator's credentials for the shared account. */
export interface Clients {
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
}

/** Where users live: outputs of the shared stack. */
export interface Places extends TableNames {
  readonly userPoolId: string;
}

export interface PopulateOptions {
  /** Whether users that the file doesn't name are removed. Default: false, they are listed. */
  readonly prune?: boolean;
  /** Whether nothing is written, and `onStep` is called for each step that would be done. Default: false. */
  readonly dryRun?: boolean;
  /** Passwords to set for good, by user in any letter case. New users without one get a random one. */
  readonly passwords?: ReadonlyMap<string, string>;
  /** The pool's password policy; random passwords follow its length. */
  readonly passwordPolicy?: PasswordPolicyType;
  /** Called with the plan before anything is written; if it throws, nothing is written. */
  readonly beforeWriting?: (plan: Plan) => void;
  /** Called before and after each user's change. */
  readonly onStep?: (step: Step, state: "doing" | "done") => void;
  /** Ends the run after the current user. */
  readonly signal?: AbortSignal;
}

const lists = { create: "created", move: "moved", change: "changed", remove: "removed" } as const;

class Run {
  private readonly outcome: Outcome;

  constructor(
    private readonly accounts: Accounts,
    private readonly tables: Tables,
    /** By users' names without case. */
    private readonly passwords: ReadonlyMap<string, string>,
    private readonly options: PopulateOptions,
    { unchanged, left }: Plan,
  ) {
    this.outcome = { created: [], moved: [], changed: [], removed: [], unchanged, left, generated: new Map() };
  }

  /** Does all steps in their order. Throws {@link StoppedAtUser} with what was done until then. */
  async all(steps: readonly Step[]): Promise<Outcome> {
    for (const step of steps) {
      if (this.options.signal?.aborted === true) {
        throw StoppedAtUser.byUser(step.user, this.outcome);
      }
      // Made for every step, so that every error message can leave out the step's secret.
      const password = this.passwordFor(step);
      this.options.onStep?.(step, "doing");
      let done: Step;
      try {
        done = await this.one(step, password);
      } catch (error) {
        throw StoppedAtUser.byError(step.user, this.outcome, error, password);
      }
      this.outcome[lists[done.kind]].push(done.user);
      this.options.onStep?.(done, "done");
    }
    return this.outcome;
  }

  /** The results of all steps in a dry run, without a password. */
  none(steps: readonly Step[]): Outcome {
    for (const step of steps) {
      this.outcome[lists[step.kind]].push(step.user);
      this.options.onStep?.(step, "done");
    }
    return this.outcome;
  }

  private passwordFor({ user }: Step): string {
    return this.passwords.get(withoutCase(user)) ?? generatePassword(this.options.passwordPolicy);
  }

  /** Does a step, and returns its result. */
  private async one(step: Step, password: string): Promise<Step> {
    if (step.kind === "create") {
      return this.create(step, password);
    }
    const { user } = step;
    if (step.kind === "remove") {
      await this.tables.remove(user);
      await this.accounts.remove(user);
      return step;
    }
    if (!same(step.from, step.to)) {
      await this.tables.assign(user, step.to);
    }
    if (step.password === "given") {
      await this.accounts.setPassword(user, password);
    }
    return step;
  }

  private async create(step: Placement, password: string): Promise<Step> {
    const { name, isNew } = await this.accounts.create(step.user, password);
    if (isNew && step.password === "generated") {
      // Stored before anything else can fail: it can't be found out later.
      this.outcome.generated.set(name, password);
    }
    // Tokens have the name as the pool writes it, and the row is found by that.
    await this.tables.assign(name, step.to);
    if (step.password === "given") {
      await this.accounts.setPassword(name, password);
    }
    if (isNew) {
      return { ...step, user: name };
    }
    return { ...step, user: name, kind: "change", password: step.password === "given" ? "given" : "kept" };
  }
}

/**
 * Makes the user pool and the Users table match a file: new users get an account and a row, users whose line changed a
 * new row, and with `prune` users without a line lose both. A second run changes nothing.
 *
 * @throws Refusal naming every mistake in the file by its line, before anything is written; StoppedAtUser with what was done
 *   when AWS refuses on the way.
 */
export async function populate(
  file: UsersFile,
  clients: Clients,
  places: Places,
  options: PopulateOptions = {},
): Promise<Outcome> {
  const tables = new Tables(clients.dynamodb, places);
  const accounts = new Accounts(clients.cognito, places.userPoolId);
  const passwords = new Map([...(options.passwords ?? [])].map(([user, password]) => [withoutCase(user), password]));
  const directory = {
    lobs: await tables.lobs(),
    assignments: await tables.assignments(),
    accounts: await accounts.names(),
  };
  const planned = plan(file, directory, {
    prune: options.prune === true,
    hasPassword: (user) => passwords.has(withoutCase(user)),
  });
  if ("mistakes" in planned) {
    throw new Refusal(file.name, planned.mistakes);
  }
  options.beforeWriting?.(planned.value);
  const { steps } = planned.value;
  const run = new Run(accounts, tables, passwords, options, planned.value);
  return options.dryRun === true ? run.none(steps) : run.all(steps);
}
