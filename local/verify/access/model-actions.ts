import { modelNames, roleInArn } from "../../../infra/support/naming";
import { isParent, type ParentStack } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { key, type Model, model, type Resource, type World } from "../../aws";
import { type Action, type AskedCall, byAnyOf } from "./action";
import { bucketPolicyOf } from "./data-actions";

type Place = { readonly account: string; readonly region: string };

function asked(
  arn: string,
  { account, region }: Place,
  actions: readonly string[],
  more: Pick<AskedCall, "resourcePolicy" | "context"> = {},
): AskedCall[] {
  return actions.map((action) => ({ action, resource: { arn, account, region }, ...more }));
}

/** Where an image is: its registry's account and region, and its repository. */
function repositoryOf(image: string): Place & { readonly arn: string } {
  const [host = "", ...names] = (image.split(/[@:]/)[0] ?? "").split("/");
  const [account = "", , , region = ""] = host.split(".");
  return { account, region, arn: `arn:aws:ecr:${region}:${account}:repository/${names.join("/")}` };
}

/** The name of a model that a parent hosts, by the role that it runs under. */
function nameOf({ config }: ParentStack, { state }: Resource<Model>): string {
  const [, role = ""] = /:role\/(.*)$/.exec(state.executionRoleArn) ?? [];
  return role.slice(roleInArn(modelNames("", config).role, config).length);
}

/** Source: Service Authorization Reference, of each service. */
function actionsOfModel(world: World, parent: ParentStack, found: Resource<Model>): Action[] {
  const { account, region, state } = found;
  const name = nameOf(parent, found);
  const whose = `model ${name} of ${parent.name}`;
  const { endpoint, logGroup } = modelNames(name, parent.config);
  const service = (label: string, host = label) => ({ host: `${host}.${region}.amazonaws.com`, label });
  const { primaryContainer } = state;
  const [, bucket = "", path = ""] = /^s3:\/\/([^/]+)\/(.+)$/.exec(primaryContainer.modelDataUrl ?? "") ?? [];
  const ofBucket = { resourcePolicy: bucketPolicyOf(world, account, bucket) };
  const onData = (...actions: string[]) => asked(`arn:aws:s3:::${bucket}/${path}`, found, actions, ofBucket);
  const repository = repositoryOf(primaryContainer.image);
  const image = (verb: string, action: string) =>
    byAnyOf(
      `${verb} the image of ${whose}`,
      service("ecr.api", "api.ecr"),
      asked(repository.arn, repository, [action]),
    );
  const log = `arn:aws:logs:${region}:${account}:log-group:${logGroup}:log-stream:AllTraffic`;
  const onLog = (...actions: string[]) => asked(log, found, actions);
  const arn = `arn:aws:sagemaker:${region}:${account}:endpoint/${endpoint}`;
  return [
    byAnyOf(`read data of ${whose}`, service("s3"), onData("s3:GetObject")),
    byAnyOf(`change data of ${whose}`, service("s3"), onData("s3:PutObject", "s3:DeleteObject")),
    // An image of another account is behind that account's own policy.
    ...(repository.account === account ? [image("pull", "ecr:BatchGetImage"), image("change", "ecr:PutImage")] : []),
    byAnyOf(`read the log of ${whose}`, service("logs"), onLog("logs:GetLogEvents")),
    byAnyOf(`write the log of ${whose}`, service("logs"), onLog("logs:PutLogEvents")),
    byAnyOf(
      `replace ${whose}`,
      service("sagemaker.api", "api.sagemaker"),
      asked(arn, found, ["sagemaker:UpdateEndpoint", "sagemaker:DeleteEndpoint"]),
    ),
  ];
}

/** Use of keys that stacks make: by callers themselves, and by others' callers through the services that keep data. */
function keyActions(world: World, stack: string): Action[] {
  return world
    .all(key)
    .filter((found) => found.stack === stack)
    .flatMap((found) => {
      const { region, state } = found;
      const service = { host: `kms.${region}.amazonaws.com`, label: "kms" };
      const resourcePolicy = { name: `the policy of the key of ${stack}`, document: JSON.parse(state.policy) };
      const calls = (context: AskedCall["context"]) =>
        asked(state.arn, found, ["kms:Decrypt"], { resourcePolicy, ...(context !== undefined && { context }) });
      const throughS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };
      return [
        byAnyOf(`use the key of ${stack}`, service, calls(undefined)),
        { ...byAnyOf(`use the key of ${stack} through S3`, service, calls(throughS3)), isForOthers: true },
      ];
    });
}

/**
 * What can be done to the models that parents host, and to the keys that stacks make. None of it depends on an endpoint,
 * and the hubs' endpoints only limit it further, so that it is asked about from the internet.
 */
export function modelActions(world: World, { stacks }: Project): Action[] {
  const actions = [
    ...stacks.filter(isParent).flatMap((parent) =>
      world
        .all(model)
        .filter(({ stack }) => stack === parent.name)
        .flatMap((found) => actionsOfModel(world, parent, found)),
    ),
    ...stacks.flatMap(({ name }) => keyActions(world, name)),
  ];
  return actions.map((action) => ({ ...action, isFromInternet: true }));
}
