import type { Resource, ResourceRule, StackRule } from "../support/rule";
import { at, isKnown } from "../support/values";

const pool = "aws:cognito/userPool:UserPool";
const client = "aws:cognito/userPoolClient:UserPoolClient";

const judgePool = ({ props }: Resource): string[] => {
  const caseSensitive = at(props, "usernameConfiguration", "caseSensitive");
  return isKnown(caseSensitive) && caseSensitive !== false
    ? [
        "distinguishes Anna from anna, which Cognito can't change later: set usernameConfiguration.caseSensitive to false",
      ]
    : [];
};

const judgeClient = ({ props: { generateSecret, preventUserExistenceErrors } }: Resource): string[] => [
  ...(generateSecret === true ? ["has a secret, which a browser can't keep: set generateSecret to false"] : []),
  ...(isKnown(preventUserExistenceErrors) && preventUserExistenceErrors !== "ENABLED"
    ? ["tells strangers which users exist: set preventUserExistenceErrors to ENABLED"]
    : []),
];

export const signIn: ResourceRule = {
  name: "sign-in",
  description: "A user pool ignores case in names; its clients have no secret and don't reveal which users exist.",
  source:
    "Cognito Developer Guide, User pool case sensitivity, Managing user existence error responses and App client types",
  types: [pool, client],
  reads: ["usernameConfiguration", "generateSecret", "preventUserExistenceErrors"],
  judge: (resource) => (resource.type === pool ? judgePool(resource) : judgeClient(resource)),
};

export const noDomainBehindEndpoint: StackRule = {
  name: "no-user-pool-domain-behind-endpoint",
  description:
    "A user pool that people sign in to through a VPC endpoint has no domain: the endpoint refuses pools with one.",
  source: "Cognito Developer Guide, Access Amazon Cognito user pools using an interface endpoint",
  judgeStack(resources) {
    const isPrivate = resources.some(
      ({ type, props }) =>
        type === "aws:ec2/vpcEndpoint:VpcEndpoint" && String(props.serviceName).endsWith(".cognito-idp"),
    );
    return resources
      .filter(({ type }) => isPrivate && type === "aws:cognito/userPoolDomain:UserPoolDomain")
      .map(({ urn }) => ({
        urn,
        message:
          "gives the user pool a domain, and the endpoint for cognito-idp refuses pools that have one: leave the domain or the endpoint out",
      }));
  },
};
