import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { CentralEndpointHub, EndpointDns, type LobHub, StudioAccess, StudioUserPool } from "../../infra";
import { availabilityZones, lobAccount, lobName, region } from "./estate";

const account = "111122223333";
const suffix = "example";
const lobs = [{ name: lobName, account: lobAccount }];
const lobSupernet = "10.96.0.0/11";
// Without an organization, the LOB's account is invited to the share and accepts.
const sharing = "invitation";

/** The shared account: endpoints, transit gateway and resolver for the LOB, users, and the API that opens Studio to them. */
export function hub() {
  const options = { provider: new aws.Provider("account", { region, allowedAccountIds: [account] }) };
  const network = new CentralEndpointHub(
    "hub",
    { account, region, suffix, availabilityZones, corporateCidrs: ["192.168.10.0/24"], lobSupernet, lobs, sharing },
    options,
  );
  const users = new StudioUserPool("users", { suffix }, options);
  const access = new StudioAccess(
    "access",
    {
      ...{ account, region, suffix, lobs },
      executeApiEndpointId: network.executeApiEndpointId,
      placement: network.functionPlacement,
      userPool: users,
    },
    options,
  );
  // People's browsers look the API up here: corporate DNS forwards this zone, and those for people, to the hub.
  const apiZone = pulumi.interpolate`${access.apiId}.execute-api.${region}.amazonaws.com`;
  new EndpointDns("api-dns", { region, vpcId: network.vpcId, zone: apiZone, endpoint: network.executeApi }, options);

  const forLobs: pulumi.Output<LobHub> = pulumi.output({
    account,
    lobSupernet,
    sharing,
    cidr: network.cidr,
    corporateCidrs: network.corporateCidrs,
    transitGatewayId: network.transitGatewayId,
    resolverRuleIds: network.resolverRuleIds,
    endpointIds: network.endpointIds,
    resourceShareArn: network.resourceShareArn,
    functionRoleArn: access.functionRoleArn,
  });
  return {
    apiUrl: access.apiUrl,
    userPoolId: users.id,
    usersTable: access.usersTableName,
    corporateDnsZones: pulumi.all([...Object.values(network.peopleZones), apiZone]),
    inboundAddresses: network.inboundAddresses,
    forLobs,
  };
}
