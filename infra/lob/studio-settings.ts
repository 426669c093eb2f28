import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

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

/** A profile's settings for its user. */
export interface ProfileSettings extends DomainSettings {
  /** Minutes after which an idle app is shut down; users may choose a shorter time, but not a longer one. */
  readonly idleTimeoutMinutes: number;
  /** Whether the user may open Code Editor as well. */
  readonly hasCodeEditor: boolean;
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

/**
 * What one user gets. Security groups are added to the domain's; everything else replaces the domain's settings, so it
 * is repeated here.
 *
 * Source: SageMaker API, `UserSettings` and `IdleSettings`.
 */
export function profileSettings(settings: ProfileSettings): aws.types.input.sagemaker.UserProfileUserSettings {
  const appSettings = {
    appLifecycleManagement: {
      idleSettings: {
        lifecycleManagement: "ENABLED",
        idleTimeoutInMinutes: settings.idleTimeoutMinutes,
        minIdleTimeoutInMinutes: shortestIdleTimeout,
        maxIdleTimeoutInMinutes: settings.idleTimeoutMinutes,
      },
    },
  };
  return {
    ...sharedSettings(settings),
    jupyterLabAppSettings: appSettings,
    ...(settings.hasCodeEditor && { codeEditorAppSettings: appSettings }),
  };
}
