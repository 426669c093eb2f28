import type { Plan } from "./plan";
import type { StackFile } from "./stack-file";
import { scalarText } from "./yaml-text";

function listLines(items: readonly string[]): string[] {
  return items.map((item) => `    - ${scalarText(item)}`);
}

/**
 * The file of a LOB's stack, written like the hub's: keys with or without namespace, and line ends. A region in the
 * hub's file is also set for the LOB, since a hub serves only its own region, and so are prefix and path of names, and a
 * boundary: the policy of its name in the LOB's account.
 */
export function childFileText(
  { lob, account, stack, range, userProfiles, hub, parent }: Plan,
  hubFile: StackFile,
): string {
  const key = (name: string, value: string) => `  ${hubFile.namespace}${name}: ${value}`;
  const { region, namePrefix, rolePath } = hub.config;
  const permissionsBoundary = hub.config.permissionsBoundary?.replace(`::${hub.config.account}:`, `::${account}:`);
  const likeHub = Object.entries({ region, namePrefix, rolePath, permissionsBoundary }).flatMap(([name, value]) =>
    value !== undefined && hubFile.sets(name) ? [key(name, scalarText(value))] : [],
  );
  const calls = parent === undefined ? "" : ", and a function that calls the parent's endpoints";
  const lines = [
    `# LOB ${lob}: a Studio domain of its own behind the hub${calls}.`,
    "config:",
    key("role", "child"),
    key("account", scalarText(account, "double")),
    ...likeHub,
    ...(stack === lob ? [] : [key("lob", scalarText(lob))]),
    key("sharedStack", scalarText(hub.name)),
    key("vpcCidr", range),
    ...(userProfiles.length === 0
      ? [key("userProfiles", "[]")]
      : [key("userProfiles", "").trimEnd(), ...listLines(userProfiles)]),
    ...(parent === undefined ? [] : [key("parentStack", scalarText(parent.reference))]),
  ];
  return lines.map((line) => line + hubFile.lineEnd).join("");
}
