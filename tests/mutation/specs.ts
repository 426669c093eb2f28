import { readdirSync } from "node:fs";
import * as path from "node:path";

/** Folders of the specs that judge mutants. */
const folders = ["tests/common", "tests/functions", "tests/infra"];

/** Specs that ask how large a bundle is, or the page with its script: Stryker's mutants are all in the code at once, and make it larger. */
const aboutSize = new Set([
  "tests/infra/access/sign-in-page/document-size.test.ts",
  "tests/infra/compute/function-bundle.test.ts",
]);

/** A spec of a component with resources of many kinds. */
export const needsMostPackages = "tests/infra/access/studio-access.test.ts";

/**
 * Finds the specs that judge mutants.
 *
 * @param root the project's folder, or a copy of it.
 * @returns paths from there, in alphabetical order.
 */
export function specsIn(root: string): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => file.endsWith(".test.ts") && !aboutSize.has(file))
    .sort();
}

/** Of specs, those that judge a file: tests/infra judges infra, and so on. */
export function onSideOf(file: string, specs: readonly string[]): readonly string[] {
  const side = `tests/${file.split("/", 1)}/`;
  return specs.filter((spec) => spec.startsWith(side));
}
