import { Refusal } from "../../common/refusal";
import type { SharedStack } from "../../stacks/project/roles";
import { Accounts } from "../populate/accounts";
import type { Assignment } from "../populate/plan";
import type { Clients, Places } from "../populate/populate";
import { Tables } from "../populate/tables";
import { accountMistake, type Profiles } from "../support/credentials";
import type { Surroundings } from "./surroundings";

/** A user of a hub, as in the Users table and the user pool. */
export interface Member {
  readonly user: string;
  readonly row: Assignment | undefined;
  readonly hasAccount: boolean;
}

/** The users of a hub, in its user pool and its Users table. */
export class People {
  readonly accounts: Accounts;
  readonly tables: Tables;

  constructor({ cognito, dynamodb }: Clients, places: Places) {
    this.accounts = new Accounts(cognito, places.userPoolId);
    this.tables = new Tables(dynamodb, places);
  }

  /** Everybody who has a row or an account, by name. */
  async all(): Promise<Member[]> {
    const rows = await this.tables.assignments();
    const accounts = await this.accounts.names();
    const users = [...new Set([...rows.keys(), ...accounts])].sort();
    return users.map((user) => ({ user, row: rows.get(user), hasAccount: accounts.has(user) }));
  }
}

/**
 * Opens a hub's users with the credentials of its account.
 *
 * @throws Refusal when the hub isn't up, or the credentials are another account's.
 */
export async function openPeople(
  hub: SharedStack,
  profiles: Profiles,
  { readStack, directory }: Surroundings,
): Promise<People> {
  const source = profiles.of(hub.name);
  const outputs = await readStack(hub.name, source);
  const clients = directory(hub, source);
  const mistake = await accountMistake(hub.name, hub.config.account, clients.sts, source);
  if (mistake !== undefined) {
    throw new Refusal("npm run offboard", [mistake]);
  }
  return new People(clients, outputs);
}
