import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { bucketObject } from "../../local/aws/s3/kinds";
import { ownDomain } from "../../local/aws/sagemaker/domain";
import { model as madeModel, processingJob, type Tagged, trainingJob } from "../../local/aws/sagemaker/kinds";
import { Estate } from "../../local/estate/estate";
import { startSampleModel } from "../../local/model/sample-model";
import { StudioCode } from "../../local/scenarios/studio-code";
import type { HttpServer } from "../../local/support/http-server";
import { isChild } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { studioProject } from "../flows/support/studio-project";
import {
  type CaughtCall,
  caughtCall,
  defaultsIn,
  deniedIn,
  givenIn,
  sdkPackages,
  sdkVersion,
  startApp,
} from "./support/sagemaker-sdk";
import { makeCalls, runScript, type Surroundings } from "./support/script";

/** A LOB with keys and paths of an organization's, which makes every default differ from AWS's own. */
const project: Project = {
  ...studioProject,
  stacks: studioProject.stacks.map(({ name, texts }) =>
    makeStack(name, { ...texts, rolePath: "/teams/ml/", ...(name === "child" && { createKey: "true" }) }),
  ),
};

const bucket = "sagemaker-lob-a-333333333333-eu-west-1";
const image = "333333333333.dkr.ecr.eu-west-1.amazonaws.com/train:1";
const worked = v.object({
  answer: v.object({ bucket: v.string(), prefix: v.string(), calls: v.array(caughtCall) }),
});

describe(`The SageMaker Python SDK ${sdkVersion} in Studio`, () => {
  let model: HttpServer;
  let estate: Estate;
  let code: StudioCode;
  let inStudio: Surroundings & { home: string };
  let app: Readonly<Record<string, string>>;
  let done: v.InferOutput<typeof worked>["answer"];
  const file = () => path.join(inStudio.home, ".config", "sagemaker", "config.yaml");
  const start = (metadata?: object) => startApp(estate.aws.world, "333333333333", inStudio, metadata);
  const made = (operation: string) => done.calls.filter((call) => call.operation === operation);

  before(async function () {
    // The SDK takes seconds to load, also without other load.
    this.timeout(300_000);
    model = await startSampleModel();
    estate = await Estate.found(project, model.url);
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
    const lob = project.stacks.filter(isChild)[0];
    if (lob === undefined) {
      throw new Error("the project should have a LOB");
    }
    code = StudioCode.of(estate, lob);
    const home = mkdtempSync(path.join(tmpdir(), "home-"));
    inStudio = { ...(await code.surroundings()), home };
    const { domainId = "" } = code.session.studio ?? {};
    const [space] = await makeCalls(inStudio, [
      {
        ...{ service: "sagemaker", operation: "create_space" },
        parameters: {
          ...{ DomainId: domainId, SpaceName: "experiments" },
          OwnershipSettings: { OwnerUserProfileName: code.profile },
          SpaceSharingSettings: { SharingType: "Private" },
        },
      },
    ]);
    expect(space).to.have.nested.property("answer.SpaceArn");
    app = { AppType: "JupyterLab", DomainId: domainId, SpaceName: "experiments", ResourceName: "default" };
    expect(await start(app)).to.deep.equal({
      status: 0,
      says: `SageMaker defaults: ${file()} is written for user-lob-a\n`,
      complains: "",
    });
    const script = sdkVersion === "3" ? "sdk/three.py" : "sdk/two.py";
    // What an earlier job would have written.
    const written = "user-lob-a/model.tar.gz";
    estate.aws.world.put({
      ...{ urn: `urn:${written}`, type: bucketObject.token, stack: "", account: "333333333333", region: "eu-west-1" },
      ...{ id: written, state: { bucket, key: written } },
    });
    const [, key] = /VolumeKmsKeyId: (.*)/.exec(defaultsIn(home)) ?? [];
    const ofVersion = sdkVersion === "3" ? { user: code.profile, key } : { model: `s3://${bucket}/${written}` };
    done = v.parse(
      worked,
      await runScript({ ...inStudio, packages: sdkPackages() }, script, { image, ...ofVersion }),
    ).answer;
  });

  after(async () => {
    await estate?.close();
    await model?.close();
    if (inStudio !== undefined) {
      rmSync(inStudio.home, { recursive: true });
    }
  });

  it("has the LOB's bucket and the user's prefix by itself", () => {
    expect(done).to.deep.include({ bucket, prefix: "user-lob-a/sagemaker" });
  });

  it("sends jobs and models with the LOB's network, the user's role and tag, and the LOB's keys", () => {
    const { domainId = "" } = code.session.studio ?? {};
    const { account, region } = code.session.role;
    const home = ownDomain(estate.aws.world, { account, region }, domainId)?.state;
    const operations = ["CreateTrainingJob", "CreateProcessingJob", ...(sdkVersion === "3" ? [] : ["CreateModel"])];
    expect(operations.flatMap(made).map(({ operation }) => operation)).to.deep.equal(operations);
    const key = /^arn:aws:kms:eu-west-1:333333333333:key\//;
    for (const call of operations.flatMap(made)) {
      const { volumeKey, outputKey, instanceType: _, ...given } = givenIn(call);
      expect(given, call.operation).to.deep.equal({
        network: { Subnets: home?.subnetIds, SecurityGroupIds: home?.defaultUserSettings.securityGroups },
        role: "arn:aws:iam::333333333333:role/teams/ml/StudioJob-user-lob-a",
        tags: { "studio-user": "user-lob-a" },
      });
      if (call.operation !== "CreateModel") {
        expect(volumeKey, call.operation).to.match(key);
        expect(outputKey, call.operation).to.match(key);
      }
    }
  });

  it("keeps whatever it writes below the user's prefix", () => {
    const keys = made("PutObject").map(({ parameters }) => [parameters.Bucket, parameters.Key?.split("/").slice(0, 2)]);
    expect(keys).to.have.length.greaterThan(2);
    expect(keys).to.deep.equal(keys.map(() => [bucket, ["user-lob-a", "sagemaker"]]));
    const [training] = made("CreateTrainingJob");
    expect(training?.parameters.OutputDataConfig?.S3OutputPath).to.match(
      /^s3:\/\/sagemaker-lob-a-333333333333-eu-west-1\/user-lob-a\/sagemaker\//,
    );
  });

  it("sends nothing that the execution role's policies don't allow, but for what it does without", async () => {
    const denied: string[] = [];
    for (const call of done.calls.filter(({ operation }) => !operation.startsWith("Describe"))) {
      denied.push(...(await deniedIn(estate.aws.world, code.session, "eu-west-1", call)));
    }
    // Version 3 also asks IAM what the role may do, and goes on where nothing answers.
    expect([...new Set(denied)]).to.deep.equal([
      "s3:ListAllMyBuckets",
      ...(sdkVersion === "3" ? ["iam:SimulatePrincipalPolicy"] : []),
    ]);
  });

  it("has jobs and a model of the user's afterwards, which AWS took as they were sent", () => {
    const kept = [trainingJob, processingJob, ...(sdkVersion === "3" ? [] : [madeModel])].map((type) =>
      estate.aws.world.list<Tagged>(type, "333333333333").map(({ state }) => state.tags),
    );
    expect(kept).to.deep.equal(kept.map(() => [{ "studio-user": "user-lob-a" }]));
  });

  it("would be refused with another place, role, tag or prefix", async () => {
    const [training] = made("CreateTrainingJob");
    const [upload] = made("PutObject");
    const [listing] = made("ListObjectsV2");
    const with_ = (call: CaughtCall | undefined, changes: Partial<CaughtCall["parameters"]>): CaughtCall => {
      if (call === undefined) {
        throw new Error("the SDK should have made this call");
      }
      return { ...call, parameters: { ...call.parameters, ...changes } };
    };
    const denied = (call: CaughtCall) => deniedIn(estate.aws.world, code.session, "eu-west-1", call);
    const other = (key: string) => [{ Key: "studio-user", Value: key }];

    expect(await denied(with_(training, { VpcConfig: undefined }))).to.deep.equal(["sagemaker:CreateTrainingJob"]);
    expect(await denied(with_(training, { Tags: other("bob") }))).to.deep.equal(["sagemaker:CreateTrainingJob"]);
    expect(await denied(with_(training, { Tags: [] }))).to.deep.equal(["sagemaker:CreateTrainingJob"]);
    expect(
      await denied(with_(training, { RoleArn: "arn:aws:iam::333333333333:role/teams/ml/StudioJob-bob" })),
    ).to.deep.equal(["iam:PassRole"]);
    expect(await denied(with_(upload, { Key: "bob/sagemaker/data.csv" }))).to.deep.equal(["s3:PutObject"]);
    expect(await denied(with_(listing, { Prefix: "user-lob-a" }))).to.deep.equal(["s3:ListBucket"]);
  });

  it("keeps its defaults when an app starts again, and a user's own file", async () => {
    const before = defaultsIn(inStudio.home);
    expect(await start({ ...app, UserProfileName: "user-lob-a" })).to.have.property(
      "says",
      `SageMaker defaults: ${file()} is written for user-lob-a\n`,
    );
    expect(defaultsIn(inStudio.home)).to.equal(before);
    expect(before.split("\n")[0]).to.equal(
      "# Written whenever the app starts. Remove this line to keep changes of your own.",
    );

    writeFileSync(file(), "SchemaVersion: '1.0'\n");
    expect(await start(app)).to.deep.equal({
      status: 0,
      says: `SageMaker defaults: ${file()} has no line that says it is written at start, so it stays as it is\n`,
      complains: "",
    });
    expect(readFileSync(file(), "utf8")).to.equal("SchemaVersion: '1.0'\n");
    rmSync(file());
  });

  it("has no defaults, and an app that starts all the same, where nobody knows the space's owner", async () => {
    const unknown = "SageMaker defaults: not written, since the owner of this app's space isn't known\n";
    const without = async (complaint: RegExp, metadata?: object) => {
      const { complains, ...ran } = await start(metadata);
      expect(ran).to.deep.equal({ status: 0, says: unknown });
      expect(complains).to.match(complaint);
    };
    await without(/^SageMaker defaults: FileNotFoundError: /);
    await without(
      /^SageMaker defaults: ResourceNotFound: An error occurred \(ResourceNotFound\) when calling the DescribeSpace/,
      { ...app, SpaceName: "elsewhere" },
    );
    await without(/^$/, { ...app, UserProfileName: "$(touch x)" });
  });
});
