import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** SageMaker's shortest time before an idle app is shut down, in minutes. */
export const shortestIdleTimeout = 60;

/** SageMaker's longest time before an idle app is shut down, in minutes: a year. */
export const longestIdleTimeout = 525_600;

export interface StudioSettings {
  /** ARN of the role that code in Studio runs under. */
  readonly executionRole: pulumi.Input<string>;
  /** Id of the security group of its apps. */
  readonly securityGroup: pulumi.Input<string>;
  /** Minutes after which an idle JupyterLab is shut down; users may choose a shorter time, no longer one. */
  readonly idleTimeoutMinutes: number;
}

/**
 * What every user of a domain gets. There are no default settings for spaces: those would give shared spaces a role,
 * and spaces here are private.
 *
 * Source: SageMaker API, `UserSettings` and `IdleSettings`.
 */
export function userSettings(settings: StudioSettings): aws.types.input.sagemaker.DomainDefaultUserSettings {
  return {
    executionRole: settings.executionRole,
    securityGroups: [settings.securityGroup],
    studioWebPortal: "ENABLED",
    defaultLandingUri: "studio::",
    jupyterLabAppSettings: {
      appLifecycleManagement: {
        idleSettings: {
          lifecycleManagement: "ENABLED",
          idleTimeoutInMinutes: settings.idleTimeoutMinutes,
          minIdleTimeoutInMinutes: shortestIdleTimeout,
          maxIdleTimeoutInMinutes: settings.idleTimeoutMinutes,
        },
      },
    },
  };
}
