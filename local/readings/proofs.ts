import type { QuestionId } from "../aws/readings";
import type { ScenarioId } from "../scenarios/scenario-ids";

/** What is played for readings beside the scenarios, in the order in which it is played. */
export const actIds = [
  "sign-in-page",
  "studio-jupyterlab",
  "studio-files",
  "studio-jobs",
  "studio-new-setting",
] as const;

export type ActId = (typeof actIds)[number];

/** A scenario, or an act that no scenario has. */
export type ProofId = ScenarioId | ActId;

/** A failure that is expected under an answer, and its fix. */
export interface KnownFailure {
  /** What fails, with words of its message; nothing else does. */
  readonly fails: Readonly<Partial<Record<ProofId, string>>>;
  /** The line of config or code that fixes it. */
  readonly mend: string;
}

/** What an open question touches. */
export interface Row {
  /** What is played under each of its answers. */
  readonly proofs: readonly ProofId[];
  /** Failures that are known, by the answer. Default: none, so everything passes under every answer. */
  readonly known?: Readonly<Record<string, KnownFailure>>;
}

/** Signing in, asking for a URL and opening Studio, by two people. */
const opening: readonly ProofId[] = ["studio-own-path", "studio-both-domains"];

/** What each open question touches. */
export const rows: Readonly<Record<QuestionId, Row>> = {
  "studio-endpoint-names": { proofs: [...opening, "network-lob-to-hub", "network-on-premises"] },
  "sign-in-resource": { proofs: opening },
  "cognito-cors": {
    proofs: ["sign-in-page"],
    known: {
      absent: {
        fails: { "sign-in-page": "check failed: Cognito lets the page read its answer (Access-Control-Allow-Origin)" },
        mend: "signIn: internet in the hub's stack file, so that pages sign in over the internet",
      },
    },
  },
  "cognito-keys": { proofs: opening },
  "silent-policy": {
    proofs: [
      ...opening,
      "studio-own-path-json",
      "studio-no-token",
      "studio-forged-token",
      "studio-expired-token",
      "studio-other-lob-path",
      "studio-url-outside-network",
      "studio-url-too-late",
      "onboard-third-lob",
    ],
    known: {
      "not-enough": {
        fails: {
          "studio-own-path": "403 Forbidden",
          "studio-own-path-json": "check failed: the answer is 200",
          "studio-both-domains": "403 Forbidden",
          "studio-forged-token": "check failed: the pool's own token is accepted",
          "studio-expired-token": "check failed: a fresh token is accepted",
          "studio-other-lob-path": "check failed: the user's own path is answered",
          "studio-url-outside-network": "there is no address to open",
          "studio-url-too-late": "there is no address to open",
          "onboard-third-lob": "check failed: its user opens Studio",
        },
        mend: "a second resource of statement SignInPage in infra/access/policies/studio-api-policy.ts, which ends in GET/* and opens nothing where both have to allow",
      },
    },
  },
  "app-start": { proofs: ["studio-both-domains"] },
  "browser-principal": { proofs: [...opening, "studio-url-outside-network"] },
  "browser-conditions": { proofs: [...opening, "studio-url-outside-network"] },
  "studio-page-calls": { proofs: ["network-on-premises", "studio-jupyterlab"] },
  "studio-variables": { proofs: ["studio-jupyterlab"] },
  "studio-identity": {
    proofs: ["studio-jupyterlab", "studio-files", "studio-jobs", "studio-invokes-parent"],
    known: {
      nowhere: {
        fails: {
          "studio-files": "check failed: the user's app may write under the user's own prefix",
          "studio-jobs": "check failed: the user starts a training job and a processing job",
          "studio-invokes-parent": "check failed: the model answers",
        },
        mend: "sagemaker:UserProfileName in place of aws:SourceIdentity in ownPrefix of infra/lob/policies/studio-execution-policies.ts and user of infra/lob/policies/studio-job-statements.ts, if calls have that variable; and no condition on aws:SourceIdentity in infra/access/policies/invoke-trust-policy.ts, where the parent then sees no person's name",
      },
    },
  },
  "job-identity": { proofs: ["studio-jobs"] },
  "stream-action": {
    proofs: ["invoke-stream", "invoke-stream-denied"],
    known: {
      invoke: {
        fails: { "invoke-stream-denied": "decided by no policy: nothing was refused" },
        mend: "nothing in the project: without streaming, who may invoke an endpoint may then stream from it too",
      },
    },
  },
  "sagemaker-arns": {
    proofs: ["invoke-allowed", "invoke-denied-other-endpoint", "studio-own-path", "studio-jupyterlab"],
  },
  "update-domain": { proofs: ["studio-new-setting"] },
  "transit-gateway-changes": { proofs: ["network-lob-to-hub", "network-on-premises"] },
};
