import { type Change, endpoint, replacing, trust } from "../support/estate-changes";

/** A slip in a pattern of roles, by which a policy lets nobody in, and which declared accesses it refuses. */
interface PatternSlip {
  readonly what: string;
  readonly change: Change;
  readonly refuses: readonly string[];
}

export const patternSlips: readonly PatternSlip[] = [
  {
    what: "who may assume the parent's role",
    change: trust("parent", "invoke-role", "InvokingRoles", replacing("SageMakerInvoker-", "SageMakerInvokr-")),
    refuses: ["SageMakerInvoker-child of child", "a role named like SageMakerInvoker-* of child"].map(
      (who) =>
        `${who} may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet`,
    ),
  },
  {
    what: "whose URLs open Studio",
    change: endpoint("shared", "hub-endpoints-studio", "UseOwnStudio", replacing("PresignedURL", "PresignedUrl")),
    refuses: ["user-lob-a", "user-lob-b"].map(
      (user) => `anybody with a URL of ${user} may open Studio of ${user}, from on-premises of shared`,
    ),
  },
  {
    what: "whose URLs open Studio's apps",
    change: endpoint("shared", "hub-endpoints-studio", "UseOwnStudio", replacing("StudioExecution", "StudioExecutoin")),
    refuses: ["user-lob-a", "user-lob-b"].map(
      (user) =>
        `anybody with a URL that Studio made for ${user} may open Studio of ${user}, from on-premises of shared`,
    ),
  },
];
