import { BatchWriteItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import fc from "fast-check";
import { keyPolicy } from "../../../../infra/keys/key-policy";
import { leadingKeys } from "../../../../local/aws/dynamodb/keys";
import type { LocalAws } from "../../../../local/aws/local-aws";
import { refusalOf } from "../../support/failure";
import { eachTestWithLobsTable, lob } from "../../support/lobs-table";
import { parentAccount, put, region } from "../../support/local-aws";
import { callThrough, sessionOf, through } from "../../support/studio-services";
import { table } from "../../support/studio-wanted";

const arn = (name: string) => `arn:aws:dynamodb:${region}:${parentAccount}:table/${name}`;
const denied = (action: string, name: string) => ({
  code: "AccessDeniedException",
  message: `User: arn:aws:sts::${parentAccount}:assumed-role/Reader/working is not authorized to perform: ${action} on resource: ${arn(name)} because no identity-based policy allows the ${action} action`,
});

/** Puts the one key there, or another policy on it. */
function giveKey({ world }: LocalAws, policy: object): string {
  const arn = `arn:aws:kms:${region}:${parentAccount}:key/known`;
  const place = { account: parentAccount, region, stack: "keys" };
  const state = { arn, keyId: "known", policy: JSON.stringify(policy) };
  world.put({ urn: "urn:known", type: "aws:kms/key:Key", ...place, id: "known", state });
  return arn;
}

describe("Access to DynamoDB", () => {
  const { services, clientOf, operator, get, write } = eachTestWithLobsTable();

  it("refuses what no policy allows: another table, another action, each table of a batch", async () => {
    const { aws } = services();
    await put(aws, table("users"));
    const reader = clientOf(
      await sessionOf(
        aws,
        { Action: ["dynamodb:GetItem", "dynamodb:BatchWriteItem"], Resource: arn("lobs") },
        { roleName: "Reader" },
      ),
    );
    const batch = (...names: string[]) =>
      reader.send(
        new BatchWriteItemCommand({
          RequestItems: Object.fromEntries(names.map((name) => [name, [{ PutRequest: { Item: lob("a") } }]])),
        }),
      );

    await batch("lobs");
    expect(await get("a", reader)).to.deep.equal(lob("a"));
    expect(await refusalOf(get("a", reader, "users"))).to.deep.equal(denied("dynamodb:GetItem", "users"));
    expect(await refusalOf(write("b", {}, reader))).to.deep.equal(denied("dynamodb:PutItem", "lobs"));
    expect(await refusalOf(batch("lobs", "users"))).to.deep.equal(denied("dynamodb:BatchWriteItem", "users"));
    expect(await get("a", operator(), "users")).to.equal(undefined);
  });

  it("reads a table under a key only for who may use the key through DynamoDB", async () => {
    const { aws } = services();
    const keyArn = giveKey(aws, keyPolicy({ account: parentAccount, region, stores: ["tables"] }));
    await put(aws, table("keyed", { serverSideEncryption: { enabled: true, kmsKeyArn: keyArn } }));
    expect(await get("a", operator(), "keyed")).to.equal(undefined);

    giveKey(aws, keyPolicy({ account: parentAccount, region, stores: ["buckets"] }));
    expect(await refusalOf(get("a", operator(), "keyed"))).to.deep.equal({
      code: "AccessDeniedException",
      message: `User: arn:aws:sts::${parentAccount}:assumed-role/Operator/working is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no identity-based policy allows the kms:Decrypt action`,
    });
  });

  it("tells a table that doesn't exist only to who may use it", async () => {
    const { aws } = services();
    const reader = clientOf(
      await sessionOf(aws, { Action: "dynamodb:*", Resource: arn("lobs") }, { roleName: "Reader" }),
    );

    expect(await refusalOf(get("a", operator(), "absent"))).to.deep.equal({
      code: "ResourceNotFoundException",
      message: "Requested resource not found",
    });
    expect(await refusalOf(get("a", reader, "absent"))).to.deep.equal(denied("dynamodb:GetItem", "absent"));
  });

  it("lets a policy hold a caller to the keys that it names", async () => {
    const condition = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a"] } };
    const statement = { Action: "dynamodb:*", Resource: arn("lobs"), Condition: condition };
    const reader = clientOf(await sessionOf(services().aws, statement, { roleName: "Reader" }));
    const query = (name: string) =>
      reader.send(
        new QueryCommand({
          TableName: "lobs",
          KeyConditionExpression: "#l = :l",
          ExpressionAttributeNames: { "#l": "lob" },
          ExpressionAttributeValues: { ":l": { S: name } },
        }),
      );

    await write("a", {}, reader);
    expect(await get("a", reader)).to.deep.equal(lob("a"));
    expect((await query("a")).Count).to.equal(1);
    expect(await refusalOf(get("b", reader))).to.deep.equal(denied("dynamodb:GetItem", "lobs"));
    expect(await refusalOf(query("b"))).to.deep.equal(denied("dynamodb:Query", "lobs"));
  });

  it("asks an endpoint's policy as well", async () => {
    const { aws, dynamoDb } = services();
    const session = await sessionOf(aws, { Action: "dynamodb:*", Resource: "*" }, { roleName: "Reader" });
    const reading = (resource: string) =>
      callThrough(
        dynamoDb,
        through("vpce-0d00000000000001", "dynamodb", {
          Sid: "Read",
          Effect: "Allow",
          Principal: "*",
          Action: "dynamodb:GetItem",
          Resource: resource,
        }),
        {
          host: `dynamodb.${region}.amazonaws.com`,
          target: "DynamoDB_20120810.GetItem",
          members: { TableName: "lobs", Key: lob("a") },
          session,
        },
      );

    expect((await reading(arn("lobs"))).status).to.equal(200);
    expect(await refusalOf(reading(arn("users")))).to.deep.equal({
      code: "AccessDeniedException",
      message: `User: arn:aws:sts::${parentAccount}:assumed-role/Reader/working is not authorized to perform: dynamodb:GetItem on resource: ${arn("lobs")} because no VPC endpoint policy allows the dynamodb:GetItem action`,
    });
  });
});

describe("The leading keys of an operation", () => {
  it("are the values of the hash keys of what is written, all of them", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 25 }), (names) => {
        const requests = names.map((name, index) =>
          index % 2 === 0 ? { PutRequest: { Item: lob(name) } } : { DeleteRequest: { Key: lob(name) } },
        );
        expect(leadingKeys("BatchWriteItem", "lob", requests)).to.deep.equal({ "dynamodb:LeadingKeys": names });
      }),
    );
  });

  it("are absent where an operation is about no key", () => {
    expect(leadingKeys("Scan", "lob", { TableName: "lobs" })).to.deep.equal({});
    expect(leadingKeys("GetItem", "lob", { Key: { other: { S: "a" } } })).to.deep.equal({});
  });
});
