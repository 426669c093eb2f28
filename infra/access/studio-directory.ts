import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A line of business that users can belong to. */
export interface Lob {
  /** Its name: its row's key, and the name of its Studio domain. */
  name: string;
  /** Id of its account, 12 digits. */
  account: string;
}

export interface StudioDirectoryArgs {
  /** The users' table's name in AWS. */
  usersTable: string;
  /** The LOBs' table's name in AWS. */
  lobsTable: string;
  /** Region of all LOBs. */
  region: string;
  /** The LOBs, one row each. */
  lobs: readonly Lob[];
  /** Whether AWS refuses to delete the tables. */
  deletionProtection: boolean;
}

/**
 * Who belongs where: the users' table (`userId` -> `lob`, `profileName`), whose rows operators write, and the LOBs'
 * table (`lob` -> `accountId`, `region`), whose rows come from config, each a separate resource, so that another LOB is
 * only one more row.
 */
export class StudioDirectory extends pulumi.ComponentResource {
  /** The users' table's name in AWS. */
  readonly usersTableName: pulumi.Output<string>;
  /** The LOBs' table's name in AWS. */
  readonly lobsTableName: pulumi.Output<string>;

  constructor(name: string, args: StudioDirectoryArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:access:StudioDirectory", name, {}, options);
    const table = (what: string, tableName: string, hashKey: string) =>
      new aws.dynamodb.Table(
        `${name}-${what}`,
        {
          name: tableName,
          billingMode: "PAY_PER_REQUEST",
          hashKey,
          attributes: [{ name: hashKey, type: "S" }],
          serverSideEncryption: { enabled: true },
          pointInTimeRecovery: { enabled: true },
          deletionProtectionEnabled: args.deletionProtection,
        },
        { parent: this },
      );
    const users = table("users", args.usersTable, "userId");
    const lobs = table("lobs", args.lobsTable, "lob");
    for (const lob of args.lobs) {
      new aws.dynamodb.TableItem(
        `${name}-lob-${lob.name}`,
        {
          tableName: lobs.name,
          hashKey: lobs.hashKey,
          item: JSON.stringify({ lob: { S: lob.name }, accountId: { S: lob.account }, region: { S: args.region } }),
        },
        { parent: this },
      );
    }

    this.usersTableName = users.name;
    this.lobsTableName = lobs.name;
    this.registerOutputs({ usersTableName: this.usersTableName, lobsTableName: this.lobsTableName });
  }
}
