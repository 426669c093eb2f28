import { documentsOf, type Statement } from "../support/documents";
import type { ResourceRule } from "../support/rule";
import { isEverything, isKnown } from "../support/values";

/** AWS's policy for an endpoint without one: everybody may do everything with everything. */
function isFullAccess({ allows, actions, resources, conditions }: Statement): boolean {
  return allows && actions.some(isEverything) && resources.some(isEverything) && conditions.length === 0;
}

export const endpointPolicyNotDefault: ResourceRule = {
  name: "endpoint-policy-not-default",
  description:
    "Every VPC endpoint has a policy of its own from its first moment, never the default one that allows everything.",
  source: "AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies, Default endpoint policy",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"],
  reads: [],
  judge(resource) {
    const { policy, vpcEndpointType } = resource.props;
    // A Gateway Load Balancer's endpoints take no policy.
    if (!isKnown(policy) || vpcEndpointType === "GatewayLoadBalancer") {
      return [];
    }
    if (policy === undefined || policy === "") {
      return [
        "has no policy, so that AWS gives it the default one, which allows everything: set policy on the endpoint itself",
      ];
    }
    return documentsOf(resource).some(({ statements }) => statements.some(isFullAccess))
      ? [
          "has AWS's default policy, which allows everything: allow the service's own actions to callers that a condition names",
        ]
      : [];
  },
};
