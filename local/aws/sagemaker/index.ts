import type { ServiceResources } from "../core/resource-type";
import { studioDeletions } from "./deletions";
import { domainType, userProfileType } from "./domain";

export const sageMaker: ServiceResources = {
  types: [domainType, userProfileType],
  deletions: studioDeletions,
};
