import { expect } from "chai";
import { StudioAlarms } from "../../../infra/access/studio-alarms";
import { FunctionAlarms } from "../../../infra/compute/function-alarms";
import { evaluate, type Registered } from "../../support/evaluate";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:alarms";

function register(topic?: string): Promise<Registered[]> {
  return evaluate(() => {
    new StudioAlarms("alarms", {
      apiName: "studio-shared",
      apiId: "a1b2c3d4e5",
      accessLogGroupName: "/aws/apigateway/studio-shared",
      tables: { users: "studio-users-shared", lobs: "studio-lobs-shared" },
      topicArn: topic,
    });
  });
}

function inputsOf(resources: readonly Registered[], type: string): readonly Registered["inputs"][] {
  return resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
}

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

describe("StudioAlarms", () => {
  it("explains in each alarm what happened, and where to look", async () => {
    const alarms = inputsOf(await register(), alarmType);
    const throttled = "DynamoDB throttled reads of the table; raise the account's quota";
    expect(Object.fromEntries(alarms.map(({ name, alarmDescription }) => [name, alarmDescription]))).to.deep.equal({
      "studio-shared-DeniedCalls": "Calls were denied with 403; filter the access log by status",
      "studio-shared-UnauthorizedCalls": "Many tokens were refused with 401; the authorizer's log shows why",
      "studio-shared-AuthorizerFailures": "The authorizer failed or couldn't be called; its log shows why",
      "studio-shared-5XXError": "Calls failed; filter the access log by status",
      "studio-users-shared-ReadThrottleEvents": throttled,
      "studio-lobs-shared-ReadThrottleEvents": throttled,
    });
  });

  it("watches what AWS counts and what filters count, under the dimensions that the metrics have", async () => {
    const alarms = inputsOf(await register(topicArn), alarmType);
    expect(
      alarms.map(({ name, namespace, metricName, dimensions, threshold }) => [
        name,
        `${namespace} ${metricName}`,
        dimensions,
        threshold,
      ]),
    ).to.have.deep.members([
      ["studio-shared-DeniedCalls", "SageMakerMultiAccount DeniedCalls", { ApiId: "a1b2c3d4e5" }, 0],
      ["studio-shared-UnauthorizedCalls", "SageMakerMultiAccount UnauthorizedCalls", { ApiId: "a1b2c3d4e5" }, 20],
      ["studio-shared-AuthorizerFailures", "SageMakerMultiAccount AuthorizerFailures", { ApiId: "a1b2c3d4e5" }, 0],
      ["studio-shared-5XXError", "AWS/ApiGateway 5XXError", { ApiName: "studio-shared", Stage: "studio" }, 0],
      [
        "studio-users-shared-ReadThrottleEvents",
        "AWS/DynamoDB ReadThrottleEvents",
        { TableName: "studio-users-shared" },
        0,
      ],
      [
        "studio-lobs-shared-ReadThrottleEvents",
        "AWS/DynamoDB ReadThrottleEvents",
        { TableName: "studio-lobs-shared" },
        0,
      ],
    ]);
    for (const alarm of alarms) {
      expect(alarm).to.deep.include({
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    }
  });

  it("counts denials, refused tokens and the authorizer's failures in the access log", async () => {
    const filter = (name: string, pattern: string) => ({
      name,
      logGroupName: "/aws/apigateway/studio-shared",
      pattern,
      metricTransformation: {
        name,
        namespace: "SageMakerMultiAccount",
        value: "1",
        unit: "Count",
        dimensions: { ApiId: "$.apiId" },
      },
    });
    expect(inputsOf(await register(), filterType)).to.have.deep.members([
      filter("DeniedCalls", '{ $.status = "403" }'),
      filter("UnauthorizedCalls", '{ $.status = "401" }'),
      filter(
        "AuthorizerFailures",
        '{ ($.refusal = "AUTHORIZER_FAILURE") || ($.refusal = "AUTHORIZER_CONFIGURATION_ERROR") }',
      ),
    ]);
  });

  it("notifies nobody without a topic", async () => {
    for (const alarm of inputsOf(await register(), alarmType)) {
      expect(alarm).to.deep.include({ alarmActions: [], okActions: [] });
    }
  });
});

describe("FunctionAlarms of a function that refuses by throwing", () => {
  it("leave errors and refusals to the function's caller", async () => {
    const resources = await evaluate(() => {
      new FunctionAlarms("alarms", {
        functionName: "studio-authorizer-shared",
        logGroupName: "/aws/lambda/studio-authorizer-shared",
        timeout: 10,
        refusesByThrowing: true,
      });
    });
    expect(inputsOf(resources, alarmType).map(({ metricName }) => metricName)).to.deep.equal(["Throttles", "Duration"]);
    expect(inputsOf(resources, filterType)).to.deep.equal([]);
  });
});
