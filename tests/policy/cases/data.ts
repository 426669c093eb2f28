import { notYetKnown } from "../../../policy/support/values";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const table = (props: Readonly<Record<string, unknown>>) => resource("aws:dynamodb/table:Table", props);
const on = { enabled: true };
const logGroup = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:cloudwatch/logGroup:LogGroup", props, "logs");
const lambda = (props: Readonly<Record<string, unknown>>) => resource("aws:lambda/function:Function", props);
const stage = (props: Readonly<Record<string, unknown>>) => resource("aws:apigateway/stage:Stage", props);
const settings = (dataTraceEnabled: unknown) =>
  resource("aws:apigateway/methodSettings:MethodSettings", { settings: { dataTraceEnabled } });

const noGroup =
  "logs to no group of this stack, so that Lambda makes one that is kept for ever: make a LogGroup and set loggingConfig.logGroup";
const noAccessLog = "writes no access log: make a LogGroup and set accessLogSettings.destinationArn";
const forEver = "logs: keeps its logs for ever: set retentionInDays";
const traced = "logs requests and answers in full, with presigned URLs and tokens: set dataTraceEnabled to false";

const bucket = resource("aws:s3/bucket:Bucket", { id: "files", bucket: "files" });
const block = (restrictPublicBuckets: boolean) =>
  resource(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    { bucket: "files", blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets },
    "block",
  );
const encryption = resource(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  { bucket: "files" },
  "encryption",
);
const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const bucketPolicy = (policy: unknown) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "files", policy }, "policy");
const noTls =
  "can be reached without TLS: add a BucketPolicy that denies s3:* to everybody where aws:SecureTransport is false";

export const dataCases: RuleCases = {
  "table-encrypted-and-recoverable": [
    passes("an encrypted table that can be put back", table({ serverSideEncryption: on, pointInTimeRecovery: on })),
    passes("what a preview doesn't know", table({ serverSideEncryption: notYetKnown, pointInTimeRecovery: on })),
    fails(
      "a table that says nothing",
      table({}),
      "isn't encrypted with a KMS key: set serverSideEncryption.enabled to true",
      "can't be restored to an earlier point in time: set pointInTimeRecovery.enabled to true",
    ),
    fails(
      "recovery that is off",
      table({ serverSideEncryption: on, pointInTimeRecovery: { enabled: false } }),
      "can't be restored to an earlier point in time: set pointInTimeRecovery.enabled to true",
    ),
  ],
  "closed-bucket": [
    passes("a closed bucket", bucket, block(true), encryption, bucketPolicy(document(tlsOnly))),
    passes("a policy that a preview doesn't know", bucket, block(true), encryption, bucketPolicy(notYetKnown)),
    fails(
      "only a bucket",
      bucket,
      "could be made public: add a BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets all true",
      "has no encryption setting: add a BucketServerSideEncryptionConfiguration",
      noTls,
    ),
    fails(
      "a block with a gap",
      [bucket, block(false), encryption, bucketPolicy(document(tlsOnly))],
      "could be made public: add a BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets all true",
    ),
    fails(
      "only a denial of writing",
      [bucket, block(true), encryption, bucketPolicy(document({ ...tlsOnly, Action: "s3:PutObject" }))],
      noTls,
    ),
  ],
  "encrypted-volumes": [
    passes(
      "a launch template with an encrypted volume",
      resource("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }),
    ),
    fails(
      "an instance with two volumes that aren't",
      resource("aws:ec2/instance:Instance", {
        rootBlockDevice: { encrypted: false },
        ebsBlockDevices: [{ volumeSize: 8 }],
      }),
      "has a volume that isn't encrypted: set encrypted to true on it",
      "has a volume that isn't encrypted: set encrypted to true on it",
    ),
  ],
  "log-retention": [
    passes("a month", logGroup({ retentionInDays: 30 })),
    passes("what a preview doesn't know", logGroup({ retentionInDays: notYetKnown })),
    fails("nothing said", logGroup({}), forEver),
    fails("AWS's word for ever", logGroup({ retentionInDays: 0 }), forEver),
  ],
  "logs-somewhere": [
    passes(
      "a function that names its group",
      lambda({ name: "f", loggingConfig: { logGroup: "/own" } }),
      logGroup({ name: "/own" }),
    ),
    passes("a function whose group is there by name", lambda({ name: "f" }), logGroup({ name: "/aws/lambda/f" })),
    passes(
      "a stage whose group has no ARN yet",
      {
        ...stage({ accessLogSettings: { destinationArn: notYetKnown } }),
        references: { accessLogSettings: [logGroup({}).urn] },
      },
      logGroup({ arn: notYetKnown }),
    ),
    passes(
      "a stage that a preview hasn't told yet which of the groups that are there it takes",
      {
        ...stage({ accessLogSettings: { destinationArn: notYetKnown } }),
        references: { accessLogSettings: [logGroup({}).urn] },
      },
      logGroup({ id: "/own", arn: "arn:logs" }),
    ),
    fails(
      "a function whose group Lambda would make",
      [lambda({ name: "f" }), logGroup({ name: "/aws/lambda/g" })],
      noGroup,
    ),
    fails("a group of another stack", lambda({ name: "f", loggingConfig: { logGroup: "/own" } }), noGroup),
    fails("a stage without access log", [stage({}), logGroup({ arn: "arn:logs" })], noAccessLog),
  ],
  "no-data-trace": [
    passes("no trace", settings(false)),
    passes("nothing said, which is none", settings(undefined)),
    fails("a trace", settings(true), traced),
    fails(
      "a trace of an HTTP API",
      resource("aws:apigatewayv2/stage:Stage", { defaultRouteSettings: { dataTraceEnabled: true } }),
      traced,
    ),
  ],
};
