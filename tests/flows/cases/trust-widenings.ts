import { having, trust, without } from "../support/estate-changes";
import type { Widening } from "./widening";

const stranger = "arn:aws:iam::777777777777:root";

export const trustWidenings: readonly Widening[] = [
  {
    what: "the parent's role trusts an account that isn't listed",
    change: trust(
      "parent",
      "invoke-role",
      "InvokingRoles",
      having({ Principal: { AWS: ["arn:aws:iam::333333333333:root", "arn:aws:iam::444444444444:root"] } }),
    ),
    appears: [
      "SageMakerInvoker-lob-b of lob-b may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of lob-b may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "the parent's role demands no ExternalId",
    change: trust("parent", "invoke-role", "InvokingRoles", without("sts:ExternalId")),
    appears: [
      "SageMakerInvoker-child of child may assume SageMakerExternal of parent, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of child may assume SageMakerExternal of parent, from hub shared, LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "the parent's role takes every role of a trusted account",
    change: trust("parent", "invoke-role", "InvokingRoles", without("aws:PrincipalArn")),
    appears: [
      "administrator of child may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "the parent's role trusts the whole organization",
    change: trust("parent", "invoke-role", "InvokingRoles", having({ Principal: { AWS: "*" } })),
    appears: [
      "SageMakerInvoker-lob-b of lob-b may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of shared may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of parent may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of lob-b may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of another account of the organization may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "the parent's role trusts an outsider",
    change: trust("parent", "invoke-role", "InvokingRoles", (statement, world) =>
      having({ Principal: { AWS: ["arn:aws:iam::333333333333:root", stranger] } })(
        without("aws:PrincipalOrgID")(statement, world),
        world,
      ),
    ),
    appears: [
      "a role named like SageMakerInvoker-* of a stranger may assume SageMakerExternal of parent, with its ExternalId, from internet",
    ],
  },
  {
    what: "the role for presigned URLs takes every role of the hub's account",
    change: (world) => {
      const undo = ["HubFunctionForNamedUser", "HubFunctionNamesUser"].map((sid) =>
        trust("child", "lob-generator-role", sid, without("aws:PrincipalArn"))(world),
      );
      return () => undo.reverse().forEach((one) => void one());
    },
    appears: [
      "administrator of shared may assume PresignedURLGenerator of child, with a source identity, from hub shared, LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of shared may assume PresignedURLGenerator of child, with a source identity, from hub shared, LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "the role for presigned URLs demands no source identity",
    change: trust("child", "lob-generator-role", "HubFunctionForNamedUser", without("sts:SourceIdentity")),
    appears: [
      "StudioPresignedUrl-shared of shared may assume PresignedURLGenerator of child, from hub shared, LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "Studio's execution role takes SageMaker for any account",
    change: trust("child", "lob-execution-role", "Studio", without("aws:SourceAccount")),
    appears: [
      "service sagemaker for another account may assume SageMakerStudioExecution-lob-a of child, from AWS itself",
    ],
  },
  {
    what: "Studio's execution role trusts EC2 as well",
    change: trust(
      "child",
      "lob-execution-role",
      "Studio",
      having({ Principal: { Service: ["sagemaker.amazonaws.com", "ec2.amazonaws.com"] }, Condition: {} }),
    ),
    appears: [
      "service ec2 may assume SageMakerStudioExecution-lob-a of child, from AWS itself",
      "service sagemaker for another account may assume SageMakerStudioExecution-lob-a of child, from AWS itself",
    ],
  },
];
