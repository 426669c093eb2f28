import { deployment } from "../../../local/aws/api-gateway/kinds";
import { type Change, editing } from "../support/estate-changes";
import type { Widening } from "./widening";

/** The API's policy as it was deployed, with other statements. */
function deployedPolicy(...statements: readonly object[]): Change {
  return editing(deployment, "shared", "access-api-deployment", ({ definition }) => ({
    definition: { ...definition, policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
  }));
}

const invoke = { Principal: { AWS: "*" }, Action: "execute-api:Invoke" };

export const apiWidenings: readonly Widening[] = [
  {
    what: "the API's policy denies no other endpoint",
    // It has to have a statement: this one denies what nobody asks for.
    change: deployedPolicy({ Sid: "Nothing", Effect: "Deny", ...invoke, Resource: "execute-api:/other/*" }),
    appears: [
      "user user-lob-a may get the URL of user-lob-a, from another network",
      "user user-lob-b may get the URL of user-lob-b, from another network",
    ],
  },
  {
    what: "the API's policy allows anybody with a token, which is enough for API Gateway",
    change: (world) =>
      editing(deployment, "shared", "access-api-deployment", ({ definition }) => {
        const own: unknown = JSON.parse(definition.policy ?? "{}");
        const allow = { Sid: "All", Effect: "Allow", ...invoke, Resource: "execute-api:/*" };
        const denied = typeof own === "object" && own !== null && "Statement" in own ? own.Statement : [];
        const statements = [...(Array.isArray(denied) ? denied : []), allow];
        return {
          definition: { ...definition, policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
        };
      })(world),
    appears: [
      "user user-lob-b may get the URL of user-lob-a, from on-premises of shared",
      "user user-lob-a may get the URL of user-lob-b, from on-premises of shared",
    ],
  },
];
