import { alsoWith, having, inline, managed, trust, without } from "../support/estate-changes";
import type { Widening } from "./widening";

const parents = "with its ExternalId, from internet";
const child = "333333333333";
const lobB = "444444444444";

/** Of a parent that streams, without a hub; it trusts the child and not LOB B. */
export const streamingWidenings: readonly Widening[] = [
  {
    what: "the parent's role may stream from every endpoint",
    change: managed("parent", "invoke-policy", "InvokeEndpoints", having({ Resource: "*" })),
    appears: [
      "SageMakerExternal of parent may invoke endpoint unlisted-model of parent, from internet",
      "SageMakerExternal of parent may stream from endpoint unlisted-model of parent, from internet",
    ],
  },
  {
    what: "the parent's role may queue work as well",
    change: managed("parent", "invoke-policy", "InvokeEndpoints", alsoWith("Action", "sagemaker:InvokeEndpointAsync")),
    appears: ["SageMakerExternal of parent may queue work for endpoint llm of parent, from internet"],
  },
  {
    what: "the parent's role demands no ExternalId",
    change: trust("parent", "invoke-role", "InvokingRoles", without("sts:ExternalId")),
    appears: [
      "SageMakerInvoker-child of child may assume SageMakerExternal of parent, from internet",
      "SageMakerInvoker-stream-child of child may assume SageMakerExternal of parent, from internet",
      "a role named like SageMakerInvoker-* of child may assume SageMakerExternal of parent, from internet",
    ],
  },
  {
    what: "the parent's role trusts LOB B as well",
    change: trust(
      "parent",
      "invoke-role",
      "InvokingRoles",
      having({ Principal: { AWS: [`arn:aws:iam::${child}:root`, `arn:aws:iam::${lobB}:root`] } }),
    ),
    appears: [
      `SageMakerInvoker-lob-b of lob-b may assume SageMakerExternal of parent, ${parents}`,
      `SageMakerInvoker-stream-lob-b of lob-b may assume SageMakerExternal of parent, ${parents}`,
      `a role named like SageMakerInvoker-* of lob-b may assume SageMakerExternal of parent, ${parents}`,
    ],
  },
  {
    what: "the parent's role takes every role of a trusted account",
    change: trust("parent", "invoke-role", "InvokingRoles", without("aws:PrincipalArn")),
    appears: [`administrator of child may assume SageMakerExternal of parent, ${parents}`],
  },
  {
    what: "the role of the function that streams trusts EC2 as well",
    change: trust(
      "child",
      "invoker-invoke-endpoint-stream-role",
      "Lambda",
      having({ Principal: { Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] } }),
    ),
    appears: ["service ec2 may assume SageMakerInvoker-stream-child of child, from AWS itself"],
  },
  {
    what: "the role of the function that streams trusts its account",
    change: trust(
      "child",
      "invoker-invoke-endpoint-stream-role",
      "Lambda",
      having({ Principal: { Service: "lambda.amazonaws.com", AWS: `arn:aws:iam::${child}:root` } }),
    ),
    appears: [
      "administrator of child may assume SageMakerInvoker-stream-child of child, from internet",
      "a role named like SageMakerInvoker-* of child may assume SageMakerInvoker-stream-child of child, from internet",
    ],
  },
  {
    what: "the function that streams may assume any role, and its sibling's role trusts it",
    change: (world) => {
      const undo = [
        inline(
          "child",
          "invoker-invoke-endpoint-stream-AllowAssumeSagemakerExternalRole",
          "AssumeInvokeRole",
          having({ Resource: "*" }),
        ),
        trust(
          "child",
          "invoker-invoke-endpoint-role",
          "Lambda",
          having({ Principal: { AWS: `arn:aws:iam::${child}:role/SageMakerInvoker-stream-child` } }),
        ),
      ].map((one) => one(world));
      return () => undo.reverse().forEach((one) => void one());
    },
    appears: ["SageMakerInvoker-stream-child of child may assume SageMakerInvoker-child of child, from internet"],
  },
];
