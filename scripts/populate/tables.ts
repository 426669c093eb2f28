import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import type { Assignment } from "./plan";

/** Names of the tables in AWS. */
export interface TableNames {
  readonly usersTableName: string;
  readonly lobsTableName: string;
}

/** The Users table and the LOBs table, as the functions read them. */
export class Tables {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly names: TableNames,
  ) {}

  private async scan(TableName: string): Promise<Record<string, AttributeValue>[]> {
    const items: Record<string, AttributeValue>[] = [];
    // A run right after another must see its writes.
    for await (const page of paginateScan({ client: this.dynamodb }, { TableName, ConsistentRead: true })) {
      items.push(...(page.Items ?? []));
    }
    return items;
  }

  /** Keys of the LOBs table. */
  async lobs(): Promise<string[]> {
    return (await this.scan(this.names.lobsTableName)).flatMap(({ lob }) => lob?.S ?? []);
  }

  /** Rows of the Users table by user; missing values are empty. */
  async assignments(): Promise<Map<string, Assignment>> {
    const items = await this.scan(this.names.usersTableName);
    return new Map(
      items.flatMap(({ userId, lob, profileName }) =>
        userId?.S === undefined ? [] : [[userId.S, { lob: lob?.S ?? "", profile: profileName?.S ?? "" }]],
      ),
    );
  }

  /** Writes a user's row, over an existing one. */
  async assign(user: string, { lob, profile }: Assignment): Promise<void> {
    const Item = { userId: { S: user }, lob: { S: lob }, profileName: { S: profile } };
    await this.dynamodb.send(new PutItemCommand({ TableName: this.names.usersTableName, Item }));
  }

  /** Deletes a user's row, if it exists. */
  async remove(user: string): Promise<void> {
    const Key = { userId: { S: user } };
    await this.dynamodb.send(new DeleteItemCommand({ TableName: this.names.usersTableName, Key }));
  }
}
