import { chmodSync } from "node:fs";
import * as path from "node:path";
import type { LocalAws } from "../../../local/aws/local-aws";
import { operatorOf } from "../../../local/estate/operator";
import { type Finished, runNode } from "../../../local/support/run-node";
import { setEnvironment } from "../../functions/support/environment";
import { Folder } from "./files";

const root = path.resolve(__dirname, "../../..");

type Variables = Readonly<Record<string, string | undefined>>;

/** A command that a suite runs as operators do, and a folder of the suite's own. */
export interface AsProcess {
  readonly folder: Folder;
  run(...options: readonly string[]): Promise<Finished>;
}

/**
 * Runs a command in a process of its own, with the real SDK and the Automation API, beside a Pulumi CLI that is made up.
 *
 * @param entry the command's file, such as `scripts/doctor.ts`.
 * @param cli what the CLI does with the text `asked`, a statement of JavaScript; it knows its version by itself.
 * @param prepare gives the environment of the suite, once its own preparations are done.
 */
export function asProcess(
  entry: string,
  cli: string,
  prepare: (folder: Folder) => Variables | Promise<Variables>,
): AsProcess {
  const folder = new Folder();
  let putBack = () => {};
  before(async () => {
    const known = `const asked = process.argv.slice(2).join(" ");\nif (asked === "version") console.log("v3.255.0");`;
    chmodSync(folder.write("pulumi", `#!${process.execPath}\n${known}\nelse ${cli}`), 0o755);
    putBack = setEnvironment({
      PATH: `${folder.path}:${process.env.PATH}`,
      // The SDK warns of Node.js 20 on stderr, where suites read lines.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      ...(await prepare(folder)),
    });
  });
  after(() => {
    putBack();
    folder.remove();
  });
  const args = ["--require", path.join(root, "local/tsx.cjs"), path.join(root, entry)];
  return { folder, run: (...options) => runNode([...args, ...options], root) };
}

/** Where clients find an AWS that looks at no signature, with keys for it. */
export function staticKeys(url: string): Variables {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "AKIASTATIC",
    AWS_SECRET_ACCESS_KEY: "static-secret",
    AWS_SESSION_TOKEN: undefined,
  };
}

/** Where clients find the local AWS, with the credentials of an administrator of an account. */
export async function administratorsKeys(aws: LocalAws, account: string): Promise<Variables> {
  aws.world.openAccount({ id: account });
  const { credentials, endpoint } = await operatorOf(aws, { account, region: "eu-west-1" });
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
}
