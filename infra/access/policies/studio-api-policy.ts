import { type PolicyDocument, policy } from "../../support/policy-document";
import { studioStage } from "../studio-stage";

/** Which API, and the only way into it. */
export interface StudioApiEntrance {
  /** Id of the API's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The API's id. */
  readonly apiId: string;
  /** Id of the hub's `execute-api` endpoint. */
  readonly endpointId: string;
}

/**
 * The private API's resource policy: it denies calls through any other endpoint than the hub's, and allows the sign-in
 * page to everybody who comes through it, since the page has no authorizer. It allows nothing else: with a Lambda
 * authorizer API Gateway reads explicit denials first, and then the Allow of either is enough, so an Allow of users'
 * paths would open every path to everybody with a token. `StringNotEquals` also holds where a call came through no
 * endpoint at all and the key is missing.
 *
 * Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow"; IAM User
 * Guide, "IAM JSON policy elements: Condition operators".
 */
export function studioApiPolicy({ account, region, apiId, endpointId }: StudioApiEntrance): PolicyDocument {
  const api = `arn:aws:execute-api:${region}:${account}:${apiId}`;
  return policy(
    {
      Sid: "ThroughTheHubAlone",
      Effect: "Deny",
      // `*`: the denial is for everybody.
      Principal: { AWS: "*" },
      Action: "execute-api:Invoke",
      // `*`: and for everything.
      Resource: `${api}/*`,
      Condition: { StringNotEquals: { "aws:SourceVpce": endpointId } },
    },
    {
      Sid: "SignInPage",
      Effect: "Allow",
      // `*`: who opens the page isn't known yet.
      Principal: { AWS: "*" },
      Action: "execute-api:Invoke",
      Resource: `${api}/${studioStage}/GET/`,
    },
  );
}
