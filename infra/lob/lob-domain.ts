import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import type { VpcPlacement } from "../compute/node-function";
import { isService } from "../network/endpoint-catalog";
import { presignedUrlGeneratorRoleName } from "../support/naming";
import { FilesBucket } from "./files-bucket";
import { LobDnsFirewall } from "./lob-dns-firewall";
import { lobDomainArguments } from "./lob-domain-arguments";
import { bucketName, executionRoleName } from "./lob-names";
import { LobNetwork } from "./lob-network";
import { LobSecurityGroups } from "./lob-security-groups";
import { lobUserProfile } from "./lob-user-profile";
import { generatorPolicy, generatorTrustPolicy } from "./policies/presigned-url-generator-policies";
import { studioExecutionPolicy, studioTrustPolicy } from "./policies/studio-execution-policies";
import { domainSettings } from "./studio-settings";

/** Session length in seconds. The hub's function assumes the role from its own, which AWS ends after an hour. */
const sessionSeconds = 3600;

/**
 * What a LOB reads of the hub: plain values, such as the outputs of the hub's stack, since they are checked before
 * anything is registered.
 */
export interface LobHub {
  /** The hub's account id, 12 digits. */
  account: string;
  /** The hub VPC's range. */
  cidr: string;
  /** The range that all LOBs' VPCs are in. */
  lobSupernet: string;
  /** Ranges of the corporate network. */
  corporateCidrs: string[];
  /** Id of the shared transit gateway, `tgw-…`. */
  transitGatewayId: string;
  /**
   * Ids of the shared resolver rules, `rslvr-rr-…`, by service.
   *
   * @example
   * { sts: "rslvr-rr-0123456789abcdef0", "sagemaker.api": "rslvr-rr-0123456789abcdef1" }
   */
  resolverRuleIds: Record<string, string>;
  /** Ids of the hub's endpoints, `vpce-…`, by service; `sagemaker.api` and `studio` must be there. */
  endpointIds: Record<string, string>;
  /** ARN of the resource share. */
  resourceShareArn: string;
  /** Whether accounts that the share names are invited, as outside an organization, or simply have it. */
  sharing: "organization" | "invitation";
  /** ARN of the execution role of the hub's presigned-URL function. */
  functionRoleArn: string;
}

/** What {@link LobDomain} takes. */
export interface LobDomainArgs {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Region of hub and LOB, such as `eu-west-1`. */
  region: string;
  /**
   * The LOB's name: lower-case letters, digits and hyphens. It is the domain's name and the key in the hub's table of
   * LOBs, and names in AWS are derived from it.
   */
  lob: string;
  /** The VPC's range, /16 to /24, inside the hub's `lobSupernet` and used by nobody else. */
  vpcCidr: string;
  /** Names of the Availability Zones, two to four; more can be added at the end. Studio is in the first two. */
  availabilityZones: string[];
  /** Names of the user profiles. */
  userProfiles: string[];
  /** What the hub promised. */
  hub: LobHub;
  /** Id of the organization that hub and LOB are in, `o-…`. @default none known */
  organizationId?: string | undefined;
  /**
   * Minutes after which an idle JupyterLab is shut down, 60 to 525600; users may choose less. Another time
   * changes each profile, and nothing of the domain; an app that runs may keep the old one until it starts again.
   *
   * @default 120
   */
  idleTimeoutMinutes?: number | undefined;
  /**
   * What becomes of the users' home file system when the domain is deleted: `Retain` keeps it, and its mount targets
   * then keep the subnets from being deleted; `Delete` is for trials.
   *
   * The domain remembers what it was created with, and `pulumi destroy` goes by that. Another value changes nothing that
   * stands: `npm run teardown` goes by what config says when it runs.
   *
   * @default "Retain"
   */
  homeFileSystem?: "Retain" | "Delete" | undefined;
  /**
   * Which names the VPC's resolver answers for: only those that the LOB needs (`block`), any, reporting the others
   * (`alert`), or any (`off`). A name that isn't blocked can carry data to the owner of the name servers that answer it.
   *
   * @default "block"
   */
  dnsFirewall?: "block" | "alert" | "off" | undefined;
}

/**
 * Studio for one line of business, in its own account: a VPC that sees the hub and nothing else and looks up no other
 * names, a VPC-only domain named after the LOB with its users' profiles, a role that holds each user to their own, and
 * the role `PresignedURLGenerator`, by which the hub's function, and nobody else, opens the domain to users who come
 * through the hub's endpoints.
 *
 * The provider can't update the domain once it stands, so nothing is on it that may change: other profiles, idle times
 * and tags leave it alone.
 *
 * Apps and spaces that users make are unknown to this component: they go before the domain can be destroyed.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class LobDomain extends pulumi.ComponentResource {
  /** Id of the domain, `d-…`. */
  readonly domainId: pulumi.Output<string>;
  /** The domain's name, which is the LOB's. */
  readonly domainName: string;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** ARN of the role `PresignedURLGenerator`. */
  readonly generatorRoleArn: pulumi.Output<string>;
  /** ARN of the role that code in Studio runs under. */
  readonly executionRoleArn: pulumi.Output<string>;
  /** Where a function of this account is placed so that it reaches the hub's endpoints. */
  readonly invokerPlacement: VpcPlacement;

  constructor(name: string, args: LobDomainArgs, options?: pulumi.ComponentResourceOptions) {
    const checked = checkArguments("LobDomain", name, lobDomainArguments, args);
    super("sagemaker-multi-account:lob:LobDomain", name, {}, options);
    const { account, region, lob, hub } = checked;
    const endpoints = { apiEndpointId: hub.endpointIds["sagemaker.api"], studioEndpointId: hub.endpointIds.studio };

    const network = new LobNetwork(`${name}-network`, { ...checked, cidr: checked.vpcCidr }, { parent: this });
    const firewall =
      checked.dnsFirewall === "off"
        ? []
        : [
            new LobDnsFirewall(
              `${name}-dns-firewall`,
              {
                ...{ lob, region, vpcId: network.vpcId, mode: checked.dnsFirewall },
                services: Object.keys(hub.resolverRuleIds).filter(isService),
              },
              { parent: this },
            ),
          ];
    const groups = new LobSecurityGroups(
      `${name}-groups`,
      { vpcId: network.vpcId, hubCidr: hub.cidr, s3PrefixListId: network.s3PrefixListId },
      { parent: this },
    );
    const bucket = bucketName(checked);
    new FilesBucket(`${name}-files`, { bucket }, { parent: this });

    const executionRole = new aws.iam.Role(
      `${name}-execution-role`,
      {
        name: executionRoleName(lob),
        description: `Code in the Studio domain ${lob} runs under this role`,
        assumeRolePolicy: JSON.stringify(studioTrustPolicy(account)),
      },
      { parent: this },
    );
    const executionPolicy = new aws.iam.RolePolicy(
      `${name}-execution-policy`,
      {
        name: "UseOwnStudio",
        role: executionRole.name,
        policy: JSON.stringify(
          studioExecutionPolicy({ account, region, roleName: executionRoleName(lob), bucket, ...endpoints }),
        ),
      },
      { parent: this },
    );
    const domain = new aws.sagemaker.Domain(
      `${name}-domain`,
      {
        domainName: lob,
        authMode: "IAM",
        appNetworkAccessType: "VpcOnly",
        vpcId: network.vpcId,
        // Another subnet would make another domain, without its users' homes, so a further zone isn't the domain's.
        subnetIds: network.subnetIds.slice(0, 2),
        defaultUserSettings: domainSettings({ executionRole: executionRole.arn, securityGroup: groups.studio }),
        // Sessions carry the profile's name, by which CloudTrail and the bucket's prefixes know the user.
        domainSettings: { executionRoleIdentityConfig: "USER_PROFILE_NAME" },
        retentionPolicy: { homeEfsFileSystem: checked.homeFileSystem },
      },
      {
        parent: this,
        // The first app starts under the role, and in the network, as soon as somebody comes.
        dependsOn: [executionPolicy, ...firewall],
        // Only deletion asks for it, and to the provider another one makes another domain, without its users' homes.
        ignoreChanges: ["retentionPolicy"],
      },
    );
    const { vpcId } = network;
    const { idleTimeoutMinutes } = checked;
    for (const userProfileName of checked.userProfiles) {
      const profile = { domainId: domain.id, userProfileName, vpcId, executionRole: executionRole.arn };
      lobUserProfile(name, { ...profile, idleTimeoutMinutes }, this);
    }

    const generatorRole = new aws.iam.Role(
      `${name}-generator-role`,
      {
        name: presignedUrlGeneratorRoleName,
        description: `The hub's function makes presigned URLs of the Studio domain ${lob} under this role`,
        assumeRolePolicy: JSON.stringify(
          generatorTrustPolicy({
            hubAccount: hub.account,
            functionRoleArn: hub.functionRoleArn,
            organizationId: checked.organizationId,
          }),
        ),
        maxSessionDuration: sessionSeconds,
      },
      { parent: this },
    );
    new aws.iam.RolePolicy(
      `${name}-generator-policy`,
      {
        name: "MakePresignedUrls",
        role: generatorRole.name,
        policy: domain.id.apply((domainId) =>
          JSON.stringify(generatorPolicy({ account, region, domainId, ...endpoints })),
        ),
      },
      { parent: this },
    );

    this.domainId = domain.id;
    this.domainName = lob;
    this.vpcId = network.vpcId;
    this.generatorRoleArn = generatorRole.arn;
    this.executionRoleArn = executionRole.arn;
    this.invokerPlacement = {
      subnetIds: network.subnetIds,
      securityGroupIds: [groups.invoker],
      replacementSecurityGroupIds: [network.defaultSecurityGroupId],
    };
    this.registerOutputs({
      domainId: this.domainId,
      domainName: this.domainName,
      vpcId: this.vpcId,
      generatorRoleArn: this.generatorRoleArn,
      executionRoleArn: this.executionRoleArn,
      invokerPlacement: this.invokerPlacement,
    });
  }
}
