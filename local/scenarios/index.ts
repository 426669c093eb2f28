import { invokeAllowed } from "./invoke-allowed";
import {
  invokeDeniedOtherEndpoint,
  invokeDeniedUntrustedAccount,
  invokeDeniedWithoutPermission,
  invokeDeniedWrongExternalId,
} from "./invoke-denied";
import { invokeStream, invokeStreamDenied } from "./invoke-stream";
import { invokeThroughHub } from "./invoke-through-hub";
import { networkLobToHub, networkLobToLob, networkOnPremises } from "./network";
import { onboardThirdLob } from "./onboard-third-lob";
import type { Scenario } from "./scenario";
import {
  studioBothDomains,
  studioExpiredToken,
  studioForgedToken,
  studioNoToken,
  studioOtherLobPath,
  studioOwnPath,
  studioOwnPathJson,
} from "./studio-access";
import { studioDeniedUntrusted, studioInvokesParent } from "./studio-calls-parent";
import { studioApiOutsideEndpoint, studioUrlOutsideNetwork, studioUrlTooLate } from "./studio-url";

/** Every scenario, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  invokeAllowed,
  invokeDeniedWithoutPermission,
  invokeDeniedUntrustedAccount,
  invokeDeniedWrongExternalId,
  invokeDeniedOtherEndpoint,
  invokeStream,
  invokeStreamDenied,
  invokeThroughHub,
  studioInvokesParent,
  studioDeniedUntrusted,
  studioNoToken,
  studioOwnPath,
  studioOwnPathJson,
  studioOtherLobPath,
  studioForgedToken,
  studioExpiredToken,
  studioBothDomains,
  studioUrlOutsideNetwork,
  studioUrlTooLate,
  studioApiOutsideEndpoint,
  networkLobToHub,
  networkLobToLob,
  networkOnPremises,
  onboardThirdLob,
];
