import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import type { VpcPlacement } from "../compute/node-function";
import { isService } from "../network/endpoint-catalog";
import { NetworkLogs } from "../network/network-logs";
import { bucketName, lobNames } from "../support/naming";
import { FilesBucket } from "./files-bucket";
import { lobCapabilities } from "./lob-capabilities";
import { LobDnsFirewall } from "./lob-dns-firewall";
import { type LobDomainArgs, lobDomainArguments } from "./lob-domain-arguments";
import { executionPoliciesOfDomain, lobExecutionRole } from "./lob-execution-role";
import { LobNetwork } from "./lob-network";
import { LobSecurityGroups } from "./lob-security-groups";
import { lobTools } from "./lob-tools";
import { lobUserProfile } from "./lob-user-profile";
import { generatorPolicy, generatorTrustPolicy } from "./policies/presigned-url-generator-policies";
import { heldInstanceTypes } from "./studio-instance-types";
import { domainSettings } from "./studio-settings";

/** Session length in seconds. The hub's function assumes the role from its own, which AWS ends after an hour. */
const sessionSeconds = 3600;

/**
 * Studio for one line of business, in its own account: a VPC that reaches only the hub and resolves no other names, a
 * VPC-only domain named after the LOB with its users' profiles, a role that limits each user to their own, and the role
 * `PresignedURLGenerator`, with which only the hub's function opens the domain to users who come through the hub's
 * endpoints.
 *
 * The provider can't update an existing domain, so it has no settings that may change: other profiles, idle times and
 * tags don't touch it.
 *
 * Apps and spaces that users make are unknown to this component: delete them before the domain can be destroyed.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class LobDomain extends pulumi.ComponentResource {
  /** Id of the domain, `d-…`. */
  readonly domainId: pulumi.Output<string>;
  /** The domain's name, which is the LOB's after any prefix. */
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
    const { keys = {}, ...plain } = args;
    const checked = checkArguments("LobDomain", name, lobDomainArguments, plain);
    super("sagemaker-multi-account:lob:LobDomain", name, {}, options);
    const { account, region, lob, hub } = checked;
    const names = lobNames(lob, checked);
    const endpoints = { apiEndpointId: hub.endpointIds["sagemaker.api"], studioEndpointId: hub.endpointIds.studio };

    const network = new LobNetwork(`${name}-network`, { ...checked, cidr: checked.vpcCidr }, { parent: this });
    const firewall =
      checked.dnsFirewall === "off"
        ? []
        : [
            new LobDnsFirewall(
              `${name}-dns-firewall`,
              {
                ...{ names, region, vpcId: network.vpcId, mode: checked.dnsFirewall },
                services: Object.keys(hub.resolverRuleIds).filter(isService),
              },
              { parent: this },
            ),
          ];
    if (checked.flowLogs || checked.queryLogs) {
      const logged = { vpcId: network.vpcId, nameInAws: names.network, roleName: names.flowLogsRole };
      new NetworkLogs(`${name}-logs`, { ...checked, ...logged }, { parent: this });
    }
    const groups = new LobSecurityGroups(
      `${name}-groups`,
      {
        ...{ vpcId: network.vpcId, hubCidr: hub.cidr, s3PrefixListId: network.s3PrefixListId },
        namePrefix: checked.namePrefix,
      },
      { parent: this },
    );
    const bucket = bucketName(checked, checked);
    const files = new FilesBucket(`${name}-files`, { bucket }, { parent: this });

    const execution = { ...names, ...checked, ...endpoints, bucket };
    const role = lobExecutionRole(name, execution, this);
    const domain = new aws.sagemaker.Domain(
      `${name}-domain`,
      {
        domainName: names.domain,
        authMode: "IAM",
        appNetworkAccessType: "VpcOnly",
        vpcId: network.vpcId,
        // Another subnet would create another domain, without its users' homes, so the domain doesn't use further
        // zones.
        subnetIds: network.subnetIds.slice(0, 2),
        defaultUserSettings: domainSettings({ executionRole: role.arn, securityGroup: groups.studio }),
        // Sessions have the profile's name, by which CloudTrail and the bucket's prefixes identify the user.
        domainSettings: { executionRoleIdentityConfig: "USER_PROFILE_NAME" },
        retentionPolicy: { homeEfsFileSystem: checked.homeFileSystem },
      },
      {
        parent: this,
        // The first app uses the role and the network as soon as somebody opens it.
        dependsOn: [...role.policies, ...firewall],
        // Only deletion uses it, and for the provider a changed one creates another domain, without its users' homes.
        ignoreChanges: ["retentionPolicy"],
      },
    );
    if (role.made !== undefined) {
      executionPoliciesOfDomain(name, { ...execution, role: role.made.name, domainId: domain.id }, this);
    }
    // Every zone's subnet, and of the groups only the one that opens nobody's apps.
    const jobNetwork = pulumi
      .all([groups.studio, ...network.subnetIds])
      .apply(([group, ...subnetIds]) => ({ subnetIds, securityGroupIds: group === undefined ? [] : [group] }));
    lobCapabilities(
      `${name}-capabilities`,
      {
        ...checked,
        ...{ domainId: domain.id, network: jobNetwork, keys },
        instanceTypes: heldInstanceTypes(checked.instanceTypes, checked.studioCapabilities),
        roleName: role.made?.name,
        files: { name: bucket, bucket: files.bucket },
      },
      this,
    );
    const tools = lobTools(name, { checked, bucket, role, network: jobNetwork, keys }, this);
    for (const userProfileName of checked.userProfiles) {
      const place = { domainId: domain.id, vpcId: network.vpcId, namePrefix: checked.namePrefix };
      lobUserProfile(name, { ...place, userProfileName, executionRole: role.arn, tools }, this);
    }

    const generatorRole = new aws.iam.Role(
      `${name}-generator-role`,
      {
        name: names.generatorRole,
        path: checked.rolePath,
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
    this.domainName = names.domain;
    this.vpcId = network.vpcId;
    this.generatorRoleArn = generatorRole.arn;
    this.executionRoleArn = pulumi.output(role.arn);
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
