import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Kind, Place, Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { appImageConfig, imageVersion, lifecycleConfig, studioImage } from "./kinds";
import { checkPull, roleForSageMaker } from "./model-role";

/** Names of lifecycle configurations and of how images run. Source: SageMaker API, `StudioLifecycleConfigName`. */
const plainName = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";

/** Source: SageMaker API, CreateImage, `ImageName`. */
const imagePattern = "[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}";

/** Characters of a script in Base64. Source: SageMaker API, CreateStudioLifecycleConfig, `StudioLifecycleConfigContent`. */
const longestContent = 16_384;

function checkName(member: string, name: string, pattern: string): void {
  if (!new RegExp(`^${pattern}$`).test(name)) {
    refuse(
      "R165",
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    );
  }
}

/** Refuses a name that another of the kind has in the account and region. */
function checkFree<State>(
  world: World,
  place: Place,
  { type, what, name }: { readonly type: Kind<State>; readonly what: string; readonly name: (state: State) => string },
  wanted: string,
  previous: Resource | undefined,
): void {
  const taken = world.here(type, place).find(({ state }) => name(state) === wanted);
  if (taken !== undefined && taken.urn !== previous?.urn) {
    refuse("R166", `${what} [${wanted}] already exists.`);
  }
}

function arnOf({ account, region }: Place, resource: string): string {
  return `arn:aws:sagemaker:${region}:${account}:${resource}`;
}

/** Refuses content that isn't Base64, or too much of it. */
function checkContent(content: string): void {
  const member = "studioLifecycleConfigContent";
  if (content.length > longestContent) {
    refuse(
      "R167",
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${longestContent}`,
    );
  }
  if (content === "" || Buffer.from(content, "base64").toString("base64") !== content) {
    refuse("R167", `${member} must be base64 encoded.`);
  }
}

const lifecycleConfigType = resourceType(
  lifecycleConfig,
  {
    studioLifecycleConfigName: forcesNew(v.string()),
    studioLifecycleConfigAppType: forcesNew(v.picklist(["JupyterServer", "KernelGateway", "CodeEditor", "JupyterLab"])),
    studioLifecycleConfigContent: forcesNew(v.string()),
    tags,
  },
  (inputs, place, world, previous) => {
    const { studioLifecycleConfigName: name } = inputs;
    checkName("studioLifecycleConfigName", name, plainName);
    checkContent(inputs.studioLifecycleConfigContent);
    const named = {
      ...{ type: lifecycleConfig, what: "StudioLifecycleConfig" },
      name: (state: { readonly studioLifecycleConfigName: string }) => state.studioLifecycleConfigName,
    };
    checkFree(world, place, named, name, previous);
    return { id: name, state: { ...inputs, arn: arnOf(place, `studio-lifecycle-config/${name}`) } };
  },
);

const named = (state: { readonly imageName: string }) => state.imageName;

const imageType = resourceType(
  studioImage,
  {
    imageName: forcesNew(v.string()),
    displayName: v.optional(v.string()),
    description: v.optional(v.string()),
    roleArn: v.string(),
    tags,
  },
  async (inputs, place, world, previous) => {
    const { imageName: name } = inputs;
    checkName("imageName", name, imagePattern);
    checkFree(world, place, { type: studioImage, what: "Image", name: named }, name, previous);
    await roleForSageMaker(world, place, inputs.roleArn);
    return { id: name, state: { ...inputs, arn: arnOf(place, `image/${name.toLowerCase()}`) } };
  },
);

/** Versions of an image that the account has in the region. */
export function versionsOf(world: World, place: Place, name: string) {
  return world.here(imageVersion, place).filter(({ state }) => state.imageName === name);
}

const imageVersionType = resourceType(
  imageVersion,
  { imageName: forcesNew(v.string()), baseImage: forcesNew(v.string()) },
  async (inputs, place, world) => {
    const { imageName: name, baseImage } = inputs;
    const image = world.here(studioImage, place).find(({ state }) => state.imageName === name);
    if (image === undefined) {
      refuse("R168", `Image [${name}] does not exist.`);
    }
    await checkPull(world, place, await roleForSageMaker(world, place, image.state.roleArn), baseImage);
    const version = 1 + Math.max(0, ...versionsOf(world, place, name).map(({ state }) => state.version));
    const arn = arnOf(place, `image-version/${name.toLowerCase()}/${version}`);
    return {
      id: `${name},${version}`,
      state: { ...inputs, version, arn, imageArn: image.state.arn, containerImage: baseImage },
    };
  },
);

const fileSystemConfig = v.strictObject({
  defaultUid: v.optional(v.number()),
  defaultGid: v.optional(v.number()),
  mountPath: v.optional(v.string()),
});
const runs = v.optional(v.strictObject({ fileSystemConfig: v.optional(fileSystemConfig) }));

const appImageConfigType = resourceType(
  appImageConfig,
  {
    appImageConfigName: forcesNew(v.string()),
    jupyterLabImageConfig: runs,
    codeEditorAppImageConfig: runs,
    tags,
  },
  (inputs, place, world, previous) => {
    const { appImageConfigName: name } = inputs;
    checkName("appImageConfigName", name, plainName);
    const all = {
      ...{ type: appImageConfig, what: "AppImageConfig" },
      name: (state: { readonly appImageConfigName: string }) => state.appImageConfigName,
    };
    checkFree(world, place, all, name, previous);
    return { id: name, state: { ...inputs, arn: arnOf(place, `app-image-config/${name.toLowerCase()}`) } };
  },
);

/** What makes apps of Studio the organization's own. */
export const studioToolTypes = [lifecycleConfigType, imageType, imageVersionType, appImageConfigType] as const;
