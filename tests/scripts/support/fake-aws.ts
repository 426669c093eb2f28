import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import * as v from "valibot";
import type { Places } from "../../../scripts/populate/populate";
import { ScriptedServer, type SeenRequest } from "../../functions/support/scripted-server";

// The SDK warns of Node.js 20 on stderr, where these tests read lines.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The shared stack's outputs in these tests. */
export const places = {
  userPoolId: "eu-west-1_AbCdEfGhI",
  usersTableName: "studio-users-shared",
  lobsTableName: "studio-lobs-shared",
} satisfies Places;

const text = v.object({ S: v.string() });
const row = v.object({ userId: text, lob: text, profileName: text });
const inPool = { UserPoolId: v.literal(places.userPoolId), Username: v.string() };

/** An error in the form that both services give it. */
class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Account {
  password: string | undefined;
  permanent: boolean;
}

/** A user pool and two tables behind HTTP. Operations and inputs that it doesn't know are errors. */
export class FakeAws {
  /** Rows of the Users table by user: LOB and profile. */
  readonly rows = new Map<string, readonly [lob: string, profile: string]>();
  readonly accounts = new Map<string, Account>();
  lobs: readonly string[] = ["lob-a", "lob-b"];
  account = "111122223333";
  passwordPolicy: object = { MinimumLength: 12, RequireNumbers: true, TemporaryPasswordValidityDays: 1 };
  /** Writes in their order: operation and user. */
  readonly writes: string[] = [];
  /** Is told of each write before it is done. */
  onWrite: (write: string) => void = () => {};
  /** Names that the pool writes otherwise than they were given. */
  poolName = (name: string) => name;
  /** What an operation fails with, or a write for one user, such as `PutItem ann`. */
  readonly faults = new Map<string, readonly [code: string, message: string]>();
  /** Users that are there, but not in the list yet. */
  readonly unlisted = new Set<string>();
  pageSize = 60;

  private constructor(private readonly server: ScriptedServer) {}

  static async start(): Promise<FakeAws> {
    let fake: FakeAws | undefined;
    const server = await ScriptedServer.start((request) => fake?.answer(request) ?? new Response(null));
    fake = new FakeAws(server);
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  clients() {
    const config = {
      region: "eu-west-1",
      endpoint: this.server.url,
      credentials: { accessKeyId: "AKIASTATIC", secretAccessKey: "static-secret" },
      maxAttempts: 1,
    };
    return {
      cognito: new CognitoIdentityProviderClient(config),
      dynamodb: new DynamoDBClient(config),
      sts: new STSClient(config),
    };
  }

  private readonly operations: Readonly<Record<string, (input: unknown) => object>> = {
    Scan: (input) => this.scan(input),
    PutItem: (input) => {
      const { Item } = v.parse(v.strictObject({ TableName: v.literal(places.usersTableName), Item: row }), input);
      this.write("PutItem", Item.userId.S);
      this.rows.set(Item.userId.S, [Item.lob.S, Item.profileName.S]);
      return {};
    },
    DeleteItem: (input) => {
      const schema = v.strictObject({ TableName: v.literal(places.usersTableName), Key: v.object({ userId: text }) });
      const { Key } = v.parse(schema, input);
      this.write("DeleteItem", Key.userId.S);
      this.rows.delete(Key.userId.S);
      return {};
    },
    ListUsers: (input) => {
      const schema = v.strictObject({ UserPoolId: inPool.UserPoolId, PaginationToken: v.optional(v.string()) });
      const from = Number(v.parse(schema, input).PaginationToken ?? 0);
      const all = [...this.accounts.keys()].filter((name) => !this.unlisted.has(name));
      const next = from + this.pageSize;
      return {
        Users: all.slice(from, next).map((Username) => ({ Username })),
        ...(next < all.length && { PaginationToken: String(next) }),
      };
    },
    DescribeUserPool: (input) => {
      v.parse(v.strictObject({ UserPoolId: inPool.UserPoolId }), input);
      return { UserPool: { Policies: { PasswordPolicy: this.passwordPolicy } } };
    },
    AdminCreateUser: (input) => {
      const schema = { ...inPool, TemporaryPassword: v.string(), MessageAction: v.literal("SUPPRESS") };
      const { Username, TemporaryPassword } = v.parse(v.strictObject(schema), input);
      this.write("AdminCreateUser", Username);
      if (this.find(Username) !== undefined) {
        throw new Fault("UsernameExistsException", "User account already exists");
      }
      this.accounts.set(this.poolName(Username), { password: TemporaryPassword, permanent: false });
      return { User: { Username: this.poolName(Username) } };
    },
    AdminGetUser: (input) => ({ Username: this.existing(v.parse(v.strictObject(inPool), input).Username)[0] }),
    AdminSetUserPassword: (input) => {
      const schema = { ...inPool, Password: v.string(), Permanent: v.boolean() };
      const { Username, Password, Permanent } = v.parse(v.strictObject(schema), input);
      this.write("AdminSetUserPassword", Username);
      this.accounts.set(this.existing(Username)[0], { password: Password, permanent: Permanent });
      return {};
    },
    AdminUserGlobalSignOut: (input) => {
      const { Username } = v.parse(v.strictObject(inPool), input);
      this.existing(Username);
      this.write("AdminUserGlobalSignOut", Username);
      return {};
    },
    AdminDeleteUser: (input) => {
      const { Username } = v.parse(v.strictObject(inPool), input);
      this.write("AdminDeleteUser", Username);
      this.accounts.delete(this.existing(Username)[0]);
      return {};
    },
  };

  private scan(input: unknown): object {
    const table = v.picklist([places.usersTableName, places.lobsTableName]);
    const key = v.optional(v.record(v.string(), text));
    const schema = v.strictObject({ TableName: table, ConsistentRead: v.literal(true), ExclusiveStartKey: key });
    const { TableName, ExclusiveStartKey } = v.parse(schema, input);
    const isUsers = TableName === places.usersTableName;
    const all = isUsers
      ? [...this.rows].map(([user, [lob, profile]]) => ({
          userId: { S: user },
          lob: { S: lob },
          profileName: { S: profile },
        }))
      : this.lobs.map((lob) => ({ lob: { S: lob }, accountId: { S: "333333333333" }, region: { S: "eu-west-1" } }));
    const from = Number(ExclusiveStartKey?.from?.S ?? 0);
    const next = from + this.pageSize;
    return {
      Items: all.slice(from, next),
      ...(next < all.length && { LastEvaluatedKey: { from: { S: String(next) } } }),
    };
  }

  private fail(what: string): void {
    const fault = this.faults.get(what);
    if (fault !== undefined) {
      throw new Fault(...fault);
    }
  }

  private write(operation: string, user: string): void {
    this.fail(`${operation} ${user}`);
    this.onWrite(`${operation} ${user}`);
    this.writes.push(`${operation} ${user}`);
  }

  private find(name: string): [string, Account] | undefined {
    return [...this.accounts].find(([known]) => known.toLowerCase() === name.toLowerCase());
  }

  private existing(name: string): [string, Account] {
    const found = this.find(name);
    if (found === undefined) {
      throw new Fault("UserNotFoundException", "User does not exist.");
    }
    return found;
  }

  private answer({ headers, body }: SeenRequest): Response {
    const operation = headers.get("x-amz-target")?.split(".")[1];
    if (operation === undefined) {
      return this.identity(new URLSearchParams(body.toString()));
    }
    try {
      this.fail(operation);
      const answer = this.operations[operation];
      if (answer === undefined) {
        throw new Fault("UnknownOperationException", operation);
      }
      const headersOut = { "content-type": headers.get("content-type") ?? "" };
      return Response.json(answer(JSON.parse(body.toString())), { headers: headersOut });
    } catch (error) {
      const code = error instanceof Fault ? error.code : "ValidationException";
      return Response.json(
        { __type: code, message: String(error instanceof Error ? error.message : error) },
        { status: 400 },
      );
    }
  }

  private identity(form: URLSearchParams): Response {
    const known = form.get("Action") === "GetCallerIdentity";
    const content = known
      ? `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${this.account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
      : "<ErrorResponse><Error><Code>UnknownOperation</Code><Message>?</Message></Error></ErrorResponse>";
    return new Response(content, { status: known ? 200 : 400, headers: { "content-type": "text/xml" } });
  }
}
