import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { lobNames } from "../../infra/support/naming";
import { generatePassword } from "../../scripts/populate/passwords";
import { populate } from "../../scripts/populate/populate";
import type { UsersFile } from "../../scripts/populate/row";
import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import { domain } from "../aws";
import type { Estate } from "../estate/estate";
import { operatorOf } from "../estate/operator";
import type { Member } from "./people";

/** A name that both a session and a user of the pool can have. */
function userOf({ config }: ChildStack, profile: string, taken: readonly Member[]): string {
  const name = profile.length >= 2 ? profile : `user-${profile}`;
  return taken.some(({ user }) => user.toLowerCase() === name.toLowerCase()) ? `${name}-${config.lob}` : name;
}

function memberOf(estate: Estate, lob: ChildStack, taken: readonly Member[]): Member {
  const [profile = ""] = lob.config.userProfiles;
  const own = estate.aws.world.list(domain, lob.config.account);
  const found = own.find(({ state }) => state.domainName === lobNames(lob.config.lob, lob.config).domain);
  return { lob, profile, user: userOf(lob, profile, taken), password: generatePassword(), domain: found?.id ?? "" };
}

/** Enters a person of each LOB into the pool and the Users table, as the operator's command does it. */
export async function enter(estate: Estate, hub: SharedStack, lobs: readonly ChildStack[]): Promise<Member[]> {
  const members: Member[] = [];
  for (const lob of lobs) {
    members.push(memberOf(estate, lob, members));
  }
  const settings = { region: hub.config.region, ...(await operatorOf(estate.aws, hub.config)) };
  const clients = { cognito: new CognitoIdentityProviderClient(settings), dynamodb: new DynamoDBClient(settings) };
  const places = {
    userPoolId: estate.output(hub, "userPoolId"),
    usersTableName: estate.output(hub, "usersTableName"),
    lobsTableName: estate.output(hub, "lobsTableName"),
  };
  const passwords = new Map(members.map(({ user, password }) => [user, password]));
  try {
    await populate(fileOf(members), clients, places, { passwords });
  } finally {
    clients.cognito.destroy();
    clients.dynamodb.destroy();
  }
  return members;
}

function fileOf(members: readonly Member[]): UsersFile {
  const rows = members.map(({ lob, user, profile }, index) => ({
    line: index + 2,
    user,
    lob: lob.config.lob,
    profile,
  }));
  return { name: "users.csv", rows, mistakes: [] };
}
