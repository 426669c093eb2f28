import * as v from "valibot";
import { allowed } from "../../common/validation";
import { endpointNames, externalId, region, roleArn } from "../support/schemas";

/** The file in the users' bucket that tells people's code of the parent. No profile's prefix can begin with a dot. */
export const parentFileKey = ".studio/parent-models.json";

/** What a LOB's Studio is told of the parent whose models its people call: plain values, such as a stack's outputs. */
export interface LobParent {
  /** ARN of the parent's role `SageMakerExternal`. */
  roleArn: string;
  /** ExternalId that the parent requires. */
  externalId: string;
  /** Region of the parent's endpoints. */
  region: string;
  /** Endpoints that the parent shares, or `all`. */
  endpoints: string[] | "all";
}

/** Checks a {@link LobParent}. */
export const lobParent = v.object(
  { roleArn, externalId, region, endpoints: endpointNames },
  allowed("give the outputs of the parent's stack; bring that stack up first"),
);
