import type { ResourceRule } from "../support/rule";
import { at, isRecord } from "../support/values";

/** Tokens of models aren't secrets: `MAX_TOKENS`, `TOKENIZERS_PARALLELISM`. */
const secretName =
  /SECRET|PASSWORD|PASSWD|PASSCODE|PASSPHRASE|TOKEN(?!S|I[SZ])|CREDENTIAL|(API|PRIVATE|ACCESS|SIGNING|ENCRYPTION)_?KEY|(^|_)(PASS|PWD)$/i;

/** A name with this ending means where a secret is, or how long something lasts. */
const referenceName = /(_|^)(ARN|ID|NAME|PARAMETER|PATH|SECONDS|MINUTES|HOURS)$/i;

/** What secrets look like, by a name for each. */
const secretValues: Readonly<Record<string, RegExp>> = {
  "an AWS access key": /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  "a signed token": /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
  "a GitHub token": /\b(ghp|gho|ghs|ghr|github_pat)_\w{20,}/,
  "a GitLab token": /\bglpat-[\w-]{20,}/,
  "a Slack token": /\bxox[abeprs]-[\w-]{10,}/,
  "a password in an address": /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
};

const advice = "keep it in Secrets Manager or Parameter Store and give the function its ARN";

function judgeVariable(name: string, value: unknown): string[] {
  const found = Object.entries(secretValues).find(([, pattern]) => typeof value === "string" && pattern.test(value));
  if (found !== undefined) {
    return [
      `has ${found[0]} in its environment variable ${name}, which everybody who may see the function can read: ${advice}`,
    ];
  }
  return secretName.test(name) && !referenceName.test(name)
    ? [
        `has an environment variable ${name}, which everybody who may see the function can read: ${advice}, in a variable ${name}_ARN`,
      ]
    : [];
}

/** Messages never contain the value. */
export const noPlaintextSecret: ResourceRule = {
  name: "no-plaintext-secret",
  description: "No function has a secret in its environment, where everybody who may see the function can read it.",
  source: "Lambda Developer Guide, Securing Lambda environment variables",
  types: ["aws:lambda/function:Function"],
  reads: ["environment"],
  judge({ props }) {
    const variables = at(props, "environment", "variables");
    return isRecord(variables) ? Object.entries(variables).flatMap(([name, value]) => judgeVariable(name, value)) : [];
  },
};
