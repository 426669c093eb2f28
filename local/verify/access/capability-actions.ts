import { lobNames, roleInArn } from "../../../infra/support/naming";
import { type ChildStack, isChild } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { studioCapabilitiesOf } from "../../../stacks/project/studio-capabilities";
import { type NamedPolicy, stackObject, type World } from "../../aws";
import { type Action, type AskedCall, byAnyOf } from "./action";
import { bucketPolicyOf } from "./data-actions";
import { jobActions } from "./job-actions";

/** Source: Service Authorization Reference, Amazon Elastic Container Registry. */
const images = {
  pull: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
  change: ["ecr:PutImage", "ecr:BatchDeleteImage"],
};

/** Source: Service Authorization Reference, Amazon SageMaker. */
const packages = {
  register: ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"],
  delete: ["sagemaker:DeleteModelPackage"],
};

/** A repository's policy that lets every Studio of some LOBs in, so that the caller's own policies decide. */
function lettingStudioIn(lobs: readonly ChildStack[]): NamedPolicy {
  const roles = lobs.map(({ config }) => roleInArn(lobNames("*", config).executionRole, config));
  return {
    name: "the repository's policy",
    document: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Studio",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: images.pull,
          Condition: {
            ArnLike: { "aws:PrincipalArn": [...new Set(roles)].map((name) => `arn:aws:iam::*:role/${name}`) },
            // Roles that accounts make for themselves have every right there, and aren't what is asked about.
            ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*-lookalike" },
          },
        },
      ],
    },
  };
}

type Place = { readonly account: string; readonly region: string };

function imageActions(words: string, { account, region }: Place, resourcePolicy?: NamedPolicy): Action[] {
  const service = { host: `api.ecr.${region}.amazonaws.com`, label: "ecr.api" };
  const resource = { arn: `arn:aws:ecr:${region}:${account}:repository/models`, account, region };
  const calls = (actions: readonly string[]): AskedCall[] =>
    actions.map((action) => ({ action, resource, ...(resourcePolicy !== undefined && { resourcePolicy }) }));
  return [
    byAnyOf(`pull images of ${words}`, service, calls(images.pull)),
    byAnyOf(`change images of ${words}`, service, calls(images.change)),
  ];
}

function packageActions(stack: string, { account, region }: Place): Action[] {
  const service = { host: `api.sagemaker.${region}.amazonaws.com`, label: "sagemaker.api" };
  const resource = { arn: `arn:aws:sagemaker:${region}:${account}:model-package/models/1`, account, region };
  return Object.entries(packages).map(([verb, actions]) =>
    byAnyOf(
      `${verb} models of ${stack}`,
      service,
      actions.map((action) => ({ action, resource })),
    ),
  );
}

/** The file that tells a LOB's Studio of the parent. */
function fileActions(world: World, stack: string): Action[] {
  return world
    .all(stackObject)
    .filter((found) => found.stack === stack)
    .flatMap(({ account, region, state }) => {
      const resource = { arn: `arn:aws:s3:::${state.bucket}/${state.key}`, account, region };
      const resourcePolicy = bucketPolicyOf(world, account, state.bucket);
      const service = { host: `s3.${region}.amazonaws.com`, label: "s3" };
      const calls = (...actions: string[]) => actions.map((action) => ({ action, resource, resourcePolicy }));
      return [
        byAnyOf(`read what Studio of ${stack} is told of the parent`, service, calls("s3:GetObject")),
        byAnyOf(
          `change what Studio of ${stack} is told of the parent`,
          service,
          calls("s3:PutObject", "s3:DeleteObject"),
        ),
      ];
    });
}

/**
 * What Studio's capabilities are about, as far as a LOB of the project has them: without one of them nobody is asked.
 *
 * @param elsewhere ids of accounts that the estate doesn't have: of its organization, and of others.
 */
export function capabilityActions(
  world: World,
  project: Project,
  elsewhere: { readonly members: readonly string[]; readonly outsiders: readonly string[] },
): Action[] {
  const lobs = project.stacks.filter(isChild).filter(({ config }) => config.sharedStack !== undefined);
  const withCapability = (name: "ecr" | "registry") =>
    lobs.some((lob) => studioCapabilitiesOf(project, lob).includes(name));
  const region = lobs[0]?.config.region ?? "";
  const others = [
    ...elsewhere.members.map((account) => ["another account of the organization", account] as const),
    ...elsewhere.outsiders.map((account) => [`account ${account}`, account] as const),
  ];
  return [
    ...lobs.flatMap((lob) => [...fileActions(world, lob.name), ...jobActions(world, project, lob)]),
    ...(withCapability("ecr") ? lobs.flatMap(({ name, config }) => imageActions(name, config)) : []),
    ...(withCapability("ecr")
      ? others.flatMap(([words, account]) => imageActions(words, { account, region }, lettingStudioIn(lobs)))
      : []),
    ...(withCapability("registry") ? lobs.flatMap(({ name, config }) => packageActions(name, config)) : []),
  ];
}
