import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";

/** What LOB A's component is given. */
export const lobArgs: LobDomainArgs = {
  account: "333333333333",
  region: "eu-west-1",
  lob: "lob-a",
  vpcCidr: "10.100.0.0/16",
  availabilityZones: ["eu-west-1a", "eu-west-1b"],
  userProfiles: ["user-lob-a"],
  hub: {
    account: "111122223333",
    cidr: "10.0.0.0/16",
    lobSupernet: "10.96.0.0/11",
    corporateCidrs: ["192.168.10.0/24"],
    transitGatewayId: "tgw-0123456789abcdef0",
    resolverRuleIds: { "sagemaker.api": "rslvr-rr-0123456789abcdef0", sts: "rslvr-rr-0123456789abcdef1" },
    endpointIds: { "sagemaker.api": "vpce-0aaaaaaaaaaaaaaaa", studio: "vpce-0bbbbbbbbbbbbbbbb" },
    resourceShareArn: "arn:aws:ram:eu-west-1:111122223333:resource-share/7ab63972-b505-7e2a-420d-6f5d3EXAMPLE",
    sharing: "organization",
    functionRoleArn: "arn:aws:iam::111122223333:role/StudioPresignedUrl-shared",
  },
};
