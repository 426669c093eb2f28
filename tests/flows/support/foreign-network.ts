import { transitGateway } from "../../../local/aws/ec2/kinds";
import type { LocalAws } from "../../../local/aws/local-aws";
import { principalAssociation } from "../../../local/aws/ram/kinds";
import { adding, type Change } from "./estate-changes";

/** An account of the shipped hub's organization that has nothing to do with the project. */
export const member = "999999999999";

const hubAccount = "111122223333";
const region = "eu-west-1";

/** Shares the shipped hub with its whole organization as well. */
export const sharedWithOrganization: Change = adding(principalAssociation, hubAccount, "organization", (world) => ({
  principal: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
  resourceShareArn: world.list(principalAssociation, hubAccount)[0]?.state.resourceShareArn ?? "",
}));

/**
 * Attaches a network of an account's own to the shipped hub's transit gateway, as the account may with the hub's share.
 *
 * @returns the attachment's id, and what detaches it.
 */
export async function attachNetwork(
  aws: LocalAws,
  account: string,
  cidrBlock: string,
): Promise<{ readonly id: string; detach(): Promise<void> }> {
  const made: { readonly urn: string; readonly id: string }[] = [];
  const make = async (type: string, inputs: Readonly<Record<string, unknown>>) => {
    const name = `${account} ${cidrBlock}`;
    const urn = `urn:pulumi:by-hand::by-hand::${type}::${name}`;
    const { id } = await aws.put({ urn, type, name, stack: "by-hand", account, region, inputs });
    made.unshift({ urn, id });
    return id;
  };
  const vpcId = await make("aws:ec2/vpc:Vpc", { cidrBlock });
  const subnetId = await make("aws:ec2/subnet:Subnet", { vpcId, cidrBlock, availabilityZone: `${region}a` });
  const [gateway] = aws.world.list(transitGateway, hubAccount);
  const id = await make("aws:ec2transitgateway/vpcAttachment:VpcAttachment", {
    transitGatewayId: gateway?.id,
    vpcId,
    subnetIds: [subnetId],
  });
  return {
    id,
    detach: async () => {
      for (const one of made) {
        await aws.delete(one.urn, one.id);
      }
    },
  };
}
