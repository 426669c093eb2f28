/** A question that AWS's documents leave open, so that only AWS can answer it. */
interface OpenQuestion {
  /** A question in one sentence. */
  readonly question: string;
  /** Where AWS's documents, or reports from AWS accounts, leave it open. */
  readonly source: string;
  /** Each possible answer, with what it means here. */
  readonly answers: Readonly<Record<string, string>>;
  /** How somebody with AWS accounts would find out, or that it can't be seen from outside. */
  readonly settledBy: string;
}

/**
 * The questions, each with its possible answers. The local AWS runs under any of them: `npm start -- --reading` plays
 * the scenarios with one, `npm start -- --readings` plays what each answer affects.
 */
export const openQuestions = {
  "studio-endpoint-names": {
    question: "Which parent domain do the studio endpoint's own DNS names have?",
    source:
      "AWS PrivateLink Guide, DNS hostnames, has vpce.amazonaws.com for every endpoint; a public project measured vpce.sagemaker.aws in September 2026; moto's data for DescribeVpcEndpointServices lists both as base names",
    answers: {
      "vpce.sagemaker.aws": "names such as vpce-0123456789abcdef0-abcdefgh.studio.eu-west-1.vpce.sagemaker.aws",
      "vpce.amazonaws.com":
        "names such as vpce-0123456789abcdef0-abcdefgh.vpce-svc-0123456789abcdef0.eu-west-1.vpce.amazonaws.com",
      both: "names of both forms",
    },
    settledBy: "describe-vpc-endpoints --query 'VpcEndpoints[].DnsEntries' for the studio endpoint",
  },
  "sign-in-resource": {
    question: "What must the policy of the cognito-idp endpoint name for sign-in?",
    source:
      "Service Authorization Reference, Amazon Cognito User Pools, lists no resource type for the sign-in actions; the Cognito Developer Guide's endpoint policy names a pool",
    answers: {
      everything: "sign-in is compared with * only, so a policy that names the pool refuses it",
      pool: "sign-in is compared with the pool's ARN",
    },
    settledBy: "sign in through the endpoint, once under a policy that names the pool",
  },
  "cognito-cors": {
    question: "Does Cognito allow a page's calls (CORS) when they come through its VPC endpoint?",
    source:
      "Cognito Developer Guide, Access Amazon Cognito user pools using an interface endpoint, doesn't mention CORS; Cognito's public endpoints answer every origin",
    answers: {
      answered: "the endpoint answers every origin, as the public endpoints do",
      absent: "the answer has no Access-Control-Allow-Origin, so browsers keep it from the page",
    },
    settledBy: "curl -X OPTIONS with an Origin header against cognito-idp from inside the network",
  },
  "cognito-keys": {
    question: "Does the cognito-idp endpoint serve a user pool's public keys, /.well-known/jwks.json?",
    source:
      "Cognito Developer Guide, Access Amazon Cognito using an interface endpoint, lists requests of the API, and nothing of a pool's keys",
    answers: {
      absent: "only the API's operations, so nothing in a VPC without a way to the internet can fetch keys",
      served: "the endpoint serves them, as the public endpoint does",
    },
    settledBy: "curl https://cognito-idp.<region>.amazonaws.com/<pool>/.well-known/jwks.json from inside the network",
  },
  "silent-policy": {
    question: "Does an authorizer's Allow suffice where a private API's resource policy has no Allow for the call?",
    source:
      "API Gateway Developer Guide, How API Gateway resource policies affect authorization workflow: table A lets either Allow suffice, and AWS re:Post names both as silent where 403 is the answer; the guide's policies for private APIs all have an Allow beside the Deny",
    answers: {
      suffices: "either Allow is enough, as in table A",
      "not-enough": "both have to allow the call",
    },
    settledBy: "call a private API whose policy has only a Deny for other endpoints",
  },
  "app-start": {
    question: "Which action and resource does the studio endpoint's policy see when Studio's page starts an app?",
    source:
      "SageMaker Developer Guide, Connect to Studio through an interface VPC endpoint, requires that the endpoint's policy allows CreateApp; one version names app/*, another user-profile/*",
    answers: {
      app: "sagemaker:CreateApp on the app",
      "user-profile": "sagemaker:CreateApp on the user profile",
      nothing: "the endpoint's policy isn't asked",
    },
    settledBy: "start JupyterLab through the endpoint, once under a policy without sagemaker:CreateApp",
  },
  "browser-principal": {
    question: "Do a browser's requests at the studio endpoint carry condition keys of the caller and the resource?",
    source:
      "not documented; SageMaker API, CreatePresignedDomainUrl, states that IAM policies are enforced for each request",
    answers: {
      known: "the keys are those of the role that asked for the URL",
      absent: "no aws:Principal… and no aws:Resource… key is there",
    },
    settledBy: "open Studio under an endpoint policy whose aws:PrincipalOrgID has no IfExists",
  },
  "browser-conditions": {
    question: "Which condition keys are there when the role's policy is evaluated again for a browser's request?",
    source:
      "SageMaker API, CreatePresignedDomainUrl, states that IAM policies are enforced for each request, and names only aws:SourceIp, aws:SourceVpc and aws:SourceVpce",
    answers: {
      all: "those of the session that asked for the URL, and those of the network",
      network: "only those of the network: a condition on the session, its tags or its source identity fails",
    },
    settledBy: "open Studio under a role whose policy also demands aws:SourceIdentity",
  },
  "studio-page-calls": {
    question: "Where do the calls of Studio's page to SageMaker come from?",
    source:
      "AWS's page on Studio's endpoint requires that api.sagemaker resolves where users connect; users report the browser's \"Failed to fetch\" without it",
    answers: {
      browser: "from the user's browser, under the execution role, to api.sagemaker",
      service: "from SageMaker itself, under the execution role",
    },
    settledBy: "open Studio with the browser's network tools",
  },
  "studio-variables": {
    question: "Does a Studio session have sagemaker:DomainId and sagemaker:UserProfileName as policy variables?",
    source:
      "SageMaker Developer Guide, Give your users access to spaces, uses both; the Service Authorization Reference lists them for no action",
    answers: {
      known: "both variables are the session's own domain and profile",
      absent: "a statement that uses one matches nothing",
    },
    settledBy: "create a space in Studio under a role whose only statement uses the variables",
  },
  "studio-identity": {
    question: "Which of a user's calls in Studio have the profile's name as source identity?",
    source:
      "SageMaker Developer Guide, Turn on sourceIdentity in CloudTrail logs, covers the apps of Studio Classic; no document covers Studio's page or spaces",
    answers: {
      everywhere: "those of the page and those of code in apps",
      apps: "those of code in apps",
      nowhere: "none, so every condition on it fails",
    },
    settledBy:
      "open Studio, run a cell that lists the bucket, and read userIdentity.sessionContext.sourceIdentity of both calls in CloudTrail",
  },
  "job-identity": {
    question: "Which jobs and models that code in Studio starts have the user's name as source identity?",
    source:
      "SageMaker Developer Guide, Turn on sourceIdentity in CloudTrail logs, documents it for training jobs, names processing jobs in one place and leaves them out in another, and is silent on transforms and endpoints",
    answers: {
      training: "only training jobs have it",
      everywhere: "all jobs and models have it",
      nowhere: "none, so policies of the role can't tell users apart",
    },
    settledBy:
      "start a training job and a processing job from Studio, and read userIdentity of their calls of S3 in CloudTrail",
  },
  "stream-action": {
    question: "Which action does IAM check when an endpoint is asked for a stream?",
    source:
      "Service Authorization Reference, Amazon SageMaker AI, lists sagemaker:InvokeEndpointWithResponseStream; SageMaker Runtime API, InvokeEndpointWithResponseStream, names sagemaker:InvokeEndpoint",
    answers: {
      own: "the action of the stream's own name",
      invoke: "sagemaker:InvokeEndpoint, as for other calls",
    },
    settledBy: "stream from an endpoint under a role that has only one of the two",
  },
  "sagemaker-arns": {
    question: "Does IAM compare SageMaker's ARNs in lower case?",
    source:
      "users report InvokeEndpoint and presigned URLs refused for names with capitals, with an ARN in lower case in the message; not documented",
    answers: {
      lower: "yes, whatever the name",
      written: "no, as the name is written",
    },
    settledBy: "invoke an endpoint with a capital in its name under a policy that names it in lower case",
  },
  "update-domain": {
    question: "Can the provider update an existing VPC-only domain?",
    source: "hashicorp/terraform-provider-aws, issue 45528, reports that it can't; the fix, 45530, is open",
    answers: {
      refused: "SageMaker refuses: VpcId and Subnet IDs are required for updating domains to VpcOnly mode",
      works: "the update succeeds",
    },
    settledBy: "change a setting of a trial domain and run pulumi up",
  },
  "transit-gateway-changes": {
    question: "Does a transit gateway refuse a change while another is in progress?",
    source: "EC2 API, Error codes, lists IncorrectState; the provider doesn't retry its default route tables after it",
    answers: {
      refuses: "the second change fails with IncorrectState",
      accepts: "changes may overlap",
    },
    settledBy: "run two modify-transit-gateway at the same time",
  },
} as const satisfies Readonly<Record<string, OpenQuestion>>;

type Questions = typeof openQuestions;

/** Id of an open question. */
export type QuestionId = keyof Questions;

/** One answer to each question. */
export type Readings = { readonly [Id in QuestionId]: keyof Questions[Id]["answers"] };

/** The answers that the local AWS gives by default. */
export const assumedReadings: Readings = {
  "studio-endpoint-names": "vpce.sagemaker.aws",
  "sign-in-resource": "everything",
  "cognito-cors": "answered",
  "cognito-keys": "absent",
  "silent-policy": "suffices",
  "app-start": "app",
  "browser-principal": "known",
  "browser-conditions": "all",
  "studio-page-calls": "browser",
  "studio-variables": "known",
  "studio-identity": "everywhere",
  "job-identity": "training",
  "stream-action": "own",
  "sagemaker-arns": "lower",
  "update-domain": "refused",
  "transit-gateway-changes": "refuses",
};

/** Whether a text is a question's id. */
export function isQuestionId(id: string): id is QuestionId {
  return Object.hasOwn(openQuestions, id);
}

/** Every question's id, in the table's order. */
export const questionIds: readonly QuestionId[] = Object.keys(openQuestions).filter(isQuestionId);

/** Whether an answer to a question is the one that the local AWS gives by default. */
export function isAssumed(id: QuestionId, answer: string): boolean {
  return assumedReadings[id] === answer;
}

/** An answer as texts name it: the assumed one is marked. */
export function shownAnswer(id: QuestionId, answer: string, shown = answer): string {
  return isAssumed(id, answer) ? `${shown} (assumed)` : shown;
}
