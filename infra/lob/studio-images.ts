import * as v from "valibot";
import { allowed, reason } from "../../common/validation";
import { ecrImage, regionOfImage, repositoryArn } from "../support/ecr-image";
import { entry } from "../support/entry";
import { type PolicyDocument, policy } from "../support/policy-document";
import { text } from "../support/text";
import { appsOf } from "./studio-apps";

/** With the LOB's name and any prefix in front, at most SageMaker's 63 characters. Source: SageMaker API, CreateImage, `ImageName`. */
const imageName = text(
  /^(?=.{1,30}$)[a-z0-9](-*[a-z0-9])*$/,
  "an image's name in Studio has 1 to 30 lower-case letters, digits and hyphens, starting and ending with a letter or digit",
);

const image = entry(
  {
    name: imageName,
    image: ecrImage,
    app: v.optional(
      v.picklist(["JupyterLab", "CodeEditor"], allowed("write JupyterLab or CodeEditor, the app that it runs")),
      "JupyterLab",
    ),
  },
  "an image has a name, an image in ECR and, unless it runs JupyterLab, app",
  "{ name: team-tools, image: 333333333333.dkr.ecr.eu-west-1.amazonaws.com/team-tools:3 }",
);

/** The images that people can choose for their apps besides SageMaker's own. */
export const studioImages = v.array(image, allowed("list images, each with its name and its image in ECR"));

/** An image that people can choose for an app. */
export interface StudioImage {
  /** Its name in Studio, after the LOB's: 1 to 30 lower-case letters, digits and hyphens. */
  name: string;
  /** The image in ECR, in the LOB's region, by a tag or digest of this version. */
  image: string;
  /** The app that it runs. @default "JupyterLab" */
  app?: "JupyterLab" | "CodeEditor" | undefined;
}

/** A LOB's images with what they depend on. */
interface LobImages {
  readonly region: string;
  readonly studioCapabilities: readonly string[];
  readonly studioImages: v.InferOutput<typeof studioImages>;
}

/** What is wrong with images besides how each is written: the place in the list, what to change there, and why. */
export function imageMistakes({ region, studioCapabilities, studioImages: images }: LobImages) {
  const names = images.map(({ name }) => name);
  return images.flatMap(({ name, image: uri, app }, index) => {
    const home = regionOfImage(uri);
    const mistakes = {
      name:
        names.indexOf(name) < index
          ? reason(name, "another image has this name already; rename one of the two")
          : undefined,
      image:
        home === region
          ? undefined
          : reason(
              uri,
              `it is in ${home}, and Studio takes images only from its own region, ${region}; name one there`,
            ),
      app: appsOf(studioCapabilities).includes(app)
        ? undefined
        : reason(
            app,
            "people may run Code Editor only with the capability code-editor; add that to studioCapabilities, or remove the image",
          ),
    };
    return Object.entries(mistakes).flatMap(([key, why]) => (why === undefined ? [] : [{ index, key, reason: why }]));
  });
}

/**
 * SageMaker pulls Studio's images under the role that they name, which is the execution role; whether the app itself does
 * as well isn't documented, so one role serves both. People see which versions there are.
 *
 * Source: SageMaker API, CreateImage, `RoleArn`; Amazon ECR User Guide, "Amazon ECR repository policy examples"; Service
 * Authorization Reference, "Amazon SageMaker".
 */
export function studioImagesPolicy(
  { account, region }: { readonly account: string; readonly region: string },
  images: readonly { readonly name: string; readonly image: string }[],
): PolicyDocument {
  const arns = (resource: (name: string) => string) =>
    images.map(({ name }) => `arn:aws:sagemaker:${region}:${account}:${resource(name)}`);
  return policy(
    // `*`: the action takes no resource; its token gives no access that PullStudioImages doesn't.
    { Sid: "SignInForStudioImages", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "PullStudioImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: [...new Set(images.map(({ image: uri }) => repositoryArn(uri)))],
    },
    {
      Sid: "SeeStudioImages",
      Effect: "Allow",
      Action: ["sagemaker:DescribeImage", "sagemaker:ListImageVersions"],
      Resource: arns((name) => `image/${name}`),
    },
    {
      Sid: "SeeVersionsOfStudioImages",
      Effect: "Allow",
      Action: "sagemaker:DescribeImageVersion",
      // `*`: SageMaker numbers an image's versions.
      Resource: arns((name) => `image-version/${name}/*`),
    },
    {
      Sid: "SeeHowStudioImagesRun",
      Effect: "Allow",
      Action: "sagemaker:DescribeAppImageConfig",
      Resource: arns((name) => `app-image-config/${name}`),
    },
  );
}
