import { parentAccount, region, type Wanted } from "./local-aws";
import { image as imageInEcr, modelRole } from "./models-wanted";

type Inputs = Readonly<Record<string, unknown>>;

export function lifecycleArn(name: string): string {
  return `arn:aws:sagemaker:${region}:${parentAccount}:studio-lifecycle-config/${name}`;
}

/** A script that runs when an app starts. */
export function lifecycleConfig(name: string, app = "JupyterLab", inputs: Inputs = {}, as = name): Wanted {
  return {
    type: "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig",
    as,
    inputs: {
      studioLifecycleConfigName: name,
      studioLifecycleConfigAppType: app,
      studioLifecycleConfigContent: Buffer.from("#!/bin/bash\n").toString("base64"),
      ...inputs,
    },
  };
}

/** An image of Studio, which SageMaker pulls under the role `Model`. */
export function image(imageName: string, inputs: Inputs = {}, as = imageName): Wanted {
  return { type: "aws:sagemaker/image:Image", as, inputs: { imageName, roleArn: modelRole, ...inputs } };
}

export function imageVersion(imageName: string, baseImage = imageInEcr): Wanted {
  return {
    type: "aws:sagemaker/imageVersion:ImageVersion",
    as: `${imageName}-version`,
    inputs: { imageName, baseImage },
  };
}

/** How an image runs as JupyterLab. */
export function appImageConfig(appImageConfigName: string, as = appImageConfigName): Wanted {
  const jupyterLabImageConfig = { fileSystemConfig: { defaultUid: 1000, defaultGid: 100 } };
  return {
    type: "aws:sagemaker/appImageConfig:AppImageConfig",
    as,
    inputs: { appImageConfigName, jupyterLabImageConfig },
  };
}
