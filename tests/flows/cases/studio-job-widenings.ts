import { all, alsoWith, having, inline, managed, trust, without } from "../support/estate-changes";
import type { Widening } from "./widening";

const users = ["user-lob-a", "colleague"] as const;
const api = "from hub shared, LOB child, on-premises of shared and internet";
const bucket = "arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1";

/** What each user may do to what is their own, once a policy asks less. */
const own = (what: string, from: string) =>
  users.map((user) => `Studio of ${user} in child may ${what.replace("USER", user)} in child${from}`);

/** What each user may do to what is the other's. */
const others = (what: string, from: string) =>
  users.map(
    (user, index) => `Studio of ${user} in child may ${what.replace("USER", users[1 - index] ?? "")} in child, ${from}`,
  );

const capability = (name: string, sid: string, edit: Parameters<typeof managed>[3]) =>
  managed("child", `lob-capabilities-${name}`, sid, edit);

/** Changes of what training, processing, models and code-editor allow, and of the users' job roles. */
export const studioJobWidenings: readonly Widening[] = [
  {
    what: "training jobs may be outside every VPC",
    change: capability("training", "StartOwnTraining", without("sagemaker:VpcSubnets")),
    appears: own("start jobs of USER", ` outside its network, ${api}`),
  },
  {
    what: "processing jobs may have any security group",
    change: capability("processing", "StartOwnProcessing", without("sagemaker:VpcSecurityGroupIds")),
    appears: own("start jobs of USER", ` outside its network, ${api}`),
  },
  {
    what: "models may be in another subnet",
    change: capability("models", "MakeOwnModels", without("sagemaker:VpcSubnets")),
    appears: own("start jobs of USER", ` outside its network, ${api}`),
  },
  {
    what: "training jobs may mount file systems",
    change: capability("training", "NoFileSystems", having({ Action: "sagemaker:CreateHyperParameterTuningJob" })),
    appears: own("start jobs of USER", ` with a file system, ${api}`),
  },
  {
    what: "jobs may have any instance type",
    change: inline(
      "child",
      "lob-capabilities-instance-types",
      "OtherInstanceTypes",
      having({ Action: "sagemaker:CreateApp" }),
    ),
    appears: own("start jobs of USER", ` on large instances, ${api}`),
  },
  {
    what: "training jobs may be started in another user's name",
    change: capability("training", "StartOwnTraining", without("aws:RequestTag/studio-user")),
    appears: others("start jobs of USER", api),
  },
  {
    what: "everybody's training jobs may be stopped",
    change: capability("training", "UseOwnTraining", without("aws:ResourceTag/studio-user")),
    appears: others("see or stop jobs of USER", api),
  },
  {
    what: "everybody's processing jobs may be seen",
    change: capability("processing", "UseOwnProcessing", without("aws:ResourceTag/studio-user")),
    appears: others("see or stop jobs of USER", api),
  },
  {
    what: "everybody's configurations may be run",
    change: capability("models", "RunOwnConfigurations", without("aws:ResourceTag/studio-user")),
    appears: others("see or stop jobs of USER", api),
  },
  {
    what: "everybody's models may be called, and nothing else of them",
    change: all(
      capability("models", "UseOwnModels", having({ Action: "sagemaker:InvokeEndpoint" })),
      capability("models", "UseOwnModels", without("aws:ResourceTag/studio-user")),
    ),
    appears: others("call models of USER", "from hub shared, LOB child and internet"),
  },
  {
    what: "any job role may be passed",
    change: capability(
      "training",
      "PassOwnJobRole",
      having({ Resource: "arn:aws:iam::333333333333:role/StudioJob-*" }),
    ),
    appears: others("run jobs under the job role of USER", "from internet"),
  },
  {
    what: "jobs may be tagged after they were made",
    change: capability("processing", "TagWhatIsBeingMade", without("sagemaker:TaggingAction")),
    appears: users.flatMap((who) =>
      users.map((whose) => `Studio of ${who} in child may give jobs of ${whose} in child to somebody else, ${api}`),
    ),
  },
  {
    what: "Code Editor may be opened in another user's space",
    change: capability("code-editor", "OwnCodeEditorByIdentity", without("sagemaker:OwnerUserProfileArn")),
    appears: others("open or close Code Editor of USER", api),
  },
  {
    what: "a user's job role may read the whole bucket",
    change: inline("child", "lob-capabilities-jobs-user-lob-a-policy", "OwnFiles", having({ Resource: `${bucket}/*` })),
    appears: [
      "StudioJob-user-lob-a of child may read files of colleague in child, from LOB child and internet",
      "StudioJob-user-lob-a of child may write files of colleague in child, from LOB child and internet",
      "StudioJob-user-lob-a of child may read what Studio of child is told of the parent, from LOB child and internet",
      "StudioJob-user-lob-a of child may change what Studio of child is told of the parent, from LOB child and internet",
    ],
  },
  {
    what: "a user's job role may push images",
    change: inline(
      "child",
      "lob-capabilities-jobs-user-lob-a-policy",
      "PullImages",
      alsoWith("Action", "ecr:PutImage"),
    ),
    appears: ["StudioJob-user-lob-a of child may change images of child, from hub shared, LOB child and internet"],
  },
  {
    what: "SageMaker may run another account's jobs under a user's job role",
    change: trust("child", "lob-capabilities-jobs-user-lob-a", "Jobs", without("aws:SourceAccount")),
    appears: ["service sagemaker for another account may assume StudioJob-user-lob-a of child, from AWS itself"],
  },
];
