import { deletion } from "../core/deletion";
import type { ServiceResources } from "../core/resource-type";
import { refuse } from "../refusals";
import { userPool, userPoolClient, userPoolDomain } from "./kinds";
import { userPoolClientType, userPoolDomainType, userPoolType } from "./user-pool";

export const cognito: ServiceResources = {
  types: [userPoolType, userPoolClientType, userPoolDomainType],
  deletions: [
    deletion(userPool, {
      check(world, { id, state }) {
        if (state.deletionProtection === "ACTIVE") {
          refuse(
            "R110",
            "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
          );
        }
        if (world.all(userPoolDomain).some((domain) => domain.state.userPoolId === id)) {
          refuse("R110", "User pool cannot be deleted. It has a domain configured that should be deleted first.");
        }
      },
      takes: (world, { id }) => world.all(userPoolClient).filter(({ state }) => state.userPoolId === id),
    }),
  ],
};
