/** A question that AWS's documents leave open and only AWS can answer. */
interface OpenQuestion {
  readonly question: string;
  /** Where the question comes from. */
  readonly source: string;
  /** Each possible answer, with what it means here. */
  readonly answers: Readonly<Record<string, string>>;
  /** What somebody with AWS accounts would do to find out. */
  readonly settledBy: string;
}

/**
 * The questions, each with its possible answers. The local AWS can be run under any of them, and the program must work
 * under all: `tests/flows/readings.test.ts` tries that.
 */
export const openQuestions = {
  studioEndpointNames: {
    question: "Under which parent domain are the own names of the studio endpoint?",
    source:
      "AWS PrivateLink Guide, DNS hostnames, has vpce.amazonaws.com for every endpoint; a public project measured vpce.sagemaker.aws in September 2026; moto's data of DescribeVpcEndpointServices list both as base names",
    answers: {
      "vpce.sagemaker.aws": "names such as vpce-0123456789abcdef0-abcdefgh.studio.eu-west-1.vpce.sagemaker.aws",
      "vpce.amazonaws.com":
        "names such as vpce-0123456789abcdef0-abcdefgh.vpce-svc-0123456789abcdef0.eu-west-1.vpce.amazonaws.com",
      both: "names of both forms",
    },
    settledBy: "describe-vpc-endpoints --query 'VpcEndpoints[].DnsEntries' for the studio endpoint",
  },
  signInResource: {
    question: "What does the policy of the cognito-idp endpoint have to name for sign-in?",
    source:
      "Service Authorization Reference, Amazon Cognito User Pools, gives the sign-in actions no resource type; the Cognito Developer Guide's endpoint policy names a pool",
    answers: {
      everything: "sign-in is compared with * only, so a policy that names the pool refuses it",
      pool: "sign-in is compared with the pool's ARN",
    },
    settledBy: "sign in through the endpoint, once under a policy that names the pool",
  },
  appStart: {
    question: "What is a start of an app from Studio's page compared with at the studio endpoint?",
    source:
      "SageMaker Developer Guide, Connect to Studio through an interface VPC endpoint, says that the endpoint's policy must allow CreateApp; one version names app/*, another user-profile/*",
    answers: {
      app: "sagemaker:CreateApp on the app",
      "user-profile": "sagemaker:CreateApp on the user profile",
      nothing: "the endpoint's policy isn't asked",
    },
    settledBy: "start JupyterLab through the endpoint, once under a policy without sagemaker:CreateApp",
  },
  browserPrincipal: {
    question: "Do a browser's requests at the studio endpoint have condition keys of the caller and the resource?",
    source:
      "no document says so; SageMaker API, CreatePresignedDomainUrl, says that IAM policies are enforced for each request",
    answers: {
      known: "the keys are those of the role that asked for the URL",
      absent: "no aws:Principal… and no aws:Resource… key is there",
    },
    settledBy: "open Studio under an endpoint policy whose aws:PrincipalOrgID has no IfExists",
  },
} as const satisfies Readonly<Record<string, OpenQuestion>>;

type Questions = typeof openQuestions;

/** One answer to each question. */
export type Readings = { readonly [Question in keyof Questions]: keyof Questions[Question]["answers"] };

/** The answers that the local AWS gives unless told otherwise. */
export const assumedReadings: Readings = {
  studioEndpointNames: "vpce.sagemaker.aws",
  signInResource: "everything",
  appStart: "app",
  browserPrincipal: "known",
};
