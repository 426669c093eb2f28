import * as path from "node:path";
import { buildSync } from "esbuild";

const functionsFolder = path.resolve(__dirname, "../../functions");

const bundles = new Map<string, string>();

/**
 * Bundles a folder of `functions/` into the text of one ECMAScript module, minified, without its types. The same folder
 * gives the same text, so that an unchanged function shows no change in a preview.
 *
 * @param folder name of the folder, such as `invoke-endpoint`; its `index.ts` exports `handler`.
 * @throws esbuild's errors, when the code can't be bundled.
 */
export function bundleFunction(folder: string): string {
  const known = bundles.get(folder);
  if (known !== undefined) {
    return known;
  }
  const { outputFiles } = buildSync({
    absWorkingDir: path.dirname(functionsFolder),
    entryPoints: [path.join(functionsFolder, folder, "index.ts")],
    alias: { "@aws-sdk/credential-provider-node": path.join(functionsFolder, "lib/credential-provider.ts") },
    bundle: true,
    minify: true,
    write: false,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    // Packages that are CommonJS still call require for Node's own modules.
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    legalComments: "none",
    logLevel: "silent",
  });
  const [output] = outputFiles;
  if (output === undefined) {
    throw new Error(`esbuild wrote no bundle of functions/${folder}`);
  }
  bundles.set(folder, output.text);
  return output.text;
}
