import type { AwsRequest } from "../../../local/aws/core/service";
import type { LocalAws } from "../../../local/aws/local-aws";
import { ec2Request } from "./ec2-query";
import { inputMistakes } from "./input-mistakes";
import { asApiTakes, type Request } from "./requests";
import { operationNamed } from "./service-models";

/** Services in whose protocol the body is the input, by what their targets begin with. */
const targets: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: "cognito-idp",
  AWSOrganizationsV20161128: "organizations",
  DynamoDB_20120810: "dynamodb",
  Route53Resolver: "route53resolver",
  SageMaker: "sagemaker",
  ServiceQuotasV20190624: "service-quotas",
};

const invocationHeader = "x-amzn-sagemaker-";

/** Members of InvokeEndpoint that are headers. Source: SageMaker Runtime API, InvokeEndpoint. */
function invocationOf({ url, headers, body }: AwsRequest): Request {
  const [, , endpoint = "", kind] = url.pathname.split("/");
  const given = Object.entries(headers)
    .filter(([name]) => name.startsWith(invocationHeader))
    .map(([name, value]) => [name.slice(invocationHeader.length).replaceAll("-", ""), value] as const);
  const { inferencecomponent: InferenceComponentName, ...others } = Object.fromEntries(given);
  const operation = `sagemaker-runtime:InvokeEndpoint${kind === "invocations" ? "" : "WithResponseStream"}`;
  const members = { EndpointName: decodeURIComponent(endpoint), Body: body, InferenceComponentName, ...others };
  return { operation, input: asApiTakes(operation, members) };
}

/** Lists and records of STS's queries are left out: of what is sent by it, only texts and numbers have limits. */
function queryOf(service: string, form: URLSearchParams): Request {
  const { Action = "", Version: _, ...members } = Object.fromEntries([...form].filter(([name]) => !name.includes(".")));
  return { operation: `${service}:${Action}`, input: asApiTakes(`${service}:${Action}`, members) };
}

/** The request of an SDK, as the API names it; undefined for what isn't judged, such as pages. */
function requestOf(host: string, request: AwsRequest): Request | undefined {
  const body = Buffer.from(request.body).toString("utf8");
  const [prefix = "", name = ""] = (request.headers["x-amz-target"] ?? "").split(".");
  if (name !== "") {
    return { operation: `${targets[prefix] ?? prefix}:${name}`, input: JSON.parse(body) };
  }
  if (host.startsWith("runtime.sagemaker.")) {
    return invocationOf(request);
  }
  if (host.startsWith("ram.")) {
    // The path is the operation's name in small letters.
    return { operation: operationNamed("ram", request.url.pathname.slice(1)), input: JSON.parse(body) };
  }
  if (host.startsWith("ec2.")) {
    return ec2Request(new URLSearchParams(body));
  }
  return host.startsWith("sts.") ? queryOf("sts", new URLSearchParams(body)) : undefined;
}

/** Asks AWS's models about each call of functions, commands and people on its way to the local AWS. */
export class JudgedCalls {
  /** What the models refuse, each once. */
  readonly mistakes = new Set<string>();
  /** Operations that were judged. */
  readonly operations = new Set<string>();

  constructor(aws: LocalAws) {
    aws.interfere((host, sent) => {
      // What can't be judged is told at the end, and disturbs nobody meanwhile.
      try {
        this.judge(requestOf(host, sent));
      } catch (error) {
        this.mistakes.add(String(error));
      }
      return undefined;
    });
  }

  private judge(request: Request | undefined): void {
    if (request !== undefined) {
      this.operations.add(request.operation);
      for (const mistake of inputMistakes(request.operation, request.input)) {
        this.mistakes.add(mistake);
      }
    }
  }
}
