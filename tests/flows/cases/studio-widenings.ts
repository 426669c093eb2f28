import { all, alsoWith, bucketStatement, having, inline, trust, without } from "../support/estate-changes";
import type { Widening } from "./widening";

const studios = ["user-lob-a", "colleague"].map((profile) => `Studio of ${profile} in child`);
const like = "a role named like SageMakerStudioExecution-*";
const inside = "from hub shared and LOB child";
const anywhere = "from hub shared, LOB child and internet";
const assume = "may assume SageMakerExternal of parent";
const bucket = "arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1";

const studioTrust = (edit: Parameters<typeof trust>[3]) => trust("parent", "invoke-role", "StudioOfNamedUser", edit);
const capability = (name: string, sid: string, edit: Parameters<typeof inline>[3]) =>
  inline("child", `lob-capabilities-${name}`, sid, edit);

/** Changes of what `studio: true` and Studio's capabilities allow. */
export const studioWidenings: readonly Widening[] = [
  {
    what: "the parent's role demands no ExternalId of Studio",
    change: studioTrust(without("sts:ExternalId")),
    appears: [...studios.map((who) => `${who} ${assume}, ${inside}`), `${like} of child ${assume}, ${anywhere}`],
  },
  {
    what: "the parent's role takes Studio without a source identity",
    change: studioTrust(without("aws:SourceIdentity")),
    appears: [`${like} of child, without a source identity ${assume}, with its ExternalId, ${anywhere}`],
  },
  {
    what: "the parent's role takes every role of a trusted account as Studio",
    change: studioTrust((statement, world) =>
      without("aws:PrincipalArn")(without("aws:SourceIdentity")(statement, world), world),
    ),
    appears: [
      `administrator of child ${assume}, with its ExternalId, ${anywhere}`,
      `${like} of child, without a source identity ${assume}, with its ExternalId, ${anywhere}`,
    ],
  },
  {
    what: "the parent's role trusts the Studio of the whole organization",
    change: all(
      studioTrust(having({ Principal: { AWS: "*" } })),
      trust("parent", "invoke-role", "StudioNamesUser", having({ Principal: { AWS: "*" } })),
    ),
    appears: ["shared", "parent", "another account of the organization"].map(
      (owner) => `${like} of ${owner} ${assume}, with its ExternalId, ${anywhere}`,
    ),
  },
  {
    what: "a notebook's keys assume the parent's role from anywhere",
    change: capability("parent-models", "AssumeInvokeRole", without("aws:SourceVpce")),
    appears: studios.map((who) => `${who} ${assume}, with its ExternalId, from internet`),
  },
  {
    what: "Studio may change what it is told of the parent",
    change: capability("parent-models", "ReadParent", alsoWith("Action", "s3:PutObject")),
    appears: studios.map(
      (who) => `${who} may change what Studio of child is told of the parent, from LOB child and internet`,
    ),
  },
  {
    what: "Studio may read the whole bucket with what it is told of the parent",
    change: capability("parent-models", "ReadParent", having({ Resource: `${bucket}/*` })),
    appears: [
      "Studio of user-lob-a in child may read files of colleague in child, from LOB child and internet",
      "Studio of colleague in child may read files of user-lob-a in child, from LOB child and internet",
    ],
  },
  {
    what: "another account may read what Studio is told of the parent",
    change: bucketStatement("child", "lob-files-policy", {
      Sid: "Share",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::777777777777:root" },
      Action: "s3:GetObject",
      Resource: `${bucket}/.studio/*`,
    }),
    appears: ["administrator of", "a role named like SageMakerInvoker-* of", `${like} of`, `${like} of`].map(
      (who, index) =>
        `${who} a stranger${index === 3 ? ", without a source identity" : ""} may read what Studio of child is told of the parent, from internet`,
    ),
  },
  {
    what: "Studio may pull images of everybody's repositories",
    change: capability("ecr", "PullImagesOfOrganization", without("aws:ResourceOrgID")),
    appears: studios.flatMap((who) =>
      ["777777777777", "888888888888"].map((owner) => `${who} may pull images of account ${owner}, ${anywhere}`),
    ),
  },
  {
    what: "Studio may push images",
    change: capability("ecr", "PullOwnImages", alsoWith("Action", "ecr:PutImage")),
    appears: studios.map((who) => `${who} may change images of child, ${anywhere}`),
  },
  {
    what: "Studio may delete models of the registry",
    change: capability("registry", "UseOwnPackages", alsoWith("Action", "sagemaker:DeleteModelPackage")),
    appears: studios.map(
      (who) => `${who} may delete models of child, from hub shared, LOB child, on-premises of shared and internet`,
    ),
  },
];
