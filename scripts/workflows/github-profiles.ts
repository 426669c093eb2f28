import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { UsersMistake } from "../../common/users-mistake";
import { readProject } from "../../stacks/project/project-files";
import { sessionNameOf } from "../support/deploy-role";
import { profilesFileName } from "../support/profiles-file";

/**
 * Gives each stack an AWS profile in a GitHub job: a role of its account, which a new token of the job assumes whenever a client
 * asks for credentials. So a job may take longer than a session.
 *
 * @param folder the project's folder, which gets the profiles, and the file that names them for `npm run deploy`.
 * @param role its name in every account.
 * @param run what sessions are called after, besides the stack.
 * @returns a line for the environment of the job's next steps.
 * @throws UsersMistake where an operator's own file would be replaced; Refusal or ProjectRefusal for mistakes in files.
 */
export function writeGitHubProfiles(folder: string, role: string, run: string): string {
  const { stacks } = readProject(folder);
  const kept = path.join(folder, profilesFileName);
  if (existsSync(kept)) {
    throw new UsersMistake(`${profilesFileName} exists, and a GitHub job writes its own: run this only in a job`);
  }
  const files = [process.execPath, require.resolve("tsx/cjs"), path.resolve(__dirname, "../github-session.ts")];
  const [node, loader, program] = files.map((file) => `"${file}"`);
  const config = stacks.map(({ name, config: { account, region } }) => {
    const words = [`arn:aws:iam::${account}:role/${role}`, sessionNameOf(`${run}-${name}`), region].join(" ");
    return `[profile ${name}]\nregion = ${region}\ncredential_process = ${node} --require ${loader} ${program} ${words}\n`;
  });
  const configFile = path.join(folder, "out", "aws-config");
  mkdirSync(path.dirname(configFile), { recursive: true });
  writeFileSync(configFile, config.join("\n"));
  writeFileSync(kept, stringify(Object.fromEntries(stacks.map(({ name }) => [name, name]))));
  return `AWS_CONFIG_FILE=${configFile}\n`;
}
