import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { hiddenFrom, type StudioApp } from "./studio-apps";

/** SageMaker's shortest time before an idle app is shut down, in minutes. */
export const shortestIdleTimeout = 60;

/** SageMaker's longest time before an idle app is shut down, in minutes: a year. */
export const longestIdleTimeout = 525_600;

/** A domain's settings for all of its users. */
export interface DomainSettings {
  /** ARN of the role that code in Studio runs under. */
  readonly executionRole: pulumi.Input<string>;
  /** Id of the security group that is on the apps. */
  readonly securityGroup: pulumi.Input<string>;
}

/** An image that people can choose for an app, as settings name it. */
export interface ChosenImage {
  /** The image's name in SageMaker. */
  readonly imageName: pulumi.Input<string>;
  /** Its version. */
  readonly imageVersionNumber: pulumi.Input<number>;
  /** Name of how it runs. */
  readonly appImageConfigName: pulumi.Input<string>;
}

/** What a LOB's people find in Studio: the same for each, and free to change. */
export interface StudioTools {
  /** Minutes after which an idle app is shut down; users may choose a shorter time, but not a longer one. */
  readonly idleTimeoutMinutes: number;
  /** What people may do in Studio besides opening it. */
  readonly capabilities: readonly string[];
  /** The apps that people may run. */
  readonly apps: readonly StudioApp[];
  /** ARN of the lifecycle configuration that each app starts with. */
  readonly lifecycle: Partial<Record<StudioApp, pulumi.Input<string>>>;
  /** The images that people can choose for each app besides SageMaker's own. */
  readonly images: Partial<Record<StudioApp, ChosenImage[]>>;
}

/** A profile's settings for its user. */
export interface ProfileSettings extends DomainSettings {
  /** What the user finds in Studio. */
  readonly tools: StudioTools;
}

function sharedSettings({ executionRole, securityGroup }: DomainSettings) {
  return {
    executionRole,
    securityGroups: [securityGroup],
    studioWebPortal: "ENABLED",
    defaultLandingUri: "studio::",
  };
}

/**
 * What every user of a domain gets. The provider can't change an existing VPC-only domain, so settings that may change
 * are in {@link profileSettings}. There are no default settings for spaces: those would give shared spaces a role, and
 * spaces here are private.
 *
 * Source: SageMaker API, `UserSettings`; hashicorp/terraform-provider-aws, issue 45528.
 */
export function domainSettings(settings: DomainSettings): aws.types.input.sagemaker.DomainDefaultUserSettings {
  return sharedSettings(settings);
}

/** How an app runs. Its lifecycle configuration is built in: users can't start the app without it. */
function appSettings({ idleTimeoutMinutes, lifecycle, images }: StudioTools, app: StudioApp) {
  return {
    appLifecycleManagement: {
      idleSettings: {
        lifecycleManagement: "ENABLED",
        idleTimeoutInMinutes: idleTimeoutMinutes,
        minIdleTimeoutInMinutes: shortestIdleTimeout,
        maxIdleTimeoutInMinutes: idleTimeoutMinutes,
      },
    },
    ...(lifecycle[app] !== undefined && { builtInLifecycleConfigArn: lifecycle[app] }),
    ...(images[app] !== undefined && { customImages: images[app] }),
  };
}

/**
 * What one user gets. Security groups are added to the domain's; everything else replaces the domain's settings, so it
 * is repeated here. Without capabilities nothing is hidden, and what people see there is refused.
 *
 * Source: SageMaker API, `UserSettings`, `IdleSettings`, and `BuiltInLifecycleConfigArn` of the apps' settings; SageMaker
 * Developer Guide, "Lifecycle configurations within Amazon SageMaker Studio".
 */
export function profileSettings({
  tools,
  ...settings
}: ProfileSettings): aws.types.input.sagemaker.UserProfileUserSettings {
  return {
    ...sharedSettings(settings),
    jupyterLabAppSettings: appSettings(tools, "JupyterLab"),
    ...(tools.apps.includes("CodeEditor") && { codeEditorAppSettings: appSettings(tools, "CodeEditor") }),
    ...(tools.capabilities.length > 0 && { studioWebPortalSettings: hiddenFrom(tools.capabilities) }),
  };
}
