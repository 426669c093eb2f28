import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { jsonAnswer, jsonError, permit, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { Resource, World } from "../core/world";
import { decryption } from "../kms/use";
import { findTable } from ".";
import { TableEngine } from "./engine";
import { leadingKeys } from "./keys";
import type { Table } from "./kinds";

/** Operations about one table, which their member `TableName` names. */
const single = ["GetItem", "PutItem", "DeleteItem", "UpdateItem", "Query", "Scan", "DescribeTable"];

const oneTable = v.looseObject({ TableName: v.string() });
const manyTables = v.looseObject({ RequestItems: v.record(v.string(), v.array(v.unknown())) });

/** DynamoDB: the stacks' tables and items, and what callers write into them, in the callers' own accounts. */
export class DynamoDb implements Service {
  private readonly engine: TableEngine;

  constructor(private readonly world: World) {
    this.engine = new TableEngine(world);
  }

  serves(host: string): boolean {
    return /^(dynamodb|\d{12}\.ddb)\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { name, members } = readOperation(request);
    if (single.includes(name)) {
      const read = readMembers("DynamoDB", name, oneTable, members);
      const table = await this.permittedTable(arrival, name, read.TableName, read);
      const answer = await this.engine.run(name, [table], { ...read, TableName: table.state.tableId });
      return jsonAnswer(JSON.parse(named(answer, [table])), "1.0");
    }
    if (name === "BatchWriteItem") {
      const read = readMembers("DynamoDB", name, manyTables, members);
      const tables: Resource<Table>[] = [];
      for (const [tableName, items] of Object.entries(read.RequestItems)) {
        tables.push(await this.permittedTable(arrival, name, tableName, items));
      }
      const byId = tables.map(({ state }) => [state.tableId, read.RequestItems[state.name]] as const);
      const answer = await this.engine.run(name, tables, { ...read, RequestItems: Object.fromEntries(byId) });
      return jsonAnswer(JSON.parse(named(answer, tables)), "1.0");
    }
    throw NotKnown.operation("DynamoDB", name);
  }

  answerError(error: AwsError): HttpAnswer {
    return jsonError(error, "1.0");
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  /** A table of the caller's account, once the caller may do this to it. */
  private async permittedTable(
    arrival: Arrival,
    operation: string,
    name: string,
    members: unknown,
  ): Promise<Resource<Table>> {
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const table = findTable(this.world, { account, region }, name);
    await permit(this.world, {
      session,
      via: arrival.via,
      action: `dynamodb:${operation}`,
      resource: { arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`, account, region },
      context: table === undefined ? {} : leadingKeys(operation, table.state.hashKey, members),
    });
    if (table === undefined) {
      throw new AwsError("ResourceNotFoundException", "Requested resource not found");
    }
    const decrypting = decryption(this.world, session, table, "dynamodb", table.state.serverSideEncryption?.kmsKeyArn);
    if (decrypting !== undefined) {
      await permit(this.world, decrypting);
    }
    return table;
  }
}

/** An answer in which tables have their names again, and their ARNs. */
function named(answer: string, tables: readonly Resource<Table>[]): string {
  return tables.reduce(
    (text, { state }) =>
      text
        .replaceAll(new RegExp(`arn:aws:dynamodb:[^"]*:table/${state.tableId}`, "g"), state.arn)
        .replaceAll(state.tableId, state.name),
    answer,
  );
}
