import { expect } from "chai";
import {
  instanceTypesPolicy,
  modelsPolicy,
  processingPolicy,
  trainingPolicy,
} from "../../../../infra/lob/policies/studio-job-policies";
import { jobPolicy, jobTrustPolicy } from "../../../../infra/lob/policies/studio-job-role-policies";

const scope = {
  account: "333333333333",
  region: "eu-west-1",
  network: { subnetIds: ["subnet-0a", "subnet-0b"], securityGroupIds: ["sg-0a"] },
  keys: {},
};
const volumes = "arn:aws:kms:eu-west-1:333333333333:key/volumes";
const outputs = "arn:aws:kms:eu-west-1:333333333333:key/outputs";
const keyed = { ...scope, keys: { volumes, outputs } };

const user = `\${aws:SourceIdentity}`;
const own = { StringEquals: { "aws:ResourceTag/studio-user": user } };
const willBeOwn = { "aws:RequestTag/studio-user": user };
const inNetwork = { "sagemaker:VpcSecurityGroupIds": ["sg-0a"], "sagemaker:VpcSubnets": ["subnet-0a", "subnet-0b"] };
const namesNetwork = { "sagemaker:VpcSecurityGroupIds": "false", "sagemaker:VpcSubnets": "false" };
const namesTypes = { "sagemaker:InstanceTypes": "false" };
const arn = (type: string) => `arn:aws:sagemaker:eu-west-1:333333333333:${type}/*`;
const log = (group: string) => `arn:aws:logs:eu-west-1:333333333333:log-group:/aws/sagemaker/${group}:*`;
const document = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const statement = (Sid: string, Action: unknown, Resource: unknown, Condition?: object) => ({
  ...{ Sid, Effect: "Allow", Action, Resource },
  ...(Condition !== undefined && { Condition }),
});
const inPlace = {
  StringEquals: willBeOwn,
  "ForAllValues:StringEquals": inNetwork,
  Null: { ...namesNetwork, ...namesTypes },
};
const passing = (name: string) =>
  statement("PassOwnJobRole", "iam:PassRole", `arn:aws:iam::333333333333:role/${name}`, {
    StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" },
  });
const tagging = (resources: readonly string[], actions: readonly string[]) =>
  statement("TagWhatIsBeingMade", "sagemaker:AddTags", resources, {
    StringEquals: { "sagemaker:TaggingAction": actions },
  });
const logs = (...groups: readonly string[]) =>
  statement("ReadLogs", ["logs:DescribeLogStreams", "logs:GetLogEvents"], groups.map(log));

describe("the policies for jobs and models in a LOB's account", () => {
  it("let users train in the LOB's network, each their own jobs, without file systems", () => {
    expect(trainingPolicy(scope)).to.deep.equal(
      document(
        statement("StartOwnTraining", "sagemaker:CreateTrainingJob", arn("training-job"), inPlace),
        {
          Sid: "NoFileSystems",
          Effect: "Deny",
          Action: ["sagemaker:CreateHyperParameterTuningJob", "sagemaker:CreateTrainingJob"],
          Resource: [arn("hyper-parameter-tuning-job"), arn("training-job")],
          Condition: { Null: { "sagemaker:FileSystemId": "false" } },
        },
        statement(
          "UseOwnTraining",
          ["sagemaker:DescribeTrainingJob", "sagemaker:StopTrainingJob"],
          arn("training-job"),
          own,
        ),
        statement("List", ["sagemaker:ListTrainingJobs"], "*"),
        tagging([arn("training-job")], ["CreateTrainingJob"]),
        passing(`StudioJob-${user}`),
        logs("TrainingJobs"),
      ),
    );
  });

  it("let users process data likewise, and pass the role of their own at the organization's path and prefix", () => {
    expect(processingPolicy({ ...scope, namePrefix: "acme-", rolePath: "/teams/ml/" })).to.deep.equal(
      document(
        statement("StartOwnProcessing", "sagemaker:CreateProcessingJob", arn("processing-job"), inPlace),
        statement(
          "UseOwnProcessing",
          ["sagemaker:DescribeProcessingJob", "sagemaker:StopProcessingJob"],
          arn("processing-job"),
          own,
        ),
        statement("List", ["sagemaker:ListProcessingJobs"], "*"),
        tagging([arn("processing-job")], ["CreateProcessingJob"]),
        passing(`teams/ml/acme-StudioJob-${user}`),
        logs("ProcessingJobs"),
      ),
    );
  });

  it("let users host models in the LOB's network, run their own configurations, and transform", () => {
    const all = [arn("model"), arn("endpoint-config"), arn("endpoint"), arn("transform-job")];
    const ofModel = { StringEquals: willBeOwn, Null: { ...namesTypes, "sagemaker:ModelArn": "false" } };
    expect(modelsPolicy(scope)).to.deep.equal(
      document(
        statement("MakeOwnModels", "sagemaker:CreateModel", arn("model"), { ...inPlace, Null: namesNetwork }),
        statement("MakeOwnConfigurations", "sagemaker:CreateEndpointConfig", arn("endpoint-config"), ofModel),
        statement("MakeOwnEndpoints", "sagemaker:CreateEndpoint", arn("endpoint"), { StringEquals: willBeOwn }),
        statement("RunOwnConfigurations", "sagemaker:CreateEndpoint", arn("endpoint-config"), own),
        statement("StartOwnTransforms", "sagemaker:CreateTransformJob", arn("transform-job"), ofModel),
        statement(
          "UseOwnModels",
          [
            "sagemaker:DeleteEndpoint",
            "sagemaker:DeleteEndpointConfig",
            "sagemaker:DeleteModel",
            "sagemaker:DescribeEndpoint",
            "sagemaker:DescribeEndpointConfig",
            "sagemaker:DescribeModel",
            "sagemaker:DescribeTransformJob",
            "sagemaker:InvokeEndpoint",
            "sagemaker:InvokeEndpointWithResponseStream",
            "sagemaker:StopTransformJob",
            "sagemaker:UpdateEndpoint",
          ],
          all,
          own,
        ),
        statement(
          "List",
          [
            "sagemaker:ListEndpointConfigs",
            "sagemaker:ListEndpoints",
            "sagemaker:ListModels",
            "sagemaker:ListTransformJobs",
          ],
          "*",
        ),
        tagging(all, ["CreateEndpoint", "CreateEndpointConfig", "CreateModel", "CreateTransformJob"]),
        passing(`StudioJob-${user}`),
        logs("Endpoints/*", "TransformJobs"),
      ),
    );
  });

  it("demand the LOB's keys of everything that AWS's list has them for, where the LOB has keys", () => {
    const both = { "sagemaker:VolumeKmsKeyArn": volumes, "sagemaker:OutputKmsKeyArn": outputs };
    const encrypted = [trainingPolicy(keyed), processingPolicy(keyed), modelsPolicy(keyed)].flatMap(({ Statement }) =>
      Statement.flatMap(({ Action, Condition }) =>
        Condition?.ArnEquals === undefined ? [] : [[Action, Condition.ArnEquals]],
      ),
    );
    expect(encrypted).to.deep.equal([
      ["sagemaker:CreateTrainingJob", both],
      ["sagemaker:CreateProcessingJob", both],
      ["sagemaker:CreateEndpointConfig", { "sagemaker:VolumeKmsKeyArn": volumes }],
      ["sagemaker:CreateTransformJob", both],
    ]);
  });

  it("deny other instance types to apps, jobs and models", () => {
    expect(instanceTypesPolicy(scope, ["ml.t3.medium", "ml.m5.large"])).to.deep.equal(
      document({
        Sid: "OtherInstanceTypes",
        Effect: "Deny",
        Action: [
          "sagemaker:CreateApp",
          "sagemaker:CreateEndpointConfig",
          "sagemaker:CreateHyperParameterTuningJob",
          "sagemaker:CreateProcessingJob",
          "sagemaker:CreateSpace",
          "sagemaker:UpdateSpace",
          "sagemaker:CreateTrainingJob",
          "sagemaker:UpdateTrainingJob",
          "sagemaker:CreateTransformJob",
        ],
        Resource: [
          "app",
          "endpoint-config",
          "hyper-parameter-tuning-job",
          "processing-job",
          "space",
          "training-job",
          "transform-job",
        ].map(arn),
        Condition: { "ForAnyValue:StringNotEquals": { "sagemaker:InstanceTypes": ["ml.t3.medium", "ml.m5.large"] } },
      }),
    );
  });
});

describe("the policies of a user's job role", () => {
  it("trust SageMaker only for this account, in the user's name or in nobody's", () => {
    expect(jobTrustPolicy({ account: "333333333333", profile: "ann" })).to.deep.equal(
      document({
        Sid: "Jobs",
        Effect: "Allow",
        Principal: { Service: "sagemaker.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "333333333333" },
          StringEqualsIfExists: { "sts:SourceIdentity": "ann" },
        },
      }),
    );
  });

  it("allow the user's own files, whatever name the session has, images, logs and metrics, and the LOB's network", () => {
    const files = "arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1";
    const ec2 = (resource: string) => `arn:aws:ec2:eu-west-1:333333333333:${resource}`;
    const kinds = ["Endpoints", "ProcessingJobs", "TrainingJobs", "TransformJobs"];
    expect(jobPolicy({ ...scope, profile: "ann", bucket: files.slice("arn:aws:s3:::".length) })).to.deep.equal(
      document(
        statement(
          "OwnFiles",
          ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
          `${files}/ann/*`,
        ),
        statement("ListOwnFiles", "s3:ListBucket", files, { StringLike: { "s3:prefix": "ann/*" } }),
        statement("SignInToRegistries", "ecr:GetAuthorizationToken", "*"),
        statement(
          "PullImages",
          ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          "arn:aws:ecr:eu-west-1:*:repository/*",
        ),
        statement(
          "WriteLogs",
          ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          [log("Endpoints/").slice(0, -2).concat("*"), ...kinds.slice(1).map(log)],
        ),
        statement("WriteMetrics", "cloudwatch:PutMetricData", "*", {
          StringEquals: { "cloudwatch:namespace": kinds.map((kind) => `/aws/sagemaker/${kind}`) },
        }),
        statement("MakeNetworkInterfaces", "ec2:CreateNetworkInterface", [
          ec2("network-interface/*"),
          ec2("subnet/subnet-0a"),
          ec2("subnet/subnet-0b"),
          ec2("security-group/sg-0a"),
        ]),
        statement(
          "ManageNetworkInterfaces",
          [
            "ec2:CreateNetworkInterfacePermission",
            "ec2:DeleteNetworkInterface",
            "ec2:DeleteNetworkInterfacePermission",
          ],
          ec2("network-interface/*"),
        ),
        statement(
          "SeeNetwork",
          [
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
          ],
          "*",
        ),
      ),
    );
  });
});
