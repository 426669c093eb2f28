import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { refusalOf } from "../../support/failure";
import { eachTestWithLobsTable, lob } from "../../support/lobs-table";
import { childAccount, parentAccount, put, region } from "../../support/local-aws";
import { sessionOf } from "../../support/studio-services";
import { table, tableItem } from "../../support/studio-wanted";

describe("DynamoDB", () => {
  const { services, clientOf, operator, get, write } = eachTestWithLobsTable();

  it("writes, reads, changes and deletes items", async () => {
    await write("a", { region: { S: "eu-west-1" } });
    expect(await get("a")).to.deep.equal(lob("a", { region: { S: "eu-west-1" } }));

    const change = { UpdateExpression: "SET #r = :r", ExpressionAttributeNames: { "#r": "region" } };
    await operator().send(
      new UpdateItemCommand({
        TableName: "lobs",
        Key: lob("a"),
        ...change,
        ExpressionAttributeValues: { ":r": { S: "eu-central-1" } },
      }),
    );
    expect(await get("a")).to.deep.equal(lob("a", { region: { S: "eu-central-1" } }));

    await operator().send(new DeleteItemCommand({ TableName: "lobs", Key: lob("a") }));
    expect(await get("a")).to.equal(undefined);
  });

  it("writes on a condition, and reports when it fails", async () => {
    const first = new PutItemCommand({
      TableName: "lobs",
      Item: lob("a"),
      ConditionExpression: "attribute_not_exists(lob)",
    });
    await operator().send(first);

    expect(await refusalOf(operator().send(first))).to.deep.equal({
      code: "ConditionalCheckFailedException",
      message: "The conditional request failed",
    });
  });

  it("writes many items at once, queries and scans them", async () => {
    await put(services().aws, table("users"));
    const putRequest = (name: string) => ({ PutRequest: { Item: lob(name) } });
    const answer = await operator().send(
      new BatchWriteItemCommand({
        RequestItems: { lobs: [putRequest("a"), putRequest("b")], users: [putRequest("c")] },
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    const query = new QueryCommand({
      TableName: "lobs",
      KeyConditionExpression: "lob = :l",
      ExpressionAttributeValues: { ":l": { S: "b" } },
    });

    expect(answer.ConsumedCapacity?.map(({ TableName }) => TableName).sort()).to.deep.equal(["lobs", "users"]);
    expect((await operator().send(query)).Items).to.deep.equal([lob("b")]);
    expect((await operator().send(new ScanCommand({ TableName: "lobs" }))).Count).to.equal(2);
    expect(await get("c", operator(), "users")).to.deep.equal(lob("c"));
  });

  it("describes a table by its own name and ARN", async () => {
    const { Table } = await operator().send(new DescribeTableCommand({ TableName: "lobs" }));

    expect(Table).to.include({
      TableName: "lobs",
      TableArn: `arn:aws:dynamodb:${region}:${parentAccount}:table/lobs`,
      TableStatus: "ACTIVE",
    });
    expect(Table?.KeySchema).to.deep.equal([{ AttributeName: "lob", KeyType: "HASH" }]);
  });

  it("keeps tables of one name apart by account and by region", async () => {
    const { aws, url } = services();
    await put(aws, table("lobs", {}, { account: childAccount }));
    await put(aws, table("lobs", {}, { region: "eu-central-1", as: "elsewhere" }));
    const session = await sessionOf(aws, { Action: "dynamodb:*", Resource: "*" }, { account: childAccount });
    const child = clientOf(session);
    const elsewhere = clientOf(await operatorsKeys(), url, { region: "eu-central-1" });
    await write("a", { from: { S: "parent" } });
    await write("a", { from: { S: "child" } }, child);

    expect(await get("a")).to.deep.equal(lob("a", { from: { S: "parent" } }));
    expect(await get("a", child)).to.deep.equal(lob("a", { from: { S: "child" } }));
    expect(await get("a", elsewhere)).to.equal(undefined);
  });

  const operatorsKeys = () => sessionOf(services().aws, { Action: "dynamodb:*", Resource: "*" }, { roleName: "Other" });

  it("has the items of stacks, changes them and takes them away with their resources", async () => {
    const { aws } = services();
    const { urn } = await put(aws, tableItem("lobs", lob("a", { account: { S: "1" } })));
    await write("mine");
    expect(await get("a")).to.deep.equal(lob("a", { account: { S: "1" } }));

    await put(aws, tableItem("lobs", lob("a", { account: { S: "2" } })));
    expect(await get("a")).to.deep.equal(lob("a", { account: { S: "2" } }));

    await put(aws, tableItem("lobs", lob("b")));
    expect([await get("a"), await get("b")]).to.deep.equal([undefined, lob("b")]);

    aws.world.remove(urn);
    expect([await get("b"), await get("mine")]).to.deep.equal([undefined, lob("mine")]);
  });

  it("has all the items of a stack, however many", async () => {
    const { aws } = services();
    const names = Array.from({ length: 60 }, (_, index) => `lob-${index}`);
    for (const name of names) {
      await put(aws, tableItem("lobs", lob(name), { as: name }));
    }

    const { Items = [] } = await operator().send(new ScanCommand({ TableName: "lobs" }));

    expect(Items.map((item) => item.lob?.S).sort()).to.deep.equal(names.sort());
  });

  it("keeps what a caller made of a stack's item until the stack changes it", async () => {
    const { aws } = services();
    await put(aws, tableItem("lobs", lob("a")));
    await write("a", { drifted: { BOOL: true } });

    await put(aws, tableItem("lobs", lob("a")));
    expect(await get("a")).to.deep.equal(lob("a", { drifted: { BOOL: true } }));

    await put(aws, tableItem("lobs", lob("a", { account: { S: "1" } })));
    expect(await get("a")).to.deep.equal(lob("a", { account: { S: "1" } }));
  });

  it("begins with an empty table when one of the same name is created again", async () => {
    const { aws } = services();
    await write("a");
    const { urn } = await put(aws, table("lobs", { deletionProtectionEnabled: true }));
    expect(await get("a")).to.deep.equal(lob("a"));

    aws.world.remove(urn);
    expect(await refusalOf(get("a"))).to.deep.equal({
      code: "ResourceNotFoundException",
      message: "Requested resource not found",
    });
    await put(aws, table("lobs"));
    expect(await get("a")).to.equal(undefined);
  });

  it("serves first calls that come at the same time", async () => {
    await put(services().aws, tableItem("lobs", lob("a")));

    const found = await Promise.all(Array.from({ length: 10 }, () => get("a")));

    expect(found).to.deep.equal(Array.from({ length: 10 }, () => lob("a")));
  });
});
