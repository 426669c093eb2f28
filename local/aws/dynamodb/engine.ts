import type { Server } from "node:http";
import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import type { Resource, World } from "../core/world";
import { type Table, type TableItem, tableItem } from "./kinds";

import dynalite = require("dynalite");

/** Dynalite wants to see a signature and doesn't check it; callers were checked before. */
const unchecked =
  "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local";

/** Items that DynamoDB writes at once. Source: DynamoDB API, BatchWriteItem. */
const batchSize = 25;

const errorSchema = v.object({ __type: v.string(), message: v.optional(v.string()), Message: v.optional(v.string()) });
const described = v.object({ Table: v.object({ TableStatus: v.string() }) });

/** Keeps the items of all tables, with Dynalite doing DynamoDB's work. It starts when it is needed first. */
export class TableEngine {
  private server: Promise<{ readonly server: Server; readonly url: string }> | undefined;
  /** What was written of the stacks' items, by table and URN. */
  private readonly written = new Map<string, Map<string, TableItem>>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly world: World) {}

  /**
   * Performs an operation of DynamoDB, after updating the tables that it names to the stacks' resources.
   *
   * @param body names tables by their ids.
   * @throws AwsError what DynamoDB refuses.
   */
  async run(operation: string, tables: readonly Resource<Table>[], body: object): Promise<string> {
    for (const table of tables) {
      // One after the other: two first calls would make a table twice.
      const step = this.queue.then(() => this.bringUp(table));
      this.queue = step.catch(() => {});
      await step;
    }
    return this.ask(operation, body);
  }

  async close(): Promise<void> {
    const started = await this.server;
    if (started !== undefined) {
      const { server } = started;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
  }

  /** Makes the table if it isn't there, and writes what stacks changed of its items since the last time. */
  private async bringUp(table: Resource<Table>): Promise<void> {
    const { tableId } = table.state;
    const written = this.written.get(tableId) ?? (await this.make(table));
    this.written.set(tableId, written);
    const wanted = new Map(
      this.world
        .list(tableItem, table.account)
        .filter(({ region, state }) => region === table.region && state.tableName === table.state.name)
        .map(({ urn, state }) => [urn, state]),
    );
    for (const [urn, { key, keyText }] of written) {
      if (wanted.get(urn)?.keyText !== keyText) {
        await this.ask("DeleteItem", { TableName: tableId, Key: key });
        written.delete(urn);
      }
    }
    const changed = [...wanted].filter(([urn, { item }]) => written.get(urn)?.item !== item);
    for (let from = 0; from < changed.length; from += batchSize) {
      const batch = changed.slice(from, from + batchSize);
      const requests = batch.map(([, { item }]) => ({ PutRequest: { Item: JSON.parse(item) } }));
      await this.ask("BatchWriteItem", { RequestItems: { [tableId]: requests } });
      for (const [urn, state] of batch) {
        written.set(urn, state);
      }
    }
  }

  private async make({ state }: Resource<Table>): Promise<Map<string, TableItem>> {
    const { tableId, hashKey, rangeKey } = state;
    await this.ask("CreateTable", {
      TableName: tableId,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: state.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      KeySchema: [
        { AttributeName: hashKey, KeyType: "HASH" },
        ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" }]),
      ],
    });
    let status = "CREATING";
    while (status !== "ACTIVE") {
      const answer = await this.ask("DescribeTable", { TableName: tableId });
      status = v.parse(described, JSON.parse(answer)).Table.TableStatus;
    }
    return new Map();
  }

  private async ask(operation: string, body: object): Promise<string> {
    this.server ??= start();
    const { url } = await this.server;
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        "x-amz-date": "20260101T000000Z",
        authorization: unchecked,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      const { __type, message, Message } = v.parse(errorSchema, JSON.parse(text));
      throw new AwsError(__type.split("#").at(-1) ?? __type, message ?? Message ?? "", response.status);
    }
    return text;
  }
}

async function start() {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("Dynalite doesn't listen on a port");
  }
  return { server, url: `http://127.0.0.1:${address.port}/` };
}
