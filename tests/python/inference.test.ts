import { expect } from "chai";
import { internet } from "../../local/aws/network/origin";
import type { Estate } from "../../local/estate/estate";
import { startSampleModel } from "../../local/model/sample-model";
import type { HttpServer } from "../../local/support/http-server";
import { shipped } from "../flows/support/environments";
import { standing } from "../flows/support/studio-estate";
import { shippedProject } from "../local/support/project";
import { type Call, makeCalls, runScript, type Surroundings } from "./support/script";
import { insideFunction } from "./support/surroundings";

const parent = "222222222222";
const roleArn = `arn:aws:iam::${parent}:role/SageMakerExternal`;
const role = { RoleArn: roleArn, RoleSessionName: "SageMakerInvokeSession", ExternalId: parent };
/** The calls of the article "How to do cross account Sagemaker endpoint requests in AWS" of 2024-06-15. */
const seed = "seeds/invoke_endpoint.py";
/** The article's own payload is empty. */
const event = { roleArn, externalId: parent, endpointName: "iris", payload: {} };
const measures = '{"sepalLength":6.3,"sepalWidth":3.3,"petalLength":6,"petalWidth":2.5}';

const occurred = (code: string, operation: string, message: string) =>
  `An error occurred (${code}) when calling the ${operation} operation: ${message}`;
const assumeDenied = (caller: string, reason = "") => ({
  error: "ClientError",
  text: occurred(
    "AccessDenied",
    "AssumeRole",
    `User: arn:aws:sts::${caller} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}${reason}`,
  ),
  status: 403,
  members: {},
});
const own = `333333333333:assumed-role/SageMakerInvoker-child/invoke-endpoint-child`;

const assume = (parameters: object): Call => ({
  service: "sts",
  operation: "assume_role",
  parameters: { ...role, ...parameters },
});
const invoke = (parameters: object, more: Partial<Call> = { role }): Call => ({
  service: "sagemaker-runtime",
  operation: "invoke_endpoint",
  parameters: { EndpointName: "iris", ContentType: "application/json", Body: measures, ...parameters },
  ...more,
});
const identity = (more: Partial<Call>): Call => ({ service: "sts", operation: "get_caller_identity", ...more });
const refused = (code: string, operation: string, message: string, status: number, error = "ClientError") => ({
  error,
  text: occurred(code, operation, message),
  status,
  members: {},
});
const sessionArn = `arn:aws:sts::${parent}:assumed-role/SageMakerExternal/SageMakerInvokeSession`;
const denied = (arn: string, caller = sessionArn) =>
  refused(
    "AccessDeniedException",
    "InvokeEndpoint",
    `User: ${caller} is not authorized to perform: sagemaker:InvokeEndpoint on resource: ${arn} because no identity-based policy allows the sagemaker:InvokeEndpoint action`,
    403,
  );
const invalid = (value: string, member: string, demand: string) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`;
const modelError = (original: string) => ({
  error: "ModelError",
  text: occurred(
    "ModelError",
    "InvokeEndpoint",
    `Received client error (400) from primary with message "${original}". See https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logEventViewer:group=/aws/sagemaker/Endpoints/iris in account ${parent} for more information.`,
  ),
  status: 424,
  members: { OriginalStatusCode: 400, OriginalMessage: original },
});
const noMeasures = `{"error":"${["sepalLength", "sepalWidth", "petalLength", "petalWidth"]
  .map((name) => `${name} is missing: give a number of centimetres`)
  .join("; ")}"}`;

describe("The inference article's calls under boto3", () => {
  let model: HttpServer;
  let estate: Estate;
  let child: Surroundings;
  before(async () => {
    model = await startSampleModel();
    estate = await standing(shippedProject, model.url);
    child = await insideFunction(estate, shipped.child, "invoke-endpoint");
  });
  after(async () => {
    await model?.close();
    await estate?.close();
  });

  it("gets the model's answer in the child's function", async () => {
    expect(await runScript(child, seed, { ...event, payload: JSON.parse(measures) })).to.deep.equal({
      answer: { species: "virginica", probability: 0.99 },
    });
  });

  it("gets the model's refusal of the article's own empty payload", async () => {
    expect(await runScript(child, seed, event)).to.deep.equal(modelError(noMeasures));
  });

  it("gets the article's error where the function's role has no policy for it", async () => {
    estate.deleteRolePolicy(shipped.child, "AllowAssumeSagemakerExternalRole");
    try {
      expect(await runScript(child, seed, event)).to.deep.equal(assumeDenied(own));
    } finally {
      await estate.repair("child");
    }
  });

  it("is refused in an account that the parent doesn't list, and from outside of the network", async () => {
    const [lobB] = shippedProject.stacks.filter(({ name }) => name === "lob-b");
    if (lobB === undefined) {
      throw new Error("the project has no stack lob-b");
    }
    const stranger = await insideFunction(estate, lobB, "invoke-endpoint");
    const outside = await insideFunction(estate, shipped.child, "invoke-endpoint", internet);

    expect(await runScript(stranger, seed, event)).to.deep.equal(
      assumeDenied("444444444444:assumed-role/SageMakerInvoker-lob-b/invoke-endpoint-lob-b"),
    );
    expect(await runScript(outside, seed, event)).to.deep.equal(
      denied(`arn:aws:sagemaker:eu-west-1:${parent}:endpoint/iris`),
    );
  });

  it("is answered with AWS's message whatever is wrong with a call", async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = child.keys;
    const keys = (changed: object) => ({
      client: {
        aws_access_key_id: accessKeyId,
        aws_secret_access_key: secretAccessKey,
        aws_session_token: sessionToken,
        ...changed,
      },
    });
    const absent = `arn:aws:iam::${parent}:role/Absent`;
    const cases: readonly (readonly [call: Call, outcome: object])[] = [
      [assume({ ExternalId: "other" }), assumeDenied(own)],
      [assume({ RoleArn: absent }), { ...assumeDenied(own), text: assumeDenied(own).text.replace(roleArn, absent) }],
      [
        assume({ RoleSessionName: "of/me" }),
        refused(
          "ValidationError",
          "AssumeRole",
          invalid("of/me", "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*"),
          400,
        ),
      ],
      [
        assume({ RoleSessionName: "s".repeat(65) }),
        refused(
          "ValidationError",
          "AssumeRole",
          invalid("s".repeat(65), "roleSessionName", "have length less than or equal to 64"),
          400,
        ),
      ],
      [
        assume({ DurationSeconds: 43_201 }),
        refused(
          "ValidationError",
          "AssumeRole",
          invalid("43201", "durationSeconds", "have value less than or equal to 43200"),
          400,
        ),
      ],
      [
        assume({ DurationSeconds: 7200 }),
        refused(
          "ValidationError",
          "AssumeRole",
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
          400,
        ),
      ],
      [
        identity({ unsigned: true }),
        refused("MissingAuthenticationToken", "GetCallerIdentity", "Request is missing Authentication Token", 403),
      ],
      [
        identity(keys({ aws_access_key_id: "ASIAABCDEFGHIJKLMNOP" })),
        refused(
          "InvalidClientTokenId",
          "GetCallerIdentity",
          "The security token included in the request is invalid.",
          403,
        ),
      ],
      [
        identity(keys({ aws_secret_access_key: "another" })),
        refused(
          "SignatureDoesNotMatch",
          "GetCallerIdentity",
          "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
          403,
        ),
      ],
      [invoke({ EndpointName: "other" }), denied(`arn:aws:sagemaker:eu-west-1:${parent}:endpoint/other`)],
      [invoke({}, {}), denied("arn:aws:sagemaker:eu-west-1:333333333333:endpoint/iris", `arn:aws:sts::${own}`)],
      [
        invoke({ EndpointName: "of me" }),
        refused(
          "ValidationError",
          "InvokeEndpoint",
          invalid("of me", "endpointName", "satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*"),
          400,
          "ValidationError",
        ),
      ],
      [
        invoke({ Accept: "application/json" }),
        {
          answer: {
            ContentType: "application/json",
            InvokedProductionVariant: "AllTraffic",
            Body: '{"species":"virginica","probability":0.99}',
          },
        },
      ],
    ];

    const made = await makeCalls(
      child,
      cases.map(([call]) => call),
    );
    expect(made).to.deep.equal(cases.map(([, outcome]) => outcome));
  });

  it("gets an error when its session has ended", async () => {
    estate.aws.sessions.revoke("arn:aws:iam::333333333333:role/SageMakerInvoker-child");

    expect(await makeCalls(child, [identity({}), invoke({}, {})])).to.deep.equal([
      refused("ExpiredToken", "GetCallerIdentity", "The security token included in the request is expired", 403),
      refused("ExpiredTokenException", "InvokeEndpoint", "The security token included in the request is expired", 403),
    ]);
  });
});
