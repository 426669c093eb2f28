import type { ServiceResources } from "../core/resource-type";
import { studioDeletions, studioToolDeletions } from "./deletions";
import { domainType, userProfileType } from "./domain";
import { hostingTypes } from "./hosting";
import { studioToolTypes } from "./studio-tools";

export const sageMaker: ServiceResources = {
  types: [domainType, userProfileType, ...studioToolTypes, ...hostingTypes],
  deletions: [...studioDeletions, ...studioToolDeletions],
};
