import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { Refusal } from "../common/refusal";
import { configKeys } from "../stacks/config-keys";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";

const projectFile = path.resolve(__dirname, "../Pulumi.yaml");

/**
 * The text of `Pulumi.yaml` with the project's config keys as their schemas have them; all else in it stays.
 *
 * @throws Refusal where the text isn't YAML with a map named config.
 */
export function withConfigKeys(text: string): string {
  const file = parseDocument(text);
  const config = file.errors.length === 0 ? file.get("config") : undefined;
  if (!isMap(config)) {
    const reason = "is not YAML with a map named config: correct it, or restore it with git checkout Pulumi.yaml";
    throw new Refusal("Pulumi.yaml", [{ property: "the file", reason }]);
  }
  const others = config.items.filter(({ key }) => isScalar(key) && String(key.value).includes(":"));
  let above = "";
  const own = [...configKeys].map(([name, { heading, declared }]) => {
    const key = file.createNode(name);
    if (heading !== above) {
      key.spaceBefore = true;
      key.commentBefore = ` ${heading}`;
      above = heading;
    }
    return file.createPair(key, declared);
  });
  config.items = [...others, ...own];
  return file.toString({ lineWidth: 0, flowCollectionPadding: false });
}

export const command = commandLine("npm run config --")
  .description("Writes the config keys of Pulumi.yaml from their schemas; all else in the file stays.")
  .action(() => {
    writeFileSync(projectFile, withConfigKeys(readFileSync(projectFile, "utf8")));
    process.stdout.write(`Pulumi.yaml has all ${configKeys.size} config keys.\n`);
  });

if (require.main === module) {
  runCommandLine(command);
}
