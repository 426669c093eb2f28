import * as v from "valibot";
import { allowed } from "../../common/validation";
import { cidr, corporateCidrs, isolatedVpcEntries } from "../network/network-arguments";
import {
  accountId,
  resolverRuleId,
  resourceShareArn,
  roleArn,
  transitGatewayId,
  vpcEndpointId,
} from "../support/schemas";

/**
 * What a LOB reads of the hub: plain values, such as the outputs of the hub's stack, which are checked before anything
 * is registered.
 */
export interface LobHub {
  /** The hub's account id, 12 digits. */
  account: string;
  /** The hub VPC's CIDR block. */
  cidr: string;
  /** The CIDR block that all LOBs' VPCs are in. */
  lobSupernet: string;
  /** CIDR blocks of the corporate network. */
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
  /** Whether the share's accounts are invited, as outside an organization, or get it without invitation. */
  sharing: "organization" | "invitation";
  /** ARN of the execution role of the hub's presigned-URL function. */
  functionRoleArn: string;
}

const endpointIdsMessage = allowed("give the hub's endpoints' ids by service, sagemaker.api and studio among them");

/** Checks a {@link LobHub}. */
export const lobHub = v.object(
  {
    account: accountId,
    cidr: isolatedVpcEntries.cidr,
    lobSupernet: cidr(8, 23),
    corporateCidrs,
    transitGatewayId,
    resolverRuleIds: v.record(v.string(), resolverRuleId, allowed("give resolver rules' ids by service")),
    endpointIds: v.pipe(
      v.record(v.string(), vpcEndpointId, endpointIdsMessage),
      v.objectWithRest({ "sagemaker.api": vpcEndpointId, studio: vpcEndpointId }, vpcEndpointId, endpointIdsMessage),
    ),
    resourceShareArn,
    sharing: v.picklist(
      ["organization", "invitation"],
      allowed("write organization where AWS RAM shares within the organization, or invitation where accounts accept"),
    ),
    functionRoleArn: roleArn,
  },
  allowed("give the outputs of the hub's stack; bring that stack up first"),
);
