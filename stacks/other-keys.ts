import type { Mistake } from "../common/validation";
import { configKeys } from "./config-keys";

/** What to do instead of setting a key of the provider, for a stack. */
type Remedy = (project: string, stack: string) => string;

const write =
  (key: string): Remedy =>
  (project) =>
    `write ${project}:${key} in its place`;

const credentials: Remedy = (_, stack) =>
  `remove it, and give credentials to the command, as in AWS_PROFILE=<profile> npx pulumi up --stack ${stack}`;

const role: Remedy = (_, stack) =>
  `remove it, and use a profile that assumes the role (role_arn in ~/.aws/config), as in AWS_PROFILE=<profile> npx pulumi up --stack ${stack}`;

const secret: Remedy = (project, stack) => `${credentials(project, stack)}; replace a key that others have seen`;

/**
 * The project's alternatives to the keys of Pulumi's AWS provider, which only the default provider would read. Source:
 * Pulumi Registry, AWS, "Installation & Configuration".
 */
const providerKeys: ReadonlyMap<string, Remedy> = new Map([
  ["region", write("region")],
  ["allowedAccountIds", write("account")],
  ["forbiddenAccountIds", write("account")],
  ["defaultTags", write("tags")],
  ["profile", credentials],
  ["sharedConfigFiles", credentials],
  ["sharedCredentialsFiles", credentials],
  ["assumeRole", role],
  ["assumeRoles", role],
  ["assumeRoleWithWebIdentity", role],
  ["accessKey", secret],
  ["secretKey", secret],
  ["token", secret],
]);

/**
 * What is wrong with a config key that isn't the project's: only Pulumi's own have an effect.
 *
 * @param name the key with its namespace, such as `aws:region`.
 */
export function otherKeyMistake(name: string, project: string, stack: string): Mistake | undefined {
  const [, namespace, key = ""] = /^([^:]*):(.*)$/s.exec(name) ?? [];
  if (namespace === "pulumi") {
    return undefined;
  }
  if (namespace === "aws") {
    // Pulumi sets a field of a map by its path.
    const remedy = providerKeys.get(key.replace(/[.[].*/s, ""))?.(project, stack) ?? "remove it";
    return { property: name, reason: `has no effect, since each stack makes its own provider: ${remedy}` };
  }
  return {
    property: name,
    reason: configKeys.has(key)
      ? `is not of this project: write ${project}:${key}`
      : `is not of this project, and nothing reads it: remove it`,
  };
}
