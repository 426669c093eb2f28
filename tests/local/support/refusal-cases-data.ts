import { childAccount } from "./local-aws";
import type { RefusalCase } from "./refusal-cases";
import { bucket, bucketSettings, table, tableItem } from "./studio-wanted";

const keySchema = (what: string) => `One or more parameter values were invalid: ${what}`;
const attribute = (name: string, type = "S") => ({ name, type });
const tableName = (name: string) =>
  `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: Member must have length between 3 and 255 and satisfy regular expression pattern: [a-zA-Z0-9_.-]+`;

const tableCases: readonly RefusalCase[] = [
  {
    row: "R54",
    what: "a table's name of two characters",
    refused: table("ab"),
    message: tableName("ab"),
    accepted: [table("abc")],
  },
  {
    row: "R54",
    what: "a table's name with a space",
    refused: table("my table"),
    message: tableName("my table"),
    accepted: [table("my_table.1-a")],
  },
  {
    row: "R55",
    what: "a table whose key isn't defined",
    refused: table("lobs", { attributes: [attribute("name")] }),
    message: keySchema(
      "Some index key attributes are not defined in AttributeDefinitions. Keys: [lob], AttributeDefinitions: [name]",
    ),
    accepted: [table("lobs")],
  },
  {
    row: "R55",
    what: "a table that defines an attribute besides its key",
    refused: table("lobs", { attributes: [attribute("lob"), attribute("account")] }),
    message: keySchema(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    ),
    accepted: [table("lobs", { rangeKey: "account", attributes: [attribute("lob"), attribute("account")] })],
  },
  {
    row: "R56",
    what: "a second table of one name in a region",
    given: [table("lobs")],
    refused: table("lobs", {}, { as: "again" }),
    message: "Table already exists: lobs",
    accepted: [
      table("lobs", {}, { as: "again", region: "eu-central-1" }),
      table("lobs", {}, { account: childAccount }),
      table("lobs", { deletionProtectionEnabled: true }),
    ],
  },
  {
    row: "R57",
    what: "an item of another account's table",
    given: [table("lobs")],
    refused: tableItem("lobs", { lob: { S: "a" } }, { account: childAccount }),
    message: "Requested resource not found",
    accepted: [tableItem("lobs", { lob: { S: "a" } })],
  },
  {
    row: "R58",
    what: "an item without its key",
    given: [table("lobs")],
    refused: tableItem("lobs", { account: { S: "222222222222" } }),
    message: keySchema("Missing the key lob in the item"),
    accepted: [tableItem("lobs", { lob: { S: "a" }, account: { S: "222222222222" } })],
  },
  {
    row: "R58",
    what: "an item whose key is a number where the table declares a string",
    given: [table("lobs")],
    refused: tableItem("lobs", { lob: { N: "1" } }),
    message: keySchema("Type mismatch for key lob expected: S actual: N"),
    accepted: [tableItem("lobs", { lob: { S: "1" } })],
  },
  {
    row: "R58",
    what: "an item whose key is empty",
    given: [table("lobs")],
    refused: tableItem("lobs", { lob: { S: "" } }),
    message:
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: lob",
    accepted: [tableItem("lobs", { lob: { S: " " } })],
  },
  {
    row: "R58",
    what: "an item that is plain JSON",
    given: [table("lobs")],
    refused: tableItem("lobs", '{"lob":"a"}'),
    message: "The item isn't JSON of attributes with their types",
    accepted: [tableItem("lobs", '{"lob":{"S":"a"}}')],
  },
  {
    row: "R59",
    what: "a second item of one key",
    given: [table("lobs"), table("others"), tableItem("lobs", { lob: { S: "a" } })],
    refused: tableItem("lobs", { lob: { S: "a" }, more: { BOOL: true } }, { as: "again" }),
    message: "The conditional request failed",
    accepted: [
      tableItem("lobs", { lob: { S: "A" } }, { as: "again" }),
      tableItem("others", { lob: { S: "a" } }, { as: "elsewhere" }),
      tableItem("lobs", { lob: { S: "a" }, more: { BOOL: true } }),
    ],
  },
];

const bucketCases: readonly RefusalCase[] = [
  ...["ab", "My-bucket", "a..b", "192.168.0.1", "a-s3alias", "a".repeat(64)].map(
    (name): RefusalCase => ({
      row: "R67",
      what: `a bucket named ${name}`,
      refused: bucket(name),
      message: `The specified bucket is not valid: ${name}`,
      accepted: [bucket("a-b.c1"), bucket("a".repeat(63))],
    }),
  ),
  {
    row: "R68",
    what: "a bucket whose name another account has",
    given: [bucket("files", { account: childAccount })],
    refused: bucket("files"),
    message:
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    accepted: [bucket("files-2"), bucket("files", { account: childAccount })],
  },
  ...bucketSettings("files").map(
    (setting): RefusalCase => ({
      row: "R69",
      what: `${setting.type} of another account's bucket`,
      given: [bucket("files", { account: childAccount })],
      refused: setting,
      message: "The specified bucket does not exist",
      accepted: [{ ...setting, account: childAccount }],
    }),
  ),
];

/** Cases of rows R54 to R59 and R67 to R69: tables, their items, and buckets. */
export const dataRefusalCases: readonly RefusalCase[] = [...tableCases, ...bucketCases];
