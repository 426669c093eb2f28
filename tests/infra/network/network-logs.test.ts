import { expect } from "chai";
import { only } from "../../support/evaluate";
import { ofType, registerHub } from "./hub";

describe("Logs of the hub's network", () => {
  it("are off unless asked for", async () => {
    const resources = await registerHub();
    expect(ofType(resources, "aws:cloudwatch/logGroup:LogGroup")).to.deep.equal([]);
    expect(ofType(resources, "aws:iam/role:Role")).to.deep.equal([]);
  });

  it("of connections hold refused ones too, written by a role that may do nothing else, to which it is given first", async () => {
    const resources = await registerHub({ flowLogs: true, logRetentionDays: 90 });
    const log = only(resources, "aws:ec2/flowLog:FlowLog");
    expect(log.inputs).to.deep.equal({
      vpcId: "hub-vpc-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:mock:hub-logs-flow-logs",
      iamRoleArn: "arn:mock:hub-logs-flow-role",
    });
    expect(log.after).to.include("hub-logs-flow-policy");
    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/aws/vpc/studio-hub-shared",
      retentionInDays: 90,
    });
    const { name, assumeRolePolicy } = only(resources, "aws:iam/role:Role").inputs;
    expect(name).to.equal("StudioHubFlowLogs-shared");
    expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "FlowLogs",
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
          },
        },
      ],
    });
    expect(JSON.parse(String(only(resources, "aws:iam/rolePolicy:RolePolicy").inputs.policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteFlowLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/studio-hub-shared:*",
        },
      ],
    });
  });

  it("of names are of the hub's VPC, in a group that AWS may write to", async () => {
    const resources = await registerHub({ queryLogs: true });
    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/aws/vendedlogs/route53/studio-hub-shared",
      retentionInDays: 30,
    });
    expect(only(resources, "hub-logs-query-config").inputs).to.deep.equal({
      name: "studio-hub-shared",
      destinationArn: "arn:mock:hub-logs-query-logs",
    });
    expect(only(resources, "hub-logs-query-association").inputs).to.deep.equal({
      resolverQueryLogConfigId: "hub-logs-query-config-id",
      resourceId: "hub-vpc-vpc-id",
    });
  });

  it("go to a bucket in place of log groups where config names one, and no role is made", async () => {
    const logBucketArn = "arn:aws:s3:::network-logs";
    const resources = await registerHub({ flowLogs: true, queryLogs: true, logBucketArn });
    expect(only(resources, "hub-logs-flow-log").inputs).to.deep.equal({
      vpcId: "hub-vpc-vpc-id",
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: logBucketArn,
    });
    expect(only(resources, "hub-logs-query-config").inputs).to.deep.equal({
      name: "studio-hub-shared",
      destinationArn: logBucketArn,
    });
    expect(ofType(resources, "aws:cloudwatch/logGroup:LogGroup")).to.deep.equal([]);
    expect(ofType(resources, "aws:iam/role:Role")).to.deep.equal([]);
  });
});
