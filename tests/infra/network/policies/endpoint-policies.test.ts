import { expect } from "chai";
import { servicePolicy, services } from "../../../../infra/network/endpoint-catalog";
import { dynamoDbEndpointPolicy, type EndpointScope } from "../../../../infra/network/policies/endpoint-policies";
import { s3EndpointPolicy } from "../../../../infra/network/policies/s3-endpoint-policy";

const inOrganization: EndpointScope = {
  account: "111122223333",
  region: "eu-west-1",
  organizationId: "o-exampleorg1",
  accounts: ["111122223333", "444444444444", "333333333333"],
};
const listed: EndpointScope = { ...inOrganization, organizationId: undefined };

const organizationsCallers = { "aws:PrincipalOrgID": "o-exampleorg1" };
const listedCallers = { "aws:PrincipalAccount": ["111122223333", "333333333333", "444444444444"] };

function document(...statements: readonly object[]): object {
  return {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", Principal: "*", ...statement })),
  };
}

describe("The policy of an endpoint", () => {
  for (const [whose, scope, callers, owners] of [
    ["the organization's accounts", inOrganization, organizationsCallers, { "aws:ResourceOrgID": "o-exampleorg1" }],
    ["the listed accounts", listed, listedCallers, { "aws:ResourceAccount": listedCallers["aws:PrincipalAccount"] }],
  ] as const) {
    for (const [service, prefix] of [
      ["sagemaker.api", "sagemaker"],
      ["athena", "athena"],
      ["bedrock-runtime", "bedrock"],
      ["monitoring", "cloudwatch"],
    ] as const) {
      it(`of ${service} lets callers of ${whose} through, and nobody else`, () => {
        expect(servicePolicy(service, scope)).to.deep.equal(
          document({
            Sid: "CallOwnService",
            Action: `${prefix}:*`,
            Resource: "*",
            Condition: { StringEquals: callers },
          }),
        );
      });
    }

    for (const service of ["logs", "glue", "kms", "secretsmanager", "ssm"] as const) {
      it(`of ${service} lets callers of ${whose} reach resources of theirs, and no stranger's`, () => {
        const whole = { Action: `${service}:*`, Resource: "*" };
        const statements = [
          { Sid: "UseOwnResources", ...whole, Condition: { StringEquals: { ...callers, ...owners } } },
          {
            Sid: "CallWithoutResource",
            ...whole,
            Condition: { StringEquals: callers, Null: { "aws:ResourceAccount": "true" } },
          },
        ];
        const publicParameters = {
          Sid: "ReadPublicParameters",
          Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
          Resource: "arn:aws:ssm:eu-west-1::parameter/aws/*",
          Condition: { StringEquals: callers },
        };
        expect(servicePolicy(service, scope)).to.deep.equal(
          document(...statements, ...(service === "ssm" ? [publicParameters] : [])),
        );
      });
    }

    it(`of sagemaker.runtime lets callers of ${whose} invoke, and nothing else`, () => {
      expect(servicePolicy("sagemaker.runtime", scope)).to.deep.equal(
        document({
          Sid: "InvokeEndpoints",
          Action: [
            "sagemaker:InvokeEndpoint",
            "sagemaker:InvokeEndpointAsync",
            "sagemaker:InvokeEndpointWithResponseStream",
          ],
          Resource: "*",
          Condition: { StringEquals: callers },
        }),
      );
    });

    it(`of studio lets URLs of two roles of ${whose} be used, and apps be started, and requires no key that a browser may lack`, () => {
      expect(servicePolicy("studio", scope)).to.deep.equal(
        document({
          Sid: "UseOwnStudio",
          Action: ["sagemaker:CreateApp", "sagemaker:CreatePresignedDomainUrl"],
          Resource: ["arn:aws:sagemaker:eu-west-1:*:app/*", "arn:aws:sagemaker:eu-west-1:*:user-profile/*"],
          Condition: {
            StringEqualsIfExists: { ...callers, ...owners },
            ArnLikeIfExists: {
              "aws:PrincipalArn": [
                "arn:aws:iam::*:role/PresignedURLGenerator",
                "arn:aws:iam::*:role/SageMakerStudioExecution-*",
              ],
            },
          },
        }),
      );
    });
  }

  it("of sts has roles of the organization assumed, with a source identity, and allows GetCallerIdentity without a resource", () => {
    expect(servicePolicy("sts", inOrganization)).to.deep.equal(
      document(
        {
          Sid: "AssumeOwnRoles",
          Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
          Resource: "arn:aws:iam::*:role/*",
          Condition: { StringEquals: { ...organizationsCallers, "aws:ResourceOrgID": "o-exampleorg1" } },
        },
        {
          Sid: "AskWhoOneIs",
          Action: "sts:GetCallerIdentity",
          Resource: "*",
          Condition: { StringEquals: organizationsCallers },
        },
      ),
    );
  });

  it("of sts names the accounts of callers and of roles without an organization", () => {
    expect(servicePolicy("sts", listed)).to.have.deep.nested.property("Statement[0].Condition.StringEquals", {
      ...listedCallers,
      "aws:ResourceAccount": listedCallers["aws:PrincipalAccount"],
    });
  });

  it("of execute-api names the hub's APIs and no callers, who are anonymous", () => {
    expect(servicePolicy("execute-api", inOrganization)).to.deep.equal(
      document({
        Sid: "CallOwnApis",
        Action: "execute-api:Invoke",
        Resource: "arn:aws:execute-api:eu-west-1:111122223333:*",
      }),
    );
  });

  it("of cognito-idp lets anybody sign in, on every resource, since AWS gives the actions none", () => {
    expect(servicePolicy("cognito-idp", inOrganization)).to.deep.equal(
      document({
        Sid: "SignIn",
        Action: [
          "cognito-idp:AssociateSoftwareToken",
          "cognito-idp:InitiateAuth",
          "cognito-idp:RespondToAuthChallenge",
          "cognito-idp:RevokeToken",
          "cognito-idp:SetUserMFAPreference",
          "cognito-idp:VerifySoftwareToken",
        ],
        Resource: "*",
      }),
    );
  });

  it("of cognito-idp also lets an authorizer in the VPC ask whose a token is, and nobody without one", () => {
    const actionsOf = (policy: object): string[] => [...(JSON.stringify(policy).match(/cognito-idp:\w+/g) ?? [])];
    const usual = actionsOf(servicePolicy("cognito-idp", inOrganization));
    const asked = actionsOf(servicePolicy("cognito-idp", { ...inOrganization, authorizerInVpc: true }));
    expect(asked.filter((action) => !usual.includes(action))).to.deep.equal(["cognito-idp:GetUser"]);
    expect(asked).to.have.length(usual.length + 1);
  });

  it("of both ECR endpoints has images pulled from anywhere, and everything else only in own registries", () => {
    for (const service of ["ecr.api", "ecr.dkr"] as const) {
      expect(servicePolicy(service, inOrganization)).to.deep.equal(
        document(
          {
            Sid: "PullImages",
            Action: [
              "ecr:BatchCheckLayerAvailability",
              "ecr:BatchGetImage",
              "ecr:GetAuthorizationToken",
              "ecr:GetDownloadUrlForLayer",
            ],
            Resource: "*",
            Condition: { StringEquals: organizationsCallers },
          },
          {
            Sid: "UseOwnRegistries",
            Action: "ecr:*",
            Resource: "*",
            Condition: { StringEquals: { ...organizationsCallers, "aws:ResourceOrgID": "o-exampleorg1" } },
          },
        ),
      );
    }
  });

  it("of DynamoDB lets the hub's own callers read single items of its tables", () => {
    expect(dynamoDbEndpointPolicy(inOrganization)).to.deep.equal(
      document({
        Sid: "ReadOwnTables",
        Action: "dynamodb:GetItem",
        Resource: "arn:aws:dynamodb:eu-west-1:111122223333:table/*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
      }),
    );
  });

  it("of S3 lets nothing be carried to somebody else's bucket, and AWS's own be read", () => {
    const buckets = [
      "arn:aws:s3:::jumpstart-cache-prod-eu-west-1",
      "arn:aws:s3:::jumpstart-private-cache-prod-eu-west-1",
      "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket",
      "arn:aws:s3:::sagemaker-example-files-prod-eu-west-1",
    ];
    const ofAws = [
      { Sid: "ReadServiceBuckets", Action: "s3:GetObject", Resource: buckets.map((bucket) => `${bucket}/*`) },
      { Sid: "ListServiceBuckets", Action: "s3:ListBucket", Resource: buckets },
    ];
    const own = { Sid: "OwnBuckets", Action: "s3:*", Resource: "*" };
    expect(s3EndpointPolicy(inOrganization)).to.deep.equal(
      document(
        {
          ...own,
          Condition: { StringEquals: { ...organizationsCallers, "aws:ResourceOrgID": "o-exampleorg1" } },
        },
        ...ofAws,
      ),
    );
    expect(s3EndpointPolicy({ region: "eu-west-1", accounts: ["333333333333"] })).to.deep.equal(
      document(
        {
          ...own,
          Condition: {
            StringEquals: { "aws:PrincipalAccount": ["333333333333"], "aws:ResourceAccount": ["333333333333"] },
          },
        },
        ...ofAws,
      ),
    );
  });

  it("is the same whichever accounts there are, within an organization", () => {
    const more = { ...inOrganization, accounts: [...inOrganization.accounts, "555555555555"] };
    const ofServices = services.map((service) => (scope: EndpointScope) => servicePolicy(service, scope));
    for (const policyOf of [...ofServices, dynamoDbEndpointPolicy, s3EndpointPolicy]) {
      expect(policyOf(more)).to.deep.equal(policyOf(inOrganization));
    }
  });
});
