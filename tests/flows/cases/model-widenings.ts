import type { World } from "../../../local/aws/core/world";
import { key } from "../../../local/aws/kms/kinds";
import {
  all,
  alsoWith,
  bucketStatement,
  editing,
  having,
  inline,
  type Statement,
  trust,
  without,
} from "../support/estate-changes";
import type { Widening } from "./widening";

const fraud = "SageMakerModel-fraud of parent";
const model = (name: string) => `model ${name} of parent`;
const may = (who: string, ...what: readonly string[]) => what.map((words) => `${who} may ${words}, from internet`);
const people = (owner: string) => [`administrator of ${owner}`, `a role named like SageMakerInvoker-* of ${owner}`];

const run = (sid: string, edit: Parameters<typeof inline>[3]) => inline("parent", "model-fraud-policy", sid, edit);
const trusted = (edit: Parameters<typeof trust>[3]) => trust("parent", "model-fraud-role", "Models", edit);
const logs = (group: string) => `arn:aws:logs:eu-west-1:222222222222:log-group:${group}`;
const ofRepository = (name: string) => `arn:aws:ecr:eu-west-1:222222222222:repository/${name}`;
const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;

/** A statement in place of one of the role's, which it repeats. */
const also = (Action: string | readonly string[], Resource: string) =>
  run("WriteMetrics", having({ Action, Resource, Condition: {} }));

const sample = "arn:aws:s3:::sagemaker-iris-222222222222-eu-west-1";
const letIn = (account: string, Action: string, principal: unknown = { AWS: `arn:aws:iam::${account}:root` }) =>
  bucketStatement("parent", "sample-model-files-policy", {
    Sid: "Share",
    Effect: "Allow",
    Principal: principal,
    Action,
    Resource: `${sample}/*`,
  });

/** Changes the statements of the parent's key. */
const keyed = (edit: (statements: readonly Statement[], world: World) => readonly Statement[]) =>
  editing(key, "parent", "key-key", ({ policy }, world) => {
    const { Statement: statements, ...rest } = JSON.parse(policy);
    return { policy: JSON.stringify({ ...rest, Statement: edit(statements, world) }) };
  });
const ofKey = (sid: string, condition: string) =>
  keyed((statements, world) => statements.map((one) => (one.Sid === sid ? without(condition)(one, world) : one)));

/** Changes of what a parent's models may do, and of who may do what to them. */
export const modelWidenings: readonly Widening[] = [
  {
    what: "a model's role reads the whole bucket of models",
    change: run("ReadModel", having({ Resource: "arn:aws:s3:::models-of-acme/*" })),
    appears: may(fraud, `read data of ${model("churn")}`),
  },
  {
    what: "a model's role reads every bucket",
    change: run("ReadModel", having({ Resource: "*" })),
    appears: may(fraud, `read data of ${model("churn")}`, `read data of ${model("iris")}`),
  },
  {
    what: "a model's role writes its data",
    change: run("ReadModel", alsoWith("Action", "s3:PutObject")),
    appears: may(fraud, `change data of ${model("fraud")}`),
  },
  {
    what: "a model's role deletes its data",
    change: run("ReadModel", alsoWith("Action", "s3:DeleteObject")),
    appears: may(fraud, `change data of ${model("fraud")}`),
  },
  {
    what: "a model's role pulls every image",
    change: run("PullImage", having({ Resource: ofRepository("*") })),
    appears: may(fraud, `pull the image of ${model("churn")}`),
  },
  {
    what: "a model's role pushes its image",
    change: run("PullImage", alsoWith("Action", "ecr:PutImage")),
    appears: may(fraud, `change the image of ${model("fraud")}`),
  },
  {
    what: "a model's role writes the logs of every endpoint",
    change: run("WriteOwnLogs", having({ Resource: logs("/aws/sagemaker/Endpoints/*") })),
    appears: may(fraud, `write the log of ${model("churn")}`, `write the log of ${model("iris")}`),
  },
  {
    what: "a model's role reads its log, which has requests where the model writes them",
    change: run("WriteOwnLogs", alsoWith("Action", "logs:GetLogEvents")),
    appears: may(fraud, `read the log of ${model("fraud")}`),
  },
  {
    what: "a model's role replaces endpoints",
    change: also("sagemaker:UpdateEndpoint", "arn:aws:sagemaker:eu-west-1:222222222222:endpoint/churn"),
    appears: may(fraud, `replace ${model("churn")}`),
  },
  {
    what: "a model's role calls another endpoint",
    change: also("sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:222222222222:endpoint/churn"),
    appears: may(fraud, "invoke endpoint churn of parent"),
  },
  {
    what: "a model's role changes its own policies",
    change: also("iam:PutRolePolicy", role("SageMakerModel-fraud")),
    appears: may(fraud, "change the policies of SageMakerModel-fraud of parent"),
  },
  {
    what: "a model's role uses the parent's key by itself",
    change: also("kms:Decrypt", "*"),
    appears: may(fraud, "use the key of parent"),
  },
  {
    what: "a model's role serves SageMaker for every account",
    change: trusted(without("aws:SourceAccount")),
    appears: ["service sagemaker for another account may assume SageMakerModel-fraud of parent, from AWS itself"],
  },
  {
    what: "Lambda runs code under a model's role",
    change: trusted(having({ Principal: { Service: "lambda.amazonaws.com" }, Condition: {} })),
    appears: ["service lambda may assume SageMakerModel-fraud of parent, from AWS itself"],
  },
  {
    what: "a model's role trusts a child's account",
    change: trusted(having({ Principal: { AWS: "arn:aws:iam::333333333333:root" }, Condition: {} })),
    appears: people("child").flatMap((who) => may(who, "assume SageMakerModel-fraud of parent")),
  },
  {
    what: "a model's role trusts a stranger",
    change: trusted(having({ Principal: { AWS: "arn:aws:iam::777777777777:root" }, Condition: {} })),
    appears: people("a stranger").flatMap((who) => may(who, "assume SageMakerModel-fraud of parent")),
  },
  {
    what: "a child's account reads the sample's data",
    change: letIn("333333333333", "s3:GetObject"),
    appears: people("child").flatMap((who) => may(who, `read data of ${model("iris")}`)),
  },
  {
    what: "a stranger reads the sample's data",
    change: letIn("777777777777", "s3:GetObject"),
    appears: people("a stranger").flatMap((who) => may(who, `read data of ${model("iris")}`)),
  },
  {
    what: "a stranger puts another model in the sample's place",
    change: letIn("777777777777", "s3:PutObject"),
    appears: people("a stranger").flatMap((who) => may(who, `change data of ${model("iris")}`)),
  },
  {
    what: "everybody with credentials reads the sample's data",
    change: letIn("", "s3:GetObject", "*"),
    appears: [
      fraud,
      "SageMakerModel-churn of parent",
      "SageMakerExternal of parent",
      ...["child", "a stranger", "another organization"].flatMap(people),
    ].flatMap((who) => may(who, `read data of ${model("iris")}`)),
  },
  {
    what: "the parent's key lets a stranger in",
    change: keyed((statements) => [
      ...statements,
      {
        Sid: "Share",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::777777777777:root" },
        Action: "kms:Decrypt",
        Resource: "*",
      },
    ]),
    appears: people("a stranger").flatMap((who) =>
      may(who, "use the key of parent", "use the key of parent through S3"),
    ),
  },
  {
    what: "the parent's key serves its account's callers without a service between",
    change: ofKey("UseThroughServices", "kms:ViaService"),
    appears: [
      fraud,
      "SageMakerModel-churn of parent",
      "SageMakerExternal of parent",
      "SageMakerModel-iris of parent",
    ].flatMap((who) => may(who, "use the key of parent")),
  },
  {
    what: "the parent's key serves callers of every account through its services",
    change: ofKey("UseThroughServices", "kms:CallerAccount"),
    appears: ["child", "a stranger", "another organization"]
      .flatMap(people)
      .flatMap((who) => may(who, "use the key of parent through S3")),
  },
  {
    what: "a model's role reads and writes everything of its kind",
    change: all(
      run("ReadModel", having({ Action: "s3:*", Resource: "*" })),
      run("PullImage", having({ Action: "ecr:*", Resource: "*" })),
    ),
    appears: may(
      fraud,
      `change data of ${model("fraud")}`,
      `change the image of ${model("fraud")}`,
      `read data of ${model("churn")}`,
      `change data of ${model("churn")}`,
      `pull the image of ${model("churn")}`,
      `change the image of ${model("churn")}`,
      `read data of ${model("iris")}`,
      `change data of ${model("iris")}`,
    ),
  },
];
