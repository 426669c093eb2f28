import { expect } from "chai";
import { role, rolePolicy } from "../../../local/aws/iam/kinds";
import { DoctorBench, variant, wellProject } from "./doctor-bench";
import { Hands, problem } from "./hands";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const roleArn = "arn:aws:iam::333333333333:role/SageMakerStudioExecution-science";
const account = "333333333333";

describe("scripts/doctor on an execution role of the organization's own", () => {
  let bench: DoctorBench;
  let hands: Hands;
  before(async () => {
    bench = await DoctorBench.start(variant(wellProject, { child: { executionRoleArn: roleArn } }), [
      "shared",
      "parent",
      "child",
    ]);
    hands = new Hands(bench.world);
  });
  afterEach(() => hands.putBack());
  after(() => bench.close());

  const ownRole = () => hands.only(role, account, ({ state }) => state.arn === roleArn);

  it("finds nothing where it has what the project needs, and no more", async () => {
    const { said } = await bench.run({ stack: ["child"] });
    expect(said.filter((line) => line.includes("execution role"))).to.deep.equal([
      "ok       stack child: execution role",
      "ok       stack child: what the execution role allows",
    ]);
  });

  it("finds a policy that is missing, and a trust that goes too far", async () => {
    const everything = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com", AWS: "*" }, Action: "sts:*" }],
    });
    hands.change(ownRole(), { assumeRolePolicy: everything });
    hands.remove(
      hands.only(rolePolicy, account, ({ state }) => state.role === ownRole().state.name && state.name === "Studio2"),
    );
    hands.add(rolePolicy, account, {
      role: ownRole().state.name,
      name: "Roles",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }],
      }),
    });

    const complaints = await bench.complaints({ stack: ["child"] });

    const [lacks = "", gives = "", ...others] = complaints;
    expect(others).to.deep.equal([]);
    const domain = bench.output("child", "domainId");
    const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:${account}:${resource}`;
    expect(lacks.split("\n").slice(0, 2).join("\n")).to.equal(
      problem(
        "stack child: execution role",
        `${roleArn} lacks sagemaker:DescribeDomain, sagemaker:DescribeUserProfile: add to its policies ${JSON.stringify(
          {
            Sid: "SeeOwnDomainAndProfile",
            Effect: "Allow",
            Action: ["sagemaker:DescribeDomain", "sagemaker:DescribeUserProfile"],
            Resource: [arn(`domain/${domain}`), arn(`user-profile/${domain}/\${aws:SourceIdentity}`)],
          },
        )}`,
      ),
    );
    expect(gives).to.equal(
      problem(
        "stack child: what the execution role allows",
        `${roleArn} also trusts *, which may then do everything that people may: remove it from its trust policy`,
        `${roleArn} trusts sagemaker.amazonaws.com for every account: add the condition aws:SourceAccount of {"Sid":"Studio","Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"},"Action":["sts:AssumeRole","sts:SetSourceIdentity"],"Condition":{"StringEquals":{"aws:SourceAccount":"333333333333"}}} to its trust policy`,
        `${roleArn} lets people pass other roles to SageMaker (iam:PassRole on arn:aws:iam::${account}:role/PresignedURLGenerator): narrow its policies`,
        `${roleArn} lets people change its own policies (iam:PutRolePolicy on ${roleArn}): narrow its policies`,
        `${roleArn} lets people make roles (iam:CreateRole on arn:aws:iam::${account}:role/example): narrow its policies`,
      ).replace("problem ", "warning "),
    );
  });

  it("finds a role that is gone", async () => {
    hands.remove(ownRole());
    expect(await bench.complaints({ stack: ["child"] })).to.deep.equal([
      problem(
        "stack child: execution role",
        `${roleArn} doesn't exist: create it, or name another in executionRoleArn`,
      ),
    ]);
  });
});
