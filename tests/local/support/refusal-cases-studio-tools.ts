import { parentAccount, region } from "./local-aws";
import { image as imageInEcr, modelRole, roleOfModels } from "./models-wanted";
import type { RefusalCase } from "./refusal-cases";
import { appImageConfig, image, imageVersion, lifecycleArn, lifecycleConfig } from "./studio-tools-wanted";
import { domain, executionRole, settings, userProfile } from "./studio-wanted";

const invalid = (value: string, member: string, pattern: string) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`;
const plain = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";
/** As many characters in Base64 as that. */
const base64 = (length: number) => Buffer.from("#".repeat((length / 4) * 3)).toString("base64");
const content = (text: string) => lifecycleConfig("start", "JupyterLab", { studioLifecycleConfigContent: text });
const starts = (name: string) => settings({ jupyterLabAppSettings: { builtInLifecycleConfigArn: lifecycleArn(name) } });
const chosen = { imageName: "tools", imageVersionNumber: 1, appImageConfigName: "runs" };
const offers = (inputs: object) => settings({ jupyterLabAppSettings: { customImages: [{ ...chosen, ...inputs }] } });
const withImage = [...roleOfModels(), image("tools"), imageVersion("tools"), appImageConfig("runs"), executionRole()];

/** A case of what a domain's settings name. */
function named(what: string, wrong: object, message: string): RefusalCase {
  return {
    ...{ row: "R168", what, message, given: withImage },
    refused: domain("a", { defaultUserSettings: offers(wrong) }),
    accepted: [domain("a", { defaultUserSettings: offers({}) })],
  };
}

/** Cases of rows R165 to R168 of the table in local/aws/refusals.ts. */
export const studioToolRefusalCases: readonly RefusalCase[] = [
  {
    row: "R165",
    what: "a lifecycle configuration's name with an underscore",
    refused: lifecycleConfig("on_start"),
    message: invalid("on_start", "studioLifecycleConfigName", plain),
    accepted: [lifecycleConfig("on-start")],
  },
  {
    row: "R165",
    what: "an image's name with two dots in a row",
    given: roleOfModels(),
    refused: image("tools..3"),
    message: invalid("tools..3", "imageName", "[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}"),
    accepted: [image("tools.3")],
  },
  {
    row: "R165",
    what: "a dot in the name of how an image runs",
    refused: appImageConfig("tools.3"),
    message: invalid("tools.3", "appImageConfigName", plain),
    accepted: [appImageConfig("tools-3")],
  },
  {
    row: "R166",
    what: "a second lifecycle configuration of one name",
    given: [lifecycleConfig("start")],
    refused: lifecycleConfig("start", "CodeEditor", {}, "again"),
    message: "StudioLifecycleConfig [start] already exists.",
    accepted: [lifecycleConfig("start-2", "CodeEditor", {}, "again")],
  },
  {
    row: "R166",
    what: "a second image of one name",
    given: [...roleOfModels(), image("tools")],
    refused: image("tools", {}, "again"),
    message: "Image [tools] already exists.",
    accepted: [image("tools-2", {}, "again")],
  },
  {
    row: "R166",
    what: "how an image runs under a name that is taken",
    given: [appImageConfig("runs")],
    refused: appImageConfig("runs", "again"),
    message: "AppImageConfig [runs] already exists.",
    accepted: [appImageConfig("runs-2", "again")],
  },
  {
    row: "R167",
    what: "a script of more than 16,384 characters in Base64",
    refused: content(base64(16_388)),
    message:
      "1 validation error detected: Value at 'studioLifecycleConfigContent' failed to satisfy constraint: Member must have length less than or equal to 16384",
    accepted: [content(base64(16_384))],
  },
  {
    row: "R167",
    what: "a script as plain text",
    refused: content("#!/bin/bash\n"),
    message: "studioLifecycleConfigContent must be base64 encoded.",
    accepted: [content(Buffer.from("#!/bin/bash\n").toString("base64"))],
  },
  {
    row: "R168",
    what: "a version of an image that doesn't exist",
    given: [...roleOfModels(), image("tools")],
    refused: imageVersion("other"),
    message: "Image [other] does not exist.",
    accepted: [imageVersion("tools")],
  },
  {
    row: "R168",
    what: "a profile whose JupyterLab starts with Code Editor's lifecycle configuration",
    given: [lifecycleConfig("editor", "CodeEditor"), lifecycleConfig("lab"), executionRole()],
    refused: userProfile("d-known0000001", "anna", { userSettings: starts("editor") }),
    message: `StudioLifecycleConfig [${lifecycleArn("editor")}] for app type [JupyterLab] does not exist.`,
    accepted: [userProfile("d-known0000001", "anna", { userSettings: starts("lab") })],
  },
  named(
    "a domain with a version that its image doesn't have",
    { imageVersionNumber: 2 },
    "ImageVersion [tools/2] does not exist.",
  ),
  named(
    "a domain with an image that runs in no known way",
    { appImageConfigName: "walks" },
    "AppImageConfig [walks] does not exist.",
  ),
  {
    row: "R173",
    what: "a version of an image that its role may not pull",
    given: [...roleOfModels(), image("tools")],
    refused: imageVersion("tools", imageInEcr.replace("fraud", "churn")),
    message: `The role "${modelRole}" does not have ecr:GetDownloadUrlForLayer, ecr:BatchGetImage, ecr:BatchCheckLayerAvailability permission on the repository of the image ${parentAccount}.dkr.ecr.${region}.amazonaws.com/churn:3.`,
    accepted: [imageVersion("tools")],
  },
];
