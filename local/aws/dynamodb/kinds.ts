import { kind } from "../core/world";

/** A key's attribute and its type. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** A table as DynamoDB keeps it. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  /** Stays with the table for its life; a table of the same name that is made later has another. */
  readonly tableId: string;
  readonly hashKey: string;
  readonly rangeKey?: string | undefined;
  readonly attributes: readonly KeyAttribute[];
  readonly serverSideEncryption?: { readonly kmsKeyArn?: string | undefined } | undefined;
  readonly deletionProtectionEnabled?: boolean | undefined;
}
export const table = kind<Table>("aws:dynamodb/table:Table");

/** Attributes by name, each with its type, as DynamoDB writes them in JSON. */
export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An item that a stack wrote into a table. */
export interface TableItem {
  readonly tableName: string;
  /** JSON text. */
  readonly item: string;
  /** Only the attributes of its key. */
  readonly key: Item;
  /** The key as one text, to compare it by. */
  readonly keyText: string;
}
export const tableItem = kind<TableItem>("aws:dynamodb/tableItem:TableItem");
