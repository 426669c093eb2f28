import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { jsonAnswer, permit, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { World } from "../core/world";

const nothing = v.strictObject({});

/**
 * AWS Organizations as a member account sees it: the organization itself, and not which services it works with, since
 * that is for the management account. The local AWS has no management account.
 *
 * Source: AWS Organizations API Reference, DescribeOrganization and ListAWSServiceAccessForOrganization.
 */
export class Organizations implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^organizations\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { name, members } = readOperation(request);
    if (name !== "DescribeOrganization" && name !== "ListAWSServiceAccessForOrganization") {
      throw NotKnown.operation("Organizations", name);
    }
    readMembers("Organizations", name, nothing, members);
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const resource = { arn: "*", account, region };
    await permit(this.world, { session, via: arrival.via, action: `organizations:${name}`, resource });
    const organization = this.world.account(account)?.organization;
    if (organization === undefined) {
      throw new AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
    }
    if (name === "ListAWSServiceAccessForOrganization") {
      throw new AwsError("AccessDeniedException", "You don't have permissions to access this resource.");
    }
    return jsonAnswer({ Organization: { Id: organization.id, FeatureSet: "ALL" } });
  }
}
