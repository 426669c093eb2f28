import { policyWidenings } from "../flows/cases/policy-widenings";
import { trustWidenings } from "../flows/cases/trust-widenings";
import { comparedAfter } from "./support/every-widening";

describe("npm run verify with LOBs that are alike, after every widening of trusts and policies", () => {
  comparedAfter([...trustWidenings, ...policyWidenings]);
});
