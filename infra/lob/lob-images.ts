import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LobExecutionRole } from "./lob-execution-role";
import type { StudioApp } from "./studio-apps";
import { type StudioImage, studioImagesPolicy } from "./studio-images";
import type { ChosenImage } from "./studio-settings";

export interface LobImagesArgs {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Its region. */
  region: string;
  /** Beginning of the images' names in AWS. */
  names: string;
  /** The images, each with its app. */
  images: readonly (StudioImage & { app: StudioApp })[];
  /** The role that SageMaker pulls them under. One of the organization's own has to allow that by itself. */
  role: LobExecutionRole;
}

/** SageMaker's own values for its distribution, which most images are built on. Source: SageMaker API, FileSystemConfig. */
const fileSystemConfig = { defaultUid: 1000, defaultGid: 100, mountPath: "/home/sagemaker-user" };

/**
 * Images for a LOB's apps: of each an image, a version and how it runs, and for all a policy on the role that pulls them.
 * Another address is another version, which apps have from their next start; old versions stay, since apps may still run
 * them, and go with the image.
 *
 * @returns what profiles name, by app.
 */
export function lobImages(
  name: string,
  { account, region, names, images, role }: LobImagesArgs,
  parent: pulumi.Resource,
): Partial<Record<StudioApp, ChosenImage[]>> {
  if (images.length === 0) {
    return {};
  }
  const inAws = images.map((each) => ({ ...each, name: `${names}-${each.name}` }));
  const document = JSON.stringify(studioImagesPolicy({ account, region }, inAws));
  const policies =
    role.made === undefined
      ? []
      : [
          new aws.iam.RolePolicy(
            `${name}-policy`,
            { name: "Studio-images", role: role.made.name, policy: document },
            { parent },
          ),
        ];
  const chosen: Partial<Record<StudioApp, ChosenImage[]>> = {};
  images.forEach(({ name: key, image: baseImage, app }) => {
    const imageName = `${names}-${key}`;
    const image = new aws.sagemaker.Image(
      `${name}-${key}`,
      { imageName, displayName: key, roleArn: role.arn },
      // SageMaker looks at the image under the role.
      { parent, dependsOn: policies },
    );
    const version = new aws.sagemaker.ImageVersion(
      `${name}-${key}-version`,
      { imageName: image.imageName, baseImage },
      { parent, retainOnDelete: true },
    );
    const runs = new aws.sagemaker.AppImageConfig(
      `${name}-${key}-runs`,
      {
        appImageConfigName: imageName,
        ...(app === "JupyterLab"
          ? { jupyterLabImageConfig: { fileSystemConfig } }
          : { codeEditorAppImageConfig: { fileSystemConfig } }),
      },
      { parent },
    );
    const named = { imageName: image.imageName, appImageConfigName: runs.appImageConfigName };
    chosen[app] = [...(chosen[app] ?? []), { ...named, imageVersionNumber: version.version }];
  });
  return chosen;
}
