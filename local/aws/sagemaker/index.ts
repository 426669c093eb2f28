import type { ServiceResources } from "../core/resource-type";
import { studioDeletions } from "./deletions";
import { domainType, userProfileType } from "./domain";
import { hostingTypes } from "./hosting";

export const sageMaker: ServiceResources = {
  types: [domainType, userProfileType, ...hostingTypes],
  deletions: studioDeletions,
};
