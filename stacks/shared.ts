import * as pulumi from "@pulumi/pulumi";
import { StudioAccess } from "../infra/access/studio-access";
import { StudioUserPool } from "../infra/access/studio-user-pool";
import { CentralEndpointHub } from "../infra/network/central-endpoint-hub";
import { EndpointDns } from "../infra/network/endpoint-dns";
import { OnPremisesSimulator } from "../infra/network/on-premises";
import { accountOptions } from "./account";
import type { SharedConfig } from "./config-schemas";
import type { Promised, SharedOutputs } from "./contracts";
import { hubPromises } from "./hub-rules";

/** Outputs for operators and users, in addition to those that other stacks read. */
interface OperatorsOutputs {
  readonly account: string;
  readonly region: string;
  readonly apiUrl: pulumi.Output<string>;
  readonly userPoolId: pulumi.Output<string>;
  readonly userPoolClientId: pulumi.Output<string>;
  readonly usersTableName: pulumi.Output<string>;
  readonly lobsTableName: pulumi.Output<string>;
  /** Addresses that corporate DNS forwards the zones below to. */
  readonly inboundAddresses: string[];
  /** Names of the zones that corporate DNS forwards: those of people's services, and the API's. */
  readonly corporateDnsZones: pulumi.Output<string[]>;
}

/** The shared services account: the hub's network, and the API that returns presigned URLs. */
export function sharedStack(config: SharedConfig): Promised<SharedOutputs> & OperatorsOutputs {
  const options = accountOptions(config);
  const args = { ...config, suffix: config.stack };
  const userPool = new StudioUserPool("users", args, options);
  const hub = new CentralEndpointHub("hub", args, options);
  const access = new StudioAccess(
    "access",
    {
      ...args,
      executeApiEndpointId: hub.executeApiEndpointId,
      placement: hub.functionPlacement,
      authorizerPlacement: hub.authorizerPlacement,
      userPool: { id: userPool.id, clientId: userPool.clientId },
    },
    options,
  );
  // A zone of the one API: the wide one would also cover everybody's public APIs.
  const apiZone = pulumi.interpolate`${access.apiId}.execute-api.${config.region}.amazonaws.com`;
  new EndpointDns(
    "api-dns",
    { region: config.region, vpcId: hub.vpcId, zone: apiZone, endpoint: hub.executeApi },
    options,
  );
  const zones = { ...hub.peopleZones, api: apiZone };
  if (config.onPremisesSimulator) {
    new OnPremisesSimulator("on-premises", { ...args, cidr: config.simulatorCidr, hub, zones }, options);
  }
  return {
    ...hubPromises(config),
    resourceShareArn: hub.resourceShareArn,
    transitGatewayId: hub.transitGatewayId,
    resolverRuleIds: pulumi.output(hub.resolverRuleIds),
    endpointIds: pulumi.output(hub.endpointIds),
    presignedUrlRoleArn: access.functionRoleArn,
    account: config.account,
    region: config.region,
    apiUrl: access.apiUrl,
    userPoolId: userPool.id,
    userPoolClientId: userPool.clientId,
    usersTableName: access.usersTableName,
    lobsTableName: access.lobsTableName,
    inboundAddresses: hub.inboundAddresses,
    corporateDnsZones: pulumi.all(Object.values(zones)),
  };
}
