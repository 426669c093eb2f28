import { apiWidenings } from "../flows/cases/api-widenings";
import { harmless, networkWidenings } from "../flows/cases/network-widenings";
import { comparedAfter } from "./support/every-widening";

/** Beside those of policies in a file of its own, so that both run side by side. */
describe("npm run verify with LOBs that are alike, after every widening of the API and the networks", () => {
  comparedAfter([...apiWidenings, ...networkWidenings, ...harmless]);
});
