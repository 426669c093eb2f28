import { invokeAllowed } from "./invoke-allowed";
import {
  invokeDeniedOtherEndpoint,
  invokeDeniedUntrustedAccount,
  invokeDeniedWithoutPermission,
  invokeDeniedWrongExternalId,
} from "./invoke-denied";
import type { Scenario } from "./scenario";

/** Every scenario, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  invokeAllowed,
  invokeDeniedWithoutPermission,
  invokeDeniedUntrustedAccount,
  invokeDeniedWrongExternalId,
  invokeDeniedOtherEndpoint,
];
