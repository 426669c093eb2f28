import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { jsonAnswer, permit, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { World } from "../core/world";

/** A quota as a new account has it. */
interface Quota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** Whether the account's own value is shown, or only AWS's default. */
  readonly isApplied: boolean;
}

/**
 * Source: AWS General Reference, "Amazon VPC endpoints and quotas", "Amazon EC2 endpoints and quotas" and "Amazon Route
 * 53 endpoints and quotas"; which of them are told as applied differs between accounts.
 */
const quotas: readonly Quota[] = [
  { service: "vpc", code: "L-F678F1CE", name: "VPCs per Region", value: 5, isApplied: true },
  { service: "vpc", code: "L-29B6F2EB", name: "Interface VPC endpoints per VPC", value: 50, isApplied: true },
  { service: "vpc", code: "L-1B52E74A", name: "Gateway VPC endpoints per Region", value: 20, isApplied: true },
  {
    service: "vpc",
    code: "L-0EA8095F",
    name: "Inbound or outbound rules per security group",
    value: 60,
    isApplied: true,
  },
  { service: "vpc", code: "L-93826ACB", name: "Routes per route table", value: 50, isApplied: true },
  { service: "ec2", code: "L-A2478D36", name: "Transit gateways per account", value: 5, isApplied: false },
  { service: "ec2", code: "L-E0233F82", name: "Attachments per transit gateway", value: 5000, isApplied: false },
  {
    service: "route53resolver",
    code: "L-4A669CC0",
    name: "Maximum number of resolver endpoints per AWS Region",
    value: 4,
    isApplied: true,
  },
  {
    service: "route53resolver",
    code: "L-51D8A1FB",
    name: "Maximum number of resolver rules per AWS Region",
    value: 1000,
    isApplied: true,
  },
  {
    service: "route53resolver",
    code: "L-94E19253",
    name: "Maximum number of associations between resolver rules and VPCs per AWS Region",
    value: 2000,
    isApplied: true,
  },
];

const schema = v.strictObject({ ServiceCode: v.string(), QuotaCode: v.string() });

/** Service Quotas, with the values of a new account. */
export class ServiceQuotas implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^servicequotas\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { name, members } = readOperation(request);
    if (name !== "GetServiceQuota" && name !== "GetAWSDefaultServiceQuota") {
      throw NotKnown.operation("Service Quotas", name);
    }
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const { ServiceCode, QuotaCode } = readMembers("Service Quotas", name, schema, members);
    // The default is AWS's, and no resource of the account.
    const arn =
      name === "GetServiceQuota" ? `arn:aws:servicequotas:${region}:${account}:${ServiceCode}/${QuotaCode}` : "*";
    const resource = { arn, account, region };
    await permit(this.world, { session, via: arrival.via, action: `servicequotas:${name}`, resource });
    const found = quotas.find(({ service, code }) => service === ServiceCode && code === QuotaCode);
    if (found === undefined) {
      throw new NotKnown(`the local AWS doesn't know the quota ${ServiceCode} ${QuotaCode}`);
    }
    if (name === "GetServiceQuota" && !found.isApplied) {
      throw new AwsError("NoSuchResourceException", "The specified resource does not exist.");
    }
    return jsonAnswer({
      Quota: { ServiceCode, QuotaCode, QuotaName: found.name, Value: found.value, Unit: "None", Adjustable: true },
    });
  }
}
