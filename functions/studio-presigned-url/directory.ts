import { type AttributeValue, type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as v from "valibot";
import { noLob, noProfile, unknownUser } from "./refused";

/** Names of the two tables. */
export interface Tables {
  readonly users: string;
  readonly lobs: string;
}

/** Where a user belongs. */
export interface User {
  /** Name of the user's line of business. */
  readonly lob: string;
  /** Name of the user's profile in its domain. */
  readonly profileName: string;
}

/** Where a line of business keeps its domain. */
export interface LobPlace {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
}

type Row = Record<string, AttributeValue>;

/** Source: SageMaker API, CreateUserProfile, `UserProfileName`; it takes capitals too, whose presigned URLs fail. */
const profileName = /^(?=.{1,63}$)[a-z0-9](-*[a-z0-9])*$/;

function textIn(row: Row, attribute: string, form: RegExp): string | undefined {
  const text = v.safeParse(v.pipe(v.string(), v.regex(form)), row[attribute]?.S);
  return text.success ? text.output : undefined;
}

/** The two tables that map users to lines of business, and these to their accounts. */
export class Directory {
  constructor(
    private readonly dynamodb: Pick<DynamoDBClient, "send">,
    private readonly tables: Tables,
  ) {}

  /**
   * A user's row, as it is now.
   *
   * @throws Refused, when there is none, or it can't be used.
   */
  async user(userId: string, abortSignal: AbortSignal): Promise<User> {
    const row = await this.row(this.tables.users, { userId: { S: userId } }, abortSignal);
    if (row === undefined) {
      throw unknownUser(`no row for user ${userId} in ${this.tables.users}`);
    }
    const lob = textIn(row, "lob", /./);
    if (lob === undefined) {
      throw noLob(`the row of user ${userId} in ${this.tables.users} names no lob`);
    }
    const profile = textIn(row, "profileName", profileName);
    if (profile === undefined) {
      throw noProfile(
        `the row of user ${userId} in ${this.tables.users} has no profileName of lower-case letters, digits and hyphens`,
      );
    }
    return { lob, profileName: profile };
  }

  /**
   * The row of a line of business, as it is now.
   *
   * @throws Refused, when there is none, or it can't be used.
   */
  async lob(name: string, abortSignal: AbortSignal): Promise<LobPlace> {
    const row = await this.row(this.tables.lobs, { lob: { S: name } }, abortSignal);
    if (row === undefined) {
      throw noLob(`no row for lob ${name} in ${this.tables.lobs}`);
    }
    const accountId = textIn(row, "accountId", /^\d{12}$/);
    const region = textIn(row, "region", /^[a-z]{2}(-[a-z]+)+-\d$/);
    if (accountId === undefined || region === undefined) {
      throw noLob(`the row of lob ${name} in ${this.tables.lobs} has no valid accountId and region`);
    }
    return { accountId, region };
  }

  private async row(table: string, key: Row, abortSignal: AbortSignal): Promise<Row | undefined> {
    // A consistent read: a removed or moved user is seen at the next call.
    const input = { TableName: table, Key: key, ConsistentRead: true };
    const { Item: item } = await this.dynamodb.send(new GetItemCommand(input), { abortSignal });
    return item;
  }
}
