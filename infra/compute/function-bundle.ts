import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";

const functionsFolder = path.resolve(__dirname, "../../functions");

const indexOf = (folder: string) => path.join(functionsFolder, folder, "index.ts");

const bundles = new Map<string, string>();

/**
 * Bundles a folder of `functions/` into the text of one ECMAScript module, minified, without its types. The same folder
 * gives the same text, so that an unchanged function shows no change in a preview.
 *
 * All functions are bundled at once: they share most of their packages, so that all take hardly longer than one.
 *
 * @param folder name of the folder, such as `invoke-endpoint`; its `index.ts` exports `handler`.
 * @throws esbuild's errors, when the code can't be bundled.
 */
export function bundleFunction(folder: string): string {
  const known = bundles.get(folder);
  if (known !== undefined) {
    return known;
  }
  const folders = new Set([folder, ...readdirSync(functionsFolder).filter((other) => existsSync(indexOf(other)))]);
  const { outputFiles } = buildSync({
    absWorkingDir: path.dirname(functionsFolder),
    entryPoints: [...folders].map((one) => ({ in: indexOf(one), out: one })),
    outdir: functionsFolder,
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
  for (const { path: file, text } of outputFiles) {
    bundles.set(path.basename(file, ".js"), text);
  }
  const bundle = bundles.get(folder);
  if (bundle === undefined) {
    throw new Error(`esbuild wrote no bundle of functions/${folder}`);
  }
  return bundle;
}
