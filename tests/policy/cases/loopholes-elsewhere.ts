import { policyVariable } from "../../../infra/lob/policies/policy-variable";
import { notYetKnown } from "../../../policy/support/values";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const role = (statement: object) => resource("aws:iam/role:Role", { assumeRolePolicy: document(statement) });
const invokers = (condition: object) =>
  role({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::333333333333:root" },
    Action: "sts:AssumeRole",
    Condition: condition,
  });
const theId = { StringEquals: { "sts:ExternalId": "222222222222" } };
const theRole = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMakerInvoker-*" } };
const service = (name: string, condition: object) =>
  role({ Effect: "Allow", Principal: { Service: name }, Action: "sts:AssumeRole", Condition: condition });
const federated = (provider: string, condition: object) =>
  role({
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  });
const pipelines = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const subject = (...subjects: readonly string[]) =>
  federated(pipelines, { StringLike: { "token.actions.githubusercontent.com:sub": subjects } });
const permission = (props: Readonly<Record<string, unknown>>) => resource("aws:lambda/permission:Permission", props);
const lambda = (variables: Readonly<Record<string, unknown>>) =>
  resource("aws:lambda/function:Function", { environment: { variables } });

const everyRole =
  "assumeRolePolicy, statement 1 trusts every role of the accounts: require the intended one by aws:PrincipalArn";
const noId =
  "assumeRolePolicy, statement 1 requires neither an ExternalId nor a source identity: require sts:ExternalId, or that sts:SourceIdentity is set";
const anybodys =
  "assumeRolePolicy, statement 1 trusts sagemaker.amazonaws.com on anybody's behalf: require this account by aws:SourceAccount, since others can ask the service too";
const everyUser = (provider: string, key: string) =>
  `assumeRolePolicy, statement 1 trusts every user of "${provider}": require the user by its condition key that ends in :${key}`;
const lets = (cidr: string) => `lets ${cidr} in: name the CIDR blocks that may come, no wider than /8, or /16 of IPv6`;
const instead = "keep it in Secrets Manager or Parameter Store and give the function its ARN";
const valued = (what: string) =>
  `has ${what} in its environment variable SETTING, which everybody who may see the function can read: ${instead}`;
const named = (name: string) =>
  `has an environment variable ${name}, which everybody who may see the function can read: ${instead}, in a variable ${name}_ARN`;
const publicAddress =
  "gives an instance a public address: leave it out; people come in through an EC2 Instance Connect Endpoint";
// In parts, so that nobody who searches this file for secrets takes them for real ones.
const chatToken = ["xoxb", "123456789012", "abcdef"].join("-");
const repositoryToken = ["glpat", "abcdefghij0123456789"].join("-");

const prefix = "aws:ec2transitgateway";
const byHand = resource(
  `${prefix}/transitGateway:TransitGateway`,
  { id: "tgw-1", defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" },
  "gateway",
);
const table = (name: string) =>
  resource(`${prefix}/routeTable:RouteTable`, { id: `tgw-rtb-${name}`, transitGatewayId: "tgw-1" }, name);
const link = (kind: "Association" | "Propagation", of: string, to: string) =>
  resource(
    `${prefix}/routeTable${kind}:RouteTable${kind}`,
    { transitGatewayAttachmentId: `tgw-attach-${of}`, transitGatewayRouteTableId: `tgw-rtb-${to}` },
    `${kind}-of-${of}-in-${to}`,
  );
const both = (of: string, to: string) => [link("Association", of, to), link("Propagation", of, to)];
const swap = (kind: "Association" | "Propagation", to: string) =>
  resource(
    `${prefix}/defaultRouteTable${kind}:DefaultRouteTable${kind}`,
    { transitGatewayId: "tgw-1", transitGatewayRouteTableId: `tgw-rtb-${to}` },
    `default-${kind}`,
  );
const swapped = [
  resource(byHand.type, { id: "tgw-1" }, "gateway"),
  ...[table("hub"), table("spokes"), swap("Association", "spokes"), swap("Propagation", "hub")],
];

/** Ways around the rules of trusts, networks and programs, each of which got through once. */
export const otherLoopholeCases: RuleCases = {
  "cross-account-trust": [
    passes(
      "a user's own name, by a variable of another key",
      invokers({ ...theRole, StringLike: { "sts:SourceIdentity": policyVariable("aws:username") } }),
    ),
    ...["arn:aws:iam::*:role/*", "arn:*", "arn:aws:iam:*:role/x", policyVariable("aws:PrincipalArn")].map((arn) =>
      fails(`the role ${arn}`, invokers({ ...theId, StringLike: { "aws:PrincipalArn": arn } }), everyRole),
    ),
    ...["?*", "a*", policyVariable("sts:ExternalId")].map((id) =>
      fails(`the ExternalId ${id}`, invokers({ ...theRole, StringLike: { "sts:ExternalId": id } }), noId),
    ),
    fails(
      "the source identity that is the caller's",
      invokers({ ...theRole, StringEquals: { "sts:SourceIdentity": policyVariable("aws:SourceIdentity") } }),
      noId,
    ),
  ],
  "service-trust": [
    passes("EC2, which is handed its roles", service("ec2.amazonaws.com", {})),
    passes(
      "SageMaker for a resource of this account",
      service("sagemaker.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:sagemaker:*:333333333333:*" } }),
    ),
    passes("an organization's pipelines", subject("repo:example/*")),
    passes(
      "people whom the company's own provider sends",
      federated("arn:aws:iam::111122223333:saml-provider/company", {
        StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
      }),
    ),
    passes(
      "users of one identity pool",
      federated("cognito-identity.amazonaws.com", {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:00000000-0000-0000-0000-000000000000" },
      }),
    ),
    passes("a bucket of an account", permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::files" })),
    ...[policyVariable("aws:SourceAccount"), "1*", ""].map((account) =>
      fails(
        `SageMaker for the account ${account === "" ? "of no name" : account}`,
        service("sagemaker.amazonaws.com", { StringLike: { "aws:SourceAccount": account } }),
        anybodys,
      ),
    ),
    ...["repo:*", "repo:*/*:ref:refs/heads/main", "repo:example*", "*/name:ref:refs/heads/main"].map((pattern) =>
      fails(
        `pipelines of ${pattern}`,
        subject("repo:example/name:ref:refs/heads/main", pattern),
        everyUser(pipelines, "sub"),
      ),
    ),
    fails(
      "users of every identity pool",
      federated("cognito-identity.amazonaws.com", {}),
      everyUser("cognito-identity.amazonaws.com", "aud"),
    ),
    fails(
      "APIs of every account",
      permission({ principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:eu-west-1:*:*/*" }),
      "lets apigateway.amazonaws.com call the function on anybody's behalf: add sourceArn with the ARN of what calls, without a pattern for its account",
    ),
  ],
  "no-open-ingress": [
    passes(
      "the private CIDR block of IPv6",
      resource("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", { cidr: "fc00::/7" }),
    ),
    fails(
      "both halves of the internet",
      resource("aws:ec2/securityGroup:SecurityGroup", { ingress: [{ cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }] }),
      lets("0.0.0.0/1"),
      lets("128.0.0.0/1"),
    ),
    fails(
      "much of the internet of IPv6",
      resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", { cidrIpv6: "2000::/7" }),
      lets("2000::/7"),
    ),
    fails(
      "a prefix list, and an entry of one",
      [
        resource("aws:ec2/managedPrefixList:ManagedPrefixList", { entries: [{ cidr: "0.0.0.0/0" }, notYetKnown] }),
        resource("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", { cidr: "::/0" }),
      ],
      lets("0.0.0.0/0"),
      lets("::/0"),
    ),
  ],
  "no-public-address": [
    passes("a NAT gateway's address", resource("aws:ec2/eip:Eip", { domain: "vpc" })),
    passes("an address that a preview can't tell whose", resource("aws:ec2/eip:Eip", { instance: notYetKnown })),
    fails("an address for an instance", resource("aws:ec2/eip:Eip", { instance: "i-1" }), publicAddress),
    fails("the same in two steps", resource("aws:ec2/eipAssociation:EipAssociation", {}), publicAddress),
  ],
  "private-api": [
    fails(
      "an HTTP API, which is never private",
      resource("aws:apigatewayv2/api:Api", { protocolType: "HTTP" }),
      "is reached from the internet, as every HTTP and WebSocket API is: make a private REST API",
    ),
  ],
  "no-plaintext-secret": [
    passes("how many tokens a model takes", lambda({ MAX_TOKENS: "512", TOKENIZERS_PARALLELISM: "false" })),
    passes("an address without a password", lambda({ URL: "https://example.com:8443/a@b" })),
    fails("passwords by shorter names", lambda({ DB_PASS: "x", PWD: "x" }), named("DB_PASS"), named("PWD")),
    fails(
      "a password in an address",
      lambda({ SETTING: "postgres://app:hunter2@db:5432/x" }),
      valued("a password in an address"),
    ),
    fails("a Slack token", lambda({ SETTING: chatToken }), valued("a Slack token")),
    fails("a GitLab token", lambda({ SETTING: repositoryToken }), valued("a GitLab token")),
  ],
  "required-tags": [
    fails(
      "a blank one",
      resource("aws:dynamodb/table:Table", { tagsAll: { project: " ", stack: "s", role: "shared" } }),
      "has no tag \"project\": don't overwrite what the provider's defaultTags set",
    ),
  ],
  "transit-gateway-no-open-mesh": [
    passes(
      "two tables by hand",
      ...[
        byHand,
        table("hub"),
        table("spokes"),
        link("Association", "hub", "hub"),
        link("Propagation", "hub", "spokes"),
      ],
      ...["a", "b"].flatMap((name) => [link("Association", name, "spokes"), link("Propagation", name, "hub")]),
    ),
    fails(
      "one table by hand, of networks in other stacks",
      [byHand, table("all"), ...both("a", "all"), ...both("b", "all")],
      "all: has networks that are associated with it and propagate into it, so that every attached network reaches every other: make a table for the hub, and let networks propagate only into that",
    ),
    fails(
      "a network of another stack in the hub's table",
      [...swapped, link("Association", "lob", "hub")],
      'Association-of-lob-in-hub: puts a network of another stack into "hub", which reaches every network: associate only the hub\'s own attachment with it',
    ),
  ],
};
