import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { letIn, letOut } from "../network/security-group-rules";
import { madeUpName } from "../support/naming";
import { profileSettings, type StudioTools } from "./studio-settings";

/** TCP ports that Studio's apps and their kernels use among themselves. JupyterLab's 8888 is one of them. */
const appPorts = [8192, 65535] as const;

export interface LobUserProfileArgs {
  /** Id of the domain, `d-…`. */
  domainId: pulumi.Input<string>;
  /** The profile's name. */
  userProfileName: string;
  /** Id of the VPC that the domain is in. */
  vpcId: pulumi.Input<string>;
  /** ARN of the role that code in Studio runs under. */
  executionRole: pulumi.Input<string>;
  /** Beginning of names in AWS. Default: none. */
  namePrefix?: string | undefined;
  /** What the user finds in Studio. */
  tools: StudioTools;
}

/**
 * A user's profile in a LOB's domain, with its own security group: the user's apps reach each other, and nobody else's.
 * JupyterLab asks for no token, so a group that two users share would open each one's terminal to the other. SageMaker
 * adds these groups to those of the domain, which has to keep apps apart as well.
 *
 * Settings that may change are here and not on the domain, which the provider can't update.
 *
 * Source: SageMaker Developer Guide, "Connect Studio notebooks in a VPC to external resources", Requirements to use
 * VPC only mode; SageMaker API, UserSettings.
 */
export function lobUserProfile(name: string, args: LobUserProfileArgs, parent: pulumi.Resource): void {
  const { domainId, userProfileName, vpcId, executionRole, tools } = args;
  const profile = `${name}-profile-${userProfileName}`;
  const group = new aws.ec2.SecurityGroup(
    `${profile}-apps`,
    { ...madeUpName(`${profile}-apps`, args), description: `Studio apps of ${userProfileName}`, vpcId },
    { parent },
  ).id;
  const traffic = {
    protocol: "tcp",
    port: appPorts,
    description: "Between apps of one user",
    peer: { group },
  } as const;
  letIn(`${profile}-from-apps`, group, traffic, parent);
  letOut(`${profile}-to-apps`, group, traffic, parent);
  new aws.sagemaker.UserProfile(
    profile,
    {
      domainId,
      userProfileName,
      userSettings: profileSettings({ executionRole, securityGroup: group, tools }),
    },
    { parent },
  );
}
