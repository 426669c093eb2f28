import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Session } from "../../../local/aws/core/sessions";
import { put } from "./local-aws";
import { clientSettings, eachTestWithStudioServices, sessionOf } from "./studio-services";
import { table } from "./studio-wanted";

/** An item of the table `lobs`. */
export const lob = (name: string, more: object = {}) => ({ lob: { S: name }, ...more });

/** Gives each test the table `lobs`, and clients that end with it; the operator's may do everything with DynamoDB. */
export function eachTestWithLobsTable() {
  const services = eachTestWithStudioServices();
  const clients: DynamoDBClient[] = [];
  let operating: DynamoDBClient;
  const clientOf = (keys: Session, url = services().url, elsewhere = {}) => {
    const client = new DynamoDBClient({ ...clientSettings(url, keys), ...elsewhere });
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    const { aws } = services();
    await put(aws, table("lobs"));
    operating = clientOf(await sessionOf(aws, { Action: "dynamodb:*", Resource: "*" }));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) {
      client.destroy();
    }
  });
  return {
    services,
    clientOf,
    operator: () => operating,
    get: async (name: string, client = operating, TableName = "lobs") =>
      (await client.send(new GetItemCommand({ TableName, Key: lob(name) }))).Item,
    write: (name: string, more: object = {}, client = operating, TableName = "lobs") =>
      client.send(new PutItemCommand({ TableName, Item: lob(name, more) })),
  };
}
