import { bucketName, lobNames } from "../../../infra/support/naming";

export const region = "eu-west-1";
export const apiEndpointId = "vpce-0aaaaaaaaaaaaaaaa";
export const studioEndpointId = "vpce-0bbbbbbbbbbbbbbbb";

/** Somebody's session in Studio, or what a call is about. */
export interface Studio {
  readonly account: string;
  readonly lob: string;
  readonly domainId: string;
  readonly profile: string;
}

export const ann: Studio = { account: "333333333333", lob: "lob-a", domainId: "d-aaaaaaaaaaaa", profile: "user-lob-a" };
export const bob: Studio = { ...ann, profile: "user-lob-a-2" };
export const cho: Studio = { account: "444444444444", lob: "lob-b", domainId: "d-bbbbbbbbbbbb", profile: "user-lob-b" };

export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

export type CallOn = (whose: Studio) => Call;

function arn({ account }: Studio, resource: string): string {
  return `arn:aws:sagemaker:${region}:${account}:${resource}`;
}

function profileArn(whose: Studio): string {
  return arn(whose, `user-profile/${whose.domainId}/${whose.profile}`);
}

function inSpace(whose: Studio, sharing = "Private"): Readonly<Record<string, string>> {
  return { "sagemaker:OwnerUserProfileArn": profileArn(whose), "sagemaker:SpaceSharingType": sharing };
}

/** A call on a space that its owner called `experiments`. */
function onSpace(action: string, sharing?: string): CallOn {
  return (whose) => ({
    action: `sagemaker:${action}`,
    resource: arn(whose, `space/${whose.domainId}/experiments`),
    context: inSpace(whose, sharing),
  });
}

/** A call on an app in that space. */
function onApp(action: string, kind: string, sharing?: string): CallOn {
  return (whose) => ({
    action: `sagemaker:${action}`,
    resource: arn(whose, `app/${whose.domainId}/experiments/${kind}/default`),
    context: inSpace(whose, sharing),
  });
}

function onProfile(action: string, endpoint?: string): CallOn {
  return (whose) => ({
    action: `sagemaker:${action}`,
    resource: profileArn(whose),
    ...(endpoint !== undefined && { context: { "aws:SourceVpce": endpoint } }),
  });
}

function onFiles(action: string): CallOn {
  return (whose) => ({
    action: `s3:${action}`,
    resource: `arn:aws:s3:::${bucketName({ ...whose, region }, {})}/${whose.profile}/data.csv`,
  });
}

function listFiles(prefix: (whose: Studio) => string): CallOn {
  return (whose) => ({
    action: "s3:ListBucket",
    resource: `arn:aws:s3:::${bucketName({ ...whose, region }, {})}`,
    context: { "s3:prefix": prefix(whose) },
  });
}

function tag(kind: "app" | "space", action: string): CallOn {
  return (whose) => ({
    action: "sagemaker:AddTags",
    resource: arn(whose, `${kind}/${whose.domainId}/experiments${kind === "app" ? "/JupyterLab/default" : ""}`),
    context: { "sagemaker:TaggingAction": action },
  });
}

function list(action: string): CallOn {
  return () => ({ action: `sagemaker:${action}`, resource: "*" });
}

/** What opening JupyterLab, working in it and closing it takes, in the order that Studio asks. */
export const ownWork: Readonly<Record<string, CallOn>> = {
  "list domains": list("ListDomains"),
  "list profiles": list("ListUserProfiles"),
  "list spaces": list("ListSpaces"),
  "list apps": list("ListApps"),
  "describe the domain": (whose) => ({
    action: "sagemaker:DescribeDomain",
    resource: arn(whose, `domain/${whose.domainId}`),
  }),
  "describe the profile": onProfile("DescribeUserProfile"),
  "create a private space": onSpace("CreateSpace"),
  "tag the space being created": tag("space", "CreateSpace"),
  "describe the space": (whose) => ({
    action: "sagemaker:DescribeSpace",
    resource: arn(whose, `space/${whose.domainId}/experiments`),
  }),
  "change the space": onSpace("UpdateSpace"),
  "create JupyterLab": onApp("CreateApp", "JupyterLab"),
  "create JupyterLab by its ARN in lower case": onApp("CreateApp", "jupyterlab"),
  "tag the app being created": tag("app", "CreateApp"),
  "describe JupyterLab": (whose) => ({
    action: "sagemaker:DescribeApp",
    resource: arn(whose, `app/${whose.domainId}/experiments/JupyterLab/default`),
  }),
  "make a URL through the API's endpoint": onProfile("CreatePresignedDomainUrl", apiEndpointId),
  "use the URL through Studio's endpoint": onProfile("CreatePresignedDomainUrl", studioEndpointId),
  "write a file": onFiles("PutObject"),
  "read a file": onFiles("GetObject"),
  "delete a file": onFiles("DeleteObject"),
  "give up an upload": onFiles("AbortMultipartUpload"),
  "list files": listFiles(({ profile }) => `${profile}/`),
  "list a folder": listFiles(({ profile }) => `${profile}/models/`),
  "write logs": ({ account, domainId }) => ({
    action: "logs:PutLogEvents",
    resource: `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/studio:log-stream:${domainId}/experiments/JupyterLab/default`,
  }),
  "pass the own role to SageMaker": ({ account, lob }) => ({
    action: "iam:PassRole",
    resource: `arn:aws:iam::${account}:role/${lobNames(lob, {}).executionRole}`,
    context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
  }),
  "delete JupyterLab": onApp("DeleteApp", "JupyterLab"),
  "delete the space": onSpace("DeleteSpace"),
};

/** What nobody may do, not even on their own. */
export const nobodyMay: Readonly<Record<string, CallOn>> = {
  "make a URL from the internet": onProfile("CreatePresignedDomainUrl"),
  "make a URL through another endpoint": onProfile("CreatePresignedDomainUrl", "vpce-0cccccccccccccccc"),
  "create a shared space": onSpace("CreateSpace", "Shared"),
  "turn a space into a shared one": onSpace("UpdateSpace", "Shared"),
  "create a space without owner": (whose) => ({
    action: "sagemaker:CreateSpace",
    resource: arn(whose, `space/${whose.domainId}/experiments`),
    context: { "sagemaker:SpaceSharingType": "Shared" },
  }),
  "create an app in a shared space": onApp("CreateApp", "JupyterLab", "Shared"),
  "create an app outside of spaces": (whose) => ({
    action: "sagemaker:CreateApp",
    resource: arn(whose, `app/${whose.domainId}/${whose.profile}/JupyterLab/default`),
  }),
  "create Code Editor, which nobody shuts down": onApp("CreateApp", "CodeEditor"),
  "create a kernel gateway of Studio Classic": onApp("CreateApp", "KernelGateway"),
  "tag a space that exists": (whose) => ({
    action: "sagemaker:AddTags",
    resource: arn(whose, `space/${whose.domainId}/experiments`),
  }),
  "change the profile": onProfile("UpdateUserProfile"),
  "delete the profile": onProfile("DeleteUserProfile"),
  "change the domain": (whose) => ({
    action: "sagemaker:UpdateDomain",
    resource: arn(whose, `domain/${whose.domainId}`),
  }),
  "list the whole bucket": listFiles(() => ""),
  "list prefixes that begin alike": listFiles(({ profile }) => profile),
  "change the bucket's policy": (whose) => ({
    action: "s3:PutBucketPolicy",
    resource: `arn:aws:s3:::${bucketName({ ...whose, region }, {})}`,
  }),
  "read a file without TLS": (whose) => ({
    ...onFiles("GetObject")(whose),
    context: { "aws:SecureTransport": "false" },
  }),
  "pass another role": ({ account }) => ({
    action: "iam:PassRole",
    resource: `arn:aws:iam::${account}:role/PresignedURLGenerator`,
    context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
  }),
  "pass the own role to another service": ({ account, lob }) => ({
    action: "iam:PassRole",
    resource: `arn:aws:iam::${account}:role/${lobNames(lob, {}).executionRole}`,
    context: { "iam:PassedToService": "lambda.amazonaws.com" },
  }),
  "assume another role": ({ account }) => ({
    action: "sts:AssumeRole",
    resource: `arn:aws:iam::${account}:role/PresignedURLGenerator`,
  }),
};
