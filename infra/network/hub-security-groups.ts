import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { madeUpName } from "../support/naming";
import { dnsProtocols, letIn, letOut, rangeName } from "./security-group-rules";

export interface HubSecurityGroupsArgs {
  /** Id of the hub's VPC. */
  vpcId: pulumi.Input<string>;
  /** CIDR block that all LOBs' VPCs are in. */
  lobSupernet: string;
  /** CIDR blocks of corporate networks, from which people come. */
  corporateCidrs: readonly string[];
  /** Id of the prefix list of DynamoDB's addresses. */
  dynamoDbPrefixListId: pulumi.Input<string>;
  /** Beginning of names in AWS. Default: none. */
  namePrefix?: string | undefined;
  /** Whether the API's authorizer is in the VPC. */
  authorizerInVpc: boolean;
}

/** The two ends of the authorizer's only way. */
interface AuthorizerGroups {
  /** Id of the group on the authorizer. */
  readonly authorizer: pulumi.Output<string>;
  /** Id of the group on the endpoint that it asks, which no other endpoint has. */
  readonly asked: pulumi.Output<string>;
}

/**
 * Who reaches what in the hub. Names only tell where an endpoint is; these groups decide who reaches it: an endpoint's
 * own name and its bare address bypass every zone and rule.
 *
 * The endpoints' groups allow nothing out: an endpoint only answers. DNS within the VPC passes no security group.
 *
 * Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint", Security groups; Route 53
 * Developer Guide, "Values that you specify when you create or edit inbound endpoints".
 */
export class HubSecurityGroups extends pulumi.ComponentResource {
  /** Id of the group on endpoints for people, who come from corporate networks. */
  readonly people: pulumi.Output<string>;
  /** Id of the group on endpoints for code, in LOBs' VPCs and in the hub's function. */
  readonly workloads: pulumi.Output<string>;
  /** Id of the group on the hub's function. */
  readonly function: pulumi.Output<string>;
  /** The groups of the authorizer's way to Cognito; undefined where it is outside the VPC. */
  readonly authorizer: AuthorizerGroups | undefined;
  /** Id of the group on the resolver endpoint that answers queries. */
  readonly inbound: pulumi.Output<string>;
  /** Id of the group on the resolver endpoint that sends LOBs' queries on. */
  readonly outbound: pulumi.Output<string>;

  constructor(name: string, args: HubSecurityGroupsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:HubSecurityGroups", name, {}, options);
    const group = (key: string, description: string) =>
      new aws.ec2.SecurityGroup(
        `${name}-${key}`,
        { ...madeUpName(`${name}-${key}`, args), description, vpcId: args.vpcId },
        { parent: this },
      ).id;

    this.people = group("people", "Endpoints for people from corporate networks");
    this.workloads = group("workloads", "Endpoints for code in LOBs and in the hub");
    this.function = group("function", "Function in the hub");
    this.inbound = group("inbound", "Resolver endpoint that answers queries");
    this.outbound = group("outbound", "Resolver endpoint that sends queries on");

    const https = { port: 443, protocol: "tcp" } as const;
    for (const cidr of args.corporateCidrs) {
      const traffic = { ...https, peer: { cidr }, description: "People" };
      letIn(`${name}-people-from-${rangeName(cidr)}`, this.people, traffic, this);
    }
    const fromLobs = { ...https, peer: { cidr: args.lobSupernet }, description: "LOBs" };
    letIn(`${name}-workloads-from-lobs`, this.workloads, fromLobs, this);
    const fromFunction = { ...https, peer: { group: this.function }, description: "Function in the hub" };
    letIn(`${name}-workloads-from-function`, this.workloads, fromFunction, this);
    const toEndpoints = { ...https, peer: { group: this.workloads }, description: "Endpoints" };
    letOut(`${name}-function-to-workloads`, this.function, toEndpoints, this);
    const toTables = { ...https, peer: { prefixList: args.dynamoDbPrefixListId }, description: "DynamoDB" };
    letOut(`${name}-function-to-dynamodb`, this.function, toTables, this);

    if (args.authorizerInVpc) {
      const authorizer = group("authorizer", "Authorizer of the API");
      const asked = group("asked", "Endpoint that the authorizer asks");
      const description = "Whether tokens are genuine";
      letOut(`${name}-authorizer-to-asked`, authorizer, { ...https, peer: { group: asked }, description }, this);
      letIn(`${name}-asked-from-authorizer`, asked, { ...https, peer: { group: authorizer }, description }, this);
      this.authorizer = { authorizer, asked };
    }

    for (const protocol of dnsProtocols) {
      const dns = { port: 53, protocol };
      const toInbound = { ...dns, peer: { group: this.inbound }, description: "Queries of LOBs" };
      letOut(`${name}-outbound-to-inbound-${protocol}`, this.outbound, toInbound, this);
      const fromOutbound = { ...dns, peer: { group: this.outbound }, description: "Queries of LOBs" };
      letIn(`${name}-inbound-from-outbound-${protocol}`, this.inbound, fromOutbound, this);
      for (const cidr of args.corporateCidrs) {
        const traffic = { ...dns, peer: { cidr }, description: "Corporate DNS" };
        letIn(`${name}-inbound-from-${rangeName(cidr)}-${protocol}`, this.inbound, traffic, this);
      }
    }
    this.registerOutputs({
      people: this.people,
      workloads: this.workloads,
      function: this.function,
      inbound: this.inbound,
      outbound: this.outbound,
    });
  }
}
