import { expect } from "chai";
import { check, mistakesIn } from "../../../common/validation";
import { EndpointInvoker } from "../../../infra/access/endpoint-invoker";
import type { EndpointInvokerArgs } from "../../../infra/access/endpoint-invoker-arguments";
import { endpointInvokerArguments } from "../../../infra/access/endpoint-invoker-arguments";
import { evaluateOnce, only, type Registered } from "../../support/evaluate";

const args: EndpointInvokerArgs = {
  account: "333333333333",
  region: "eu-west-1",
  suffix: "child",
  roleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
  externalId: "222222222222",
  endpointRegion: "eu-central-1",
  endpoints: ["iris", "churn"],
};

function register(overrides: Partial<EndpointInvokerArgs> = {}, preview = false): Promise<Registered[]> {
  return evaluateOnce(["invoker", overrides], preview, () => {
    new EndpointInvoker("invoker", { ...args, ...overrides });
  });
}

function ofType(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

/** The role's policies by name, as documents. */
function policies(resources: readonly Registered[]): Record<string, unknown> {
  return Object.fromEntries(
    ofType(resources, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => [
      String(inputs.name),
      JSON.parse(String(inputs.policy)),
    ]),
  );
}

const assumeOnly = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AssumeInvokeRole",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::222222222222:role/SageMakerExternal",
    },
  ],
};

const ownLogs = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "WriteOwnLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: "arn:aws:logs:eu-west-1:333333333333:log-group:/aws/lambda/invoke-endpoint-child:*",
    },
  ],
};

const networkInterfaces = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

describe("EndpointInvoker", () => {
  it("gives the function's role the right to assume the parent's role and to write its own logs, nothing more", async () => {
    const resources = await register();
    expect(policies(resources)).to.deep.equal({ AllowAssumeSagemakerExternalRole: assumeOnly, WriteOwnLogs: ownLogs });
    expect(ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).to.deep.equal([]);
    expect(JSON.parse(String(only(resources, "aws:iam/role:Role").inputs.assumeRolePolicy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Lambda",
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
  });

  it("names the role with the prefix that the parent trusts", async () => {
    expect(only(await register(), "aws:iam/role:Role").inputs.name).to.equal("SageMakerInvoker-child");
  });

  it("registers the function on arm64 with what it needs to find the parent, after its role's policies", async () => {
    const lambda = only(await register(), "aws:lambda/function:Function");
    const { code, ...inputs } = lambda.inputs;
    expect(code).not.to.equal(undefined);
    expect(inputs).to.deep.equal({
      name: "invoke-endpoint-child",
      description: "Invokes SageMaker endpoints of the parent account",
      role: "arn:mock:invoker-invoke-endpoint-role",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      packageType: "Zip",
      handler: "index.handler",
      memorySize: 512,
      timeout: 90,
      environment: {
        variables: {
          ROLE_ARN: "arn:aws:iam::222222222222:role/SageMakerExternal",
          EXTERNAL_ID: "222222222222",
          ENDPOINT_REGION: "eu-central-1",
          DEFAULT_ENDPOINT: "iris",
        },
      },
      loggingConfig: { logFormat: "Text", logGroup: "/aws/lambda/invoke-endpoint-child" },
    });
    expect(lambda.after).to.include.members([
      "invoker-invoke-endpoint-AllowAssumeSagemakerExternalRole",
      "invoker-invoke-endpoint-WriteOwnLogs",
      "invoker-invoke-endpoint-logs",
    ]);
  });

  it("has no default endpoint where the parent shares all", async () => {
    const { environment } = only(await register({ endpoints: "all" }), "aws:lambda/function:Function").inputs;
    expect(environment).not.to.have.nested.property("variables.DEFAULT_ENDPOINT");
  });

  it("keeps the function's logs for 30 days; 30 is the default", async () => {
    const logGroup = only(await register(), "aws:cloudwatch/logGroup:LogGroup");
    expect(logGroup.inputs).to.deep.equal({ name: "/aws/lambda/invoke-endpoint-child", retentionInDays: 30 });
    const longer = only(await register({ logRetentionDays: 365 }), "aws:cloudwatch/logGroup:LogGroup");
    expect(longer.inputs.retentionInDays).to.equal(365);
  });

  it("alarms on metrics that exist, with the function's dimension, and notifies the topic", async () => {
    const alarmTopicArn = "arn:aws:sns:eu-west-1:333333333333:alarms";
    const resources = await register({ alarmTopicArn });
    const alarms = ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs);
    expect(
      alarms.map(({ namespace, metricName, statistic, threshold }) => [namespace, metricName, statistic, threshold]),
    ).to.deep.equal([
      ["AWS/Lambda", "Errors", "Sum", 0],
      ["AWS/Lambda", "Throttles", "Sum", 0],
      ["AWS/Lambda", "Duration", "Maximum", 81_000],
      ["SageMakerMultiAccount", "RefusedAnswers", "Sum", 0],
    ]);
    for (const alarm of alarms) {
      expect(alarm).to.deep.include({
        dimensions: { FunctionName: "invoke-endpoint-child" },
        alarmActions: [alarmTopicArn],
        okActions: [alarmTopicArn],
        treatMissingData: "notBreaching",
      });
    }
    expect(only(resources, "aws:cloudwatch/logMetricFilter:LogMetricFilter").inputs).to.deep.equal({
      name: "RefusedAnswers",
      logGroupName: "/aws/lambda/invoke-endpoint-child",
      pattern: "{ ($.statusCode = 403) || ($.statusCode >= 500) }",
      metricTransformation: {
        name: "RefusedAnswers",
        namespace: "SageMakerMultiAccount",
        value: "1",
        unit: "Count",
        dimensions: { FunctionName: "$.function_name" },
      },
    });
  });

  it("notifies nobody of alarms without a topic", async () => {
    for (const { inputs } of ofType(await register(), "aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs).to.deep.include({ alarmActions: [], okActions: [] });
    }
  });

  it("in a VPC lets Lambda manage network interfaces and denies it to the function's own code", async () => {
    const vpc = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
    const resources = await register({ vpc });
    expect(policies(resources)).to.deep.equal({
      AllowAssumeSagemakerExternalRole: assumeOnly,
      WriteOwnLogs: ownLogs,
      ManageNetworkInterfaces: {
        Version: "2012-10-17",
        Statement: [
          { Sid: "LambdaManagesNetworkInterfaces", Effect: "Allow", Action: networkInterfaces, Resource: "*" },
          {
            Sid: "CodeDoesNot",
            Effect: "Deny",
            Action: networkInterfaces,
            Resource: "*",
            Condition: {
              ArnEquals: {
                "lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:invoke-endpoint-child",
              },
            },
          },
        ],
      },
    });
    const lambda = only(resources, "aws:lambda/function:Function");
    expect(lambda.inputs.vpcConfig).to.deep.equal(vpc);
    expect(lambda.inputs).not.to.have.property("replaceSecurityGroupsOnDestroy");
    expect(lambda.after).to.include("invoker-invoke-endpoint-ManageNetworkInterfaces");
  });

  it("replaces its security groups at destroy by configured ones", async () => {
    const vpc = {
      subnetIds: ["subnet-0123456789abcdef0"],
      securityGroupIds: ["sg-0123456789abcdef0"],
      replacementSecurityGroupIds: ["sg-0fedcba9876543210"],
    };
    expect(only(await register({ vpc }), "aws:lambda/function:Function").inputs).to.deep.include({
      replaceSecurityGroupsOnDestroy: true,
      replacementSecurityGroupIds: ["sg-0fedcba9876543210"],
    });
  });

  it("registers no function that streams unless asked for", async () => {
    const names = async (streaming?: boolean) => (await register({ streaming })).map(({ name }) => name);
    const [whole, alone, both] = [await names(), await names(false), await names(true)];
    expect(alone).to.deep.equal(whole);
    expect(both).to.include.members(whole);
    expect(both).to.have.length.greaterThan(whole.length);
  });

  it("registers the function that streams with the same rights under a role and a log of its own", async () => {
    const vpc = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
    const own = (await register({ streaming: true, vpc })).filter(({ name }) => name.includes("-stream"));
    const { code, ...inputs } = only(own, "aws:lambda/function:Function").inputs;
    expect(code).not.to.equal(undefined);
    expect(inputs).to.deep.equal({
      name: "invoke-endpoint-stream-child",
      description: "Streams answers of SageMaker endpoints of the parent account",
      role: "arn:mock:invoker-invoke-endpoint-stream-role",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      packageType: "Zip",
      handler: "index.handler",
      memorySize: 512,
      timeout: 510,
      environment: {
        variables: {
          ROLE_ARN: "arn:aws:iam::222222222222:role/SageMakerExternal",
          EXTERNAL_ID: "222222222222",
          ENDPOINT_REGION: "eu-central-1",
          DEFAULT_ENDPOINT: "iris",
        },
      },
      loggingConfig: { logFormat: "Text", logGroup: "/aws/lambda/invoke-endpoint-stream-child" },
      vpcConfig: vpc,
    });
    expect(only(own, "aws:iam/role:Role").inputs.name).to.equal("SageMakerInvoker-stream-child");
    const { WriteOwnLogs, ManageNetworkInterfaces, ...others } = policies(own);
    expect(others).to.deep.equal({ AllowAssumeSagemakerExternalRole: assumeOnly });
    expect(JSON.stringify(WriteOwnLogs)).to.equal(
      JSON.stringify(ownLogs).replace("invoke-endpoint-child", "invoke-endpoint-stream-child"),
    );
    expect(ManageNetworkInterfaces).to.have.nested.property(
      "Statement[1].Condition.ArnEquals.lambda:SourceFunctionArn",
      "arn:aws:lambda:eu-west-1:333333333333:function:invoke-endpoint-stream-child",
    );
    const alarms = ofType(own, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarms.map(({ inputs: alarm }) => [alarm.name, alarm.threshold])).to.deep.equal([
      ["invoke-endpoint-stream-child-Errors", 0],
      ["invoke-endpoint-stream-child-Throttles", 0],
      ["invoke-endpoint-stream-child-Duration", 459_000],
      ["invoke-endpoint-stream-child-RefusedAnswers", 0],
    ]);
  });

  it("previews before anything exists", async () => {
    expect((await register({}, true)).map(({ type }) => type)).to.include("aws:lambda/function:Function");
  });

  it("reports what is wrong with a topic that is no text, as a config can have it, and looks no further", () => {
    expect(mistakesIn(check(endpointInvokerArguments, { ...args, alarmTopicArn: 7 }))).to.deep.equal([
      { property: "alarmTopicArn", reason: "is 7: give the topic's ARN, arn:aws:sns:<region>:<account>:<name>" },
    ]);
  });

  it("refuses a topic of another region", () => {
    const alarmTopicArn = "arn:aws:sns:us-east-1:333333333333:alarms";
    expect(mistakesIn(check(endpointInvokerArguments, { ...args, alarmTopicArn }))).to.deep.equal([
      {
        property: "alarmTopicArn",
        reason: `is "${alarmTopicArn}": alarms notify only topics in their own region, eu-west-1; name one there`,
      },
    ]);
  });

  it("refuses every wrong argument at once, before anything is registered", () => {
    const wrong = () =>
      new EndpointInvoker("invoker", {
        ...args,
        suffix: "my child",
        roleArn: "SageMakerExternal",
        logRetentionDays: 31,
      });
    expect(wrong).to.throw(
      [
        'EndpointInvoker "invoker": 3 mistakes, nothing was changed',
        '  suffix is "my child": 1 to 40 letters, digits, _ and -, since AWS names end in it',
        '  roleArn is "SageMakerExternal": a role\'s ARN is arn:aws:iam::<account>:role/<name>',
        "  logRetentionDays is 31: CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days; give one of these numbers",
      ].join("\n"),
    );
  });
});
