import * as path from "node:path";
import { readProject } from "../stacks/project/project-files";
import { type KeyPolicyOptions, runKeyPolicy } from "./key-policy/command";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";

export const command = commandLine("npm run key-policy --")
  .description(
    "Prints the policy of a KMS key that is to encrypt what a stack keeps, for the stack's kmsKeyArn or kmsKeyArns. With createKey: true the stack makes such a key itself. It calls no AWS service and changes nothing.",
  )
  .requiredOption("--stack <name>", "the stack")
  .option("--for <kind...>", "what the key encrypts, of tables, logs, buckets, fileSystems, functions (default: all)")
  .addHelpText(
    "after",
    `
Without npm's own lines, for a file: npm run key-policy --silent -- --stack child > key-policy.json`,
  )
  .action((options: KeyPolicyOptions) =>
    runKeyPolicy(options, { readProject: () => readProject(path.resolve(__dirname, "..")), say: console.log }),
  );

if (require.main === module) {
  void runCommandLine(command);
}
