import { asPiece, type DeletionCase, own } from "./deletion-cases";
import { deployment, fullApi, stage } from "./deletion-pieces";
import { parentAccount } from "./local-aws";
import { object, roleOfModels } from "./models-wanted";
import { appImageConfig, image, imageVersion, lifecycleConfig } from "./studio-tools-wanted";
import { bucket, domain, executionRole, settings, table, userPool, userPoolDomain, userProfile } from "./studio-wanted";
import { attachment, inlinePolicy, managedPolicy, policyOf, role } from "./wanted";

const policyArn = `arn:aws:iam::${parentAccount}:policy/p`;
const attached = [
  asPiece("role", role("a")),
  asPiece("policy", managedPolicy("p", policyOf(100))),
  asPiece("attachment", attachment("a", policyArn)),
];

const identityCases: readonly DeletionCase[] = [
  {
    row: "R92",
    what: "a role with a managed policy",
    given: attached,
    deleted: "role",
    message: "Cannot delete entity, must detach all policies first.",
    first: ["attachment"],
  },
  {
    row: "R92",
    what: "a role with a policy of its own",
    given: [asPiece("role", role("a")), asPiece("inline", inlinePolicy("p", "a", policyOf(100)))],
    deleted: "role",
    message: "Cannot delete entity, must delete policies first.",
    first: ["inline"],
  },
  {
    row: "R92",
    what: "a managed policy that a role has",
    given: attached,
    deleted: "policy",
    message: "Cannot delete a policy attached to entities.",
    first: ["attachment"],
  },
];

const file = own("file", "aws:s3/object:Object", { bucket: "files-1", key: "notes.txt" });
const files = {
  row: "R98" as const,
  given: [asPiece("bucket", bucket("files-1"))],
  besides: [file],
  deleted: "bucket",
};
const protectedTable =
  "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";

const dataCases: readonly DeletionCase[] = [
  {
    ...files,
    what: "a bucket with a file",
    message: "The bucket you tried to delete is not empty",
    first: ["file"],
  },
  {
    ...files,
    what: "a bucket with a stack's object",
    besides: [],
    given: [asPiece("bucket", bucket("files-1")), asPiece("object", object("files-1", "model.tar.gz"))],
    message: "The bucket you tried to delete is not empty",
    first: ["object"],
  },
  {
    ...files,
    what: "a bucket with a file, until it may be emptied",
    message: "The bucket you tried to delete is not empty",
    changed: { forceDestroy: true },
    first: [],
  },
  {
    row: "R99",
    what: "a table that is protected",
    given: [asPiece("table", table("lobs", { deletionProtectionEnabled: true }))],
    deleted: "table",
    message: protectedTable,
    changed: { deletionProtectionEnabled: false },
    first: [],
  },
  {
    row: "R110",
    what: "a user pool that is protected",
    given: [asPiece("pool", userPool("people", { deletionProtection: "ACTIVE" }))],
    deleted: "pool",
    message:
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    changed: { deletionProtection: "INACTIVE" },
    first: [],
  },
  {
    row: "R110",
    what: "a user pool with a domain",
    given: [asPiece("pool", userPool("people")), asPiece("pool-domain", userPoolDomain("people", "{pool}"))],
    deleted: "pool",
    message: "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    first: ["pool-domain"],
  },
];

const studio = [asPiece("execution", executionRole()), asPiece("domain", domain("lob-a"))];
const anna = asPiece("anna", userProfile("{domain}", "anna"));
const space = own("space", "aws:sagemaker/space:Space", {
  domainId: "{domain}",
  spaceName: "notes",
  ownerUserProfileName: "anna",
});
const app = own("app", "aws:sagemaker/app:App", {
  domainId: "{domain}",
  userProfileName: "anna",
  appType: "JupyterServer",
  appName: "default",
});
const domainInUse = (what: string) => `Unable to delete Domain [{domain.arn}] because ${what} are associated with it.`;
const profileInUse = (what: string) =>
  `Unable to delete UserProfile [{anna.arn}] because ${what} are associated with it.`;

const studioCases: readonly DeletionCase[] = [
  {
    ...{ row: "R111", what: "a domain with a profile", given: [...studio, anna], deleted: "domain" },
    ...{ message: domainInUse("UserProfile(s)"), first: ["anna"] },
  },
  {
    ...{ row: "R111", what: "a domain with a space", given: studio, besides: [space], deleted: "domain" },
    ...{ message: domainInUse("Space(s)"), first: ["space"] },
  },
  {
    ...{ row: "R111", what: "a domain with an app", given: studio, besides: [app], deleted: "domain" },
    ...{ message: domainInUse("App(s)"), first: ["app"] },
  },
  {
    ...{ row: "R111", what: "a profile with a space", given: [...studio, anna], besides: [space], deleted: "anna" },
    ...{ message: profileInUse("Space(s)"), first: ["space"] },
  },
  {
    ...{ row: "R111", what: "a profile with an app", given: [...studio, anna], besides: [app], deleted: "anna" },
    ...{ message: profileInUse("App(s)"), first: ["app"] },
  },
];

const starting = asPiece("starting", lifecycleConfig("start"));
const startedBy = (inputs: Readonly<Record<string, unknown>>) =>
  userProfile("{domain}", "anna", { userSettings: settings(inputs) });
const toolCases: readonly DeletionCase[] = [
  {
    ...{ row: "R169", what: "a lifecycle configuration that a profile's settings name", deleted: "starting" },
    given: [
      ...studio,
      starting,
      asPiece("anna", startedBy({ jupyterLabAppSettings: { builtInLifecycleConfigArn: "{starting.arn}" } })),
    ],
    message: "Unable to delete StudioLifecycleConfig [{starting.arn}] because it is used by UserSettings.",
    first: ["anna"],
  },
  {
    ...{ row: "R169", what: "a lifecycle configuration that a running app began with", deleted: "starting" },
    given: [...studio, starting],
    besides: [own("app", "aws:sagemaker/app:App", { domainId: "{domain}", lifecycleConfigArn: "{starting.arn}" })],
    message: "Unable to delete StudioLifecycleConfig [{starting.arn}] because it is used by App(s).",
    first: ["app"],
  },
  {
    ...{ row: "R169", what: "an image that a profile's settings name, and its versions with it", deleted: "image" },
    given: [
      ...roleOfModels().map((wanted, index) => asPiece(`role-${index}`, wanted)),
      ...studio,
      asPiece("image", image("tools")),
      asPiece("version", imageVersion("tools")),
      asPiece("runs", appImageConfig("runs")),
      asPiece(
        "anna",
        startedBy({ codeEditorAppSettings: { customImages: [{ imageName: "tools", appImageConfigName: "runs" }] } }),
      ),
    ],
    message: "Unable to delete Image [{image.arn}] because it is used by UserSettings.",
    first: ["anna"],
  },
];

const apiCases: readonly DeletionCase[] = [
  {
    row: "R112",
    what: "a deployment that a stage shows",
    given: [...fullApi, deployment, stage],
    deleted: "deployment",
    message: "Active stages pointing to this deployment must be moved or deleted",
    first: ["stage"],
  },
  {
    row: "R113",
    what: "an authorizer that a method names",
    given: fullApi,
    deleted: "authorizer",
    message: "Cannot delete authorizer 'authorizer', is referenced in method: GET /url",
    first: ["method"],
  },
];

export const serviceDeletionCases: readonly DeletionCase[] = [
  ...identityCases,
  ...dataCases,
  ...studioCases,
  ...toolCases,
  ...apiCases,
];
