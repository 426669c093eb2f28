/** Scenarios of cross-account inference, in the order in which they are played. */
export const inferenceIds = [
  "invoke-allowed",
  "invoke-denied-without-permission",
  "invoke-denied-untrusted-account",
  "invoke-denied-wrong-external-id",
  "invoke-denied-other-endpoint",
  "invoke-stream",
  "invoke-stream-denied",
];

/** Scenarios of Studio and the network. */
export const studioIds = [
  "studio-no-token",
  "studio-own-path",
  "studio-own-path-json",
  "studio-other-lob-path",
  "studio-forged-token",
  "studio-expired-token",
  "studio-both-domains",
  "studio-url-outside-network",
  "studio-url-too-late",
  "studio-api-outside-endpoint",
  "network-lob-to-hub",
  "network-lob-to-lob",
  "network-on-premises",
  "onboard-third-lob",
];

/** Every scenario of inference and of Studio. */
export const allIds = [
  ...inferenceIds,
  "invoke-through-hub",
  "studio-invokes-parent",
  "studio-denied-untrusted",
  ...studioIds,
];
