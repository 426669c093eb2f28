import { type Condition, type PolicyDocument, policy, type Statement } from "../../support/policy-document";
import { policyVariable } from "./policy-variable";

/** What the policies of a LOB's execution role name. */
export interface StudioExecution {
  /** Id of the LOB's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The execution role's own name. */
  readonly roleName: string;
  /** Name of the bucket for users' files. */
  readonly bucket: string;
  /** Id of the hub's endpoint `sagemaker.api`, which presigned URLs must be made through. */
  readonly apiEndpointId: string;
  /** Id of the hub's endpoint `studio`, which presigned URLs must be used through. */
  readonly studioEndpointId: string;
}

/**
 * SageMaker may run code under the role for this account's domain, and set the profile's name as source identity.
 *
 * Source: SageMaker Developer Guide, "Turn on sourceIdentity in CloudTrail logs" and "Cross-service confused deputy
 * prevention".
 */
export function studioTrustPolicy(account: string): PolicyDocument {
  return policy({
    Sid: "Studio",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  });
}

/** How a policy identifies the session's own domain and profile. */
interface Own {
  readonly domain: string;
  readonly profile: string;
}

/** By the variables that SageMaker's guide puts into such policies; AWS's list of condition keys has neither. */
const byVariables: Own = {
  domain: policyVariable("sagemaker:DomainId"),
  profile: `${policyVariable("sagemaker:DomainId")}/${policyVariable("sagemaker:UserProfileName")}`,
};

/** By the source identity, which is the profile's name. Whether the calls of Studio's page have it isn't documented. */
function bySourceIdentity(domainId: string): Own {
  return { domain: domainId, profile: `${domainId}/${policyVariable("aws:SourceIdentity")}` };
}

type Arn = (resource: string) => string;

/** List spaces and apps. */
const list: Statement = {
  Sid: "List",
  Effect: "Allow",
  Action: ["sagemaker:ListApps", "sagemaker:ListDomains", "sagemaker:ListSpaces", "sagemaker:ListUserProfiles"],
  // `*`: these actions take no resource.
  Resource: "*",
};

/** What Studio's page shows: the user's domain and profile, and details of spaces and apps. */
function look(arn: Arn, own: Own): readonly Statement[] {
  return [
    {
      Sid: "SeeOwnDomainAndProfile",
      Effect: "Allow",
      Action: ["sagemaker:DescribeDomain", "sagemaker:DescribeUserProfile"],
      Resource: [arn(`domain/${own.domain}`), arn(`user-profile/${own.profile}`)],
    },
    {
      Sid: "SeeSpaces",
      Effect: "Allow",
      Action: ["sagemaker:DescribeApp", "sagemaker:DescribeSpace"],
      // `*`: users choose their spaces' names and these actions have no owner, so they also show other users' spaces,
      // like the lists above; they show settings and state, no content.
      Resource: [arn(`app/${own.domain}/*`), arn(`space/${own.domain}/*`)],
    },
  ];
}

/** What belongs to the session's own profile, and to nobody else besides. */
function ownPrivateSpace(arn: Arn, own: Own): Condition {
  return {
    ArnEquals: { "sagemaker:OwnerUserProfileArn": arn(`user-profile/${own.profile}`) },
    StringEquals: { "sagemaker:SpaceSharingType": "Private" },
  };
}

/** Apps of one kind in any space, in both spellings that ARNs of apps occur in. */
function appsOf(kind: "JupyterLab" | "CodeEditor", arn: Arn, own: Own): readonly string[] {
  return [arn(`app/${own.domain}/*/${kind}/*`), arn(`app/${own.domain}/*/${kind.toLowerCase()}/*`)];
}

/** Private spaces of the session's own profile, JupyterLab in them, and the tags that Studio gives both. */
function work(arn: Arn, own: Own): readonly Statement[] {
  // `*`: users choose their spaces' names; the condition limits the owner. Only JupyterLab, unless config names more.
  const spaces = arn(`space/${own.domain}/*`);
  const apps = appsOf("JupyterLab", arn, own);
  return [
    {
      Sid: "OwnPrivateSpaces",
      Effect: "Allow",
      Action: ["sagemaker:CreateSpace", "sagemaker:DeleteSpace", "sagemaker:UpdateSpace"],
      Resource: spaces,
      Condition: ownPrivateSpace(arn, own),
    },
    {
      Sid: "OwnApps",
      Effect: "Allow",
      Action: ["sagemaker:CreateApp", "sagemaker:DeleteApp"],
      Resource: apps,
      Condition: ownPrivateSpace(arn, own),
    },
    {
      Sid: "TagWhatIsBeingCreated",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: [spaces, ...apps],
      Condition: { StringEquals: { "sagemaker:TaggingAction": ["CreateApp", "CreateSpace"] } },
    },
  ];
}

/** A URL of the user's own profile, which works only through the hub's endpoints. */
function open(
  arn: Arn,
  own: Own,
  { apiEndpointId, studioEndpointId }: Pick<StudioExecution, "apiEndpointId" | "studioEndpointId">,
): Statement {
  return {
    Sid: "OpenOwnProfile",
    Effect: "Allow",
    Action: "sagemaker:CreatePresignedDomainUrl",
    Resource: arn(`user-profile/${own.profile}`),
    Condition: { StringEquals: { "aws:SourceVpce": [apiEndpointId, studioEndpointId] } },
  };
}

function arnIn({ account, region }: Pick<StudioExecution, "account" | "region">): Arn {
  return (resource) => `arn:aws:sagemaker:${region}:${account}:${resource}`;
}

/**
 * The user's own part of the LOB's bucket: below the profile's name, which is the source identity. No document states
 * that calls of S3 have SageMaker's variables.
 */
const ownPrefix = `${policyVariable("aws:SourceIdentity")}/`;

function files(bucket: string): readonly Statement[] {
  return [
    {
      Sid: "OwnFiles",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      // `*`: everything below the user's own prefix.
      Resource: `arn:aws:s3:::${bucket}/${ownPrefix}*`,
    },
    {
      Sid: "ListOwnFiles",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: `arn:aws:s3:::${bucket}`,
      // `*`: the user's own prefix and everything below it.
      Condition: { StringLike: { "s3:prefix": `${ownPrefix}*` } },
    },
  ];
}

/**
 * What code in Studio may do: open JupyterLab in private spaces of its own profile, keep files below its own prefix,
 * write its logs. A LOB's users share the role, so each statement is limited to the session's own profile if the action
 * allows that. Writing logs doesn't: a stream is named after the app's space, whose name users choose.
 *
 * A presigned URL works only through the hub's endpoints, like those of `PresignedURLGenerator`: otherwise code in a
 * notebook could make URLs that open Studio from anywhere.
 *
 * Source: SageMaker Developer Guide, "Give your users access to spaces" and "Provide permissions for tagging SageMaker
 * AI resources", "Debug lifecycle configurations in Studio" for the names of log streams; Service Authorization Reference, "Actions, resources, and condition keys for Amazon SageMaker".
 */
export function studioExecutionPolicy(execution: StudioExecution): PolicyDocument {
  const { account, region, roleName, bucket } = execution;
  const arn = arnIn(execution);
  return policy(
    list,
    ...look(arn, byVariables),
    ...work(arn, byVariables),
    open(arn, byVariables, execution),
    ...files(bucket),
    {
      Sid: "WriteStudioLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      // `*`: streams are called `<domain>/<space>/<kind of app>/<app>`, and a log group's ARN ends in `:*`.
      Resource: `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/studio:*`,
    },
    {
      Sid: "PassItself",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: `arn:aws:iam::${account}:role/${roleName}`,
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
  );
}

/** What {@link studioIdentityPolicy} names. */
export interface StudioIdentity
  extends Pick<StudioExecution, "account" | "region" | "apiEndpointId" | "studioEndpointId"> {
  /** Id of the LOB's domain, `d-…`. */
  readonly domainId: string;
}

/**
 * The same statements about Studio as in {@link studioExecutionPolicy}, which limit a session to its own profile by its
 * source identity. AWS's documents leave open which of the two a session has, so each role gets both policies: where
 * one is absent, the statements that use it match nothing, and the others do.
 *
 * Source: SageMaker Developer Guide, "Turn on sourceIdentity in CloudTrail logs".
 */
export function studioIdentityPolicy({ domainId, ...execution }: StudioIdentity): PolicyDocument {
  const arn = arnIn(execution);
  const own = bySourceIdentity(domainId);
  return policy(...look(arn, own), ...work(arn, own), open(arn, own, execution));
}

/** What {@link codeEditorPolicy} names. */
export type CodeEditor = Pick<StudioIdentity, "account" | "region" | "domainId">;

/**
 * Open Code Editor in private spaces of the session's own profile, by whichever of the two a session has.
 *
 * Source: SageMaker Developer Guide, "Give your users access to spaces".
 */
export function codeEditorPolicy({ domainId, ...place }: CodeEditor): PolicyDocument {
  const arn = arnIn(place);
  const ways = [
    ["ByVariables", byVariables],
    ["ByIdentity", bySourceIdentity(domainId)],
  ] as const;
  return policy(
    ...ways.flatMap(([way, own]): Statement[] => [
      {
        Sid: `OwnCodeEditor${way}`,
        Effect: "Allow",
        Action: ["sagemaker:CreateApp", "sagemaker:DeleteApp"],
        // `*`: users choose their spaces' names; the condition limits the owner.
        Resource: appsOf("CodeEditor", arn, own),
        Condition: ownPrivateSpace(arn, own),
      },
      {
        Sid: `TagNewCodeEditor${way}`,
        Effect: "Allow",
        Action: "sagemaker:AddTags",
        Resource: appsOf("CodeEditor", arn, own),
        Condition: { StringEquals: { "sagemaker:TaggingAction": "CreateApp" } },
      },
    ]),
  );
}
