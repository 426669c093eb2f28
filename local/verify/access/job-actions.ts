import { jobRoleName, roleInArn } from "../../../infra/support/naming";
import type { ChildStack } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { studioCapabilitiesOf } from "../../../stacks/project/studio-capabilities";
import { type Domain, domain, type Resource, userProfile, type World } from "../../aws";
import { type Action, type AskedCall, byAnyOf } from "./action";

type Context = NonNullable<AskedCall["context"]>;

/** What a LOB has of what jobs are asked about. */
interface Lob {
  readonly stack: ChildStack;
  readonly home: Resource<Domain>;
  readonly profile: string;
  /** The capabilities of its Studio. */
  readonly named: readonly string[];
}

/** Operations of a kind of job or model, by its type in ARNs. Source: Service Authorization Reference, Amazon SageMaker. */
const kinds = [
  {
    capability: "training",
    type: "training-job",
    make: "CreateTrainingJob",
    use: ["DescribeTrainingJob", "StopTrainingJob"],
  },
  {
    capability: "processing",
    type: "processing-job",
    make: "CreateProcessingJob",
    use: ["DescribeProcessingJob", "StopProcessingJob"],
  },
  {
    capability: "models",
    type: "transform-job",
    make: "CreateTransformJob",
    use: ["DescribeTransformJob", "StopTransformJob"],
  },
  { capability: "models", type: "model", make: "CreateModel", use: ["DescribeModel", "DeleteModel"] },
  {
    capability: "models",
    type: "endpoint-config",
    make: "CreateEndpointConfig",
    use: ["DescribeEndpointConfig", "DeleteEndpointConfig", "CreateEndpoint"],
  },
  { capability: "models", type: "endpoint", make: "CreateEndpoint", use: ["DescribeEndpoint", "UpdateEndpoint"] },
] as const;

type Kind = (typeof kinds)[number];

const small = "ml.m5.large";
const large = "ml.p4d.24xlarge";

/** Condition keys of making something, as AWS's list has them for each. */
function madeBy({ profile, home }: Lob, { type }: Kind): Context {
  const { subnetIds, defaultUserSettings } = home.state;
  const inVpc = {
    "sagemaker:VpcSubnets": subnetIds,
    "sagemaker:VpcSecurityGroupIds": defaultUserSettings.securityGroups,
  };
  const onInstances = { "sagemaker:InstanceTypes": [small] };
  const ofModel = { "sagemaker:ModelArn": home.state.arn.replace(/:domain\/.*/, ":model/work") };
  const byType: Readonly<Record<Kind["type"], Context>> = {
    "training-job": { ...inVpc, ...onInstances },
    "processing-job": { ...inVpc, ...onInstances },
    "transform-job": { ...onInstances, ...ofModel },
    model: inVpc,
    "endpoint-config": { ...onInstances, ...ofModel },
    endpoint: {},
  };
  return { "aws:RequestTag/studio-user": profile, ...byType[type] };
}

function actionsOf(lob: Lob): Action[] {
  const { stack, home, profile, named } = lob;
  const { account, region } = stack.config;
  const own = kinds.filter(({ capability }) => named.includes(capability));
  const api = { host: `api.sagemaker.${region}.amazonaws.com`, label: "sagemaker.api" };
  const call = (operation: string, type: string, context: Context): AskedCall => ({
    action: `sagemaker:${operation}`,
    resource: { arn: `arn:aws:sagemaker:${region}:${account}:${type}/work`, account, region },
    context,
  });
  const making = (change: (made: Context, kind: Kind) => Context | undefined) =>
    own.flatMap((kind) => {
      const context = change(madeBy(lob, kind), kind);
      return context === undefined ? [] : [call(kind.make, kind.type, context)];
    });
  const isOwn = { "aws:ResourceTag/studio-user": profile };
  const whose = `of ${profile} in ${stack.name}`;
  const has = (made: Context, key: string) => Object.hasOwn(made, `sagemaker:${key}`);
  const outside = (key: string, value: string) =>
    making((made) => (has(made, key) ? { ...made, [`sagemaker:${key}`]: [value] } : undefined));
  const nowhere = making(({ "sagemaker:VpcSubnets": subnets, "sagemaker:VpcSecurityGroupIds": _, ...made }) =>
    subnets === undefined ? undefined : made,
  );
  const role = roleInArn(jobRoleName(profile, stack.config), stack.config);
  const actions = [
    byAnyOf(
      `start jobs ${whose}`,
      api,
      making((made) => made),
    ),
    byAnyOf(
      `see or stop jobs ${whose}`,
      api,
      own.flatMap(({ type, use }) => use.map((one) => call(one, type, isOwn))),
    ),
    byAnyOf(
      `give jobs ${whose} to somebody else`,
      api,
      own.map(({ type }) => call("AddTags", type, isOwn)),
    ),
    byAnyOf(`start jobs ${whose} outside its network`, api, [
      ...nowhere,
      ...outside("VpcSubnets", "subnet-0f00000000000000f"),
      ...outside("VpcSecurityGroupIds", "sg-0f00000000000000f"),
    ]),
    byAnyOf(`start jobs ${whose} with a file system`, api, [
      ...making((made, { type }) =>
        type === "training-job" ? { ...made, "sagemaker:FileSystemId": home.state.homeEfsFileSystemId } : undefined,
      ),
    ]),
    byAnyOf(`start jobs ${whose} on large instances`, api, outside("InstanceTypes", large)),
    byAnyOf(`run jobs under the job role ${whose}`, { host: "iam.amazonaws.com", label: "iam" }, [
      {
        action: "iam:PassRole",
        resource: { arn: `arn:aws:iam::${account}:role/${role}`, account, region },
        context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
      },
    ]),
    byAnyOf(
      `call models ${whose}`,
      { host: `runtime.sagemaker.${region}.amazonaws.com`, label: "sagemaker.runtime" },
      named.includes("models") ? [call("InvokeEndpoint", "endpoint", isOwn)] : [],
    ),
  ];
  return actions.filter(({ ways }) => ways.length > 0);
}

/** What can be done to jobs and models in the name of each user of a LOB, and to their logs, which have no owner. */
export function jobActions(world: World, project: Project, stack: ChildStack): Action[] {
  const { account, region } = stack.config;
  const [home] = world.all(domain).filter((found) => found.stack === stack.name);
  if (home === undefined) {
    return [];
  }
  const profiles = world.all(userProfile).filter(({ state }) => state.domainId === home.id);
  const named = studioCapabilitiesOf(project, stack);
  const ofUsers = profiles.flatMap(({ state }) => actionsOf({ stack, home, profile: state.userProfileName, named }));
  const arn = `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker`;
  const groups = ["TrainingJobs", "ProcessingJobs", "TransformJobs", "Endpoints/work"];
  const logs = groups.map((group) => ({
    action: "logs:GetLogEvents",
    resource: { arn: `${arn}/${group}:log-stream:work/1`, account, region },
  }));
  return ofUsers.length === 0
    ? []
    : [
        ...ofUsers,
        byAnyOf(`read logs of jobs in ${stack.name}`, { host: `logs.${region}.amazonaws.com`, label: "logs" }, logs),
      ];
}
