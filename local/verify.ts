import { explainFailure } from "../common/explain-failure";
import { commandLine, parseCommandLine } from "../scripts/support/arguments";
import { check, type VerifyOptions } from "./verify/options";

/** Checks what was given, then loads what asks, which takes seconds. */
async function run(options: VerifyOptions): Promise<boolean> {
  const chosen = await check(process.cwd(), options);
  const { runVerify }: typeof import("./verify/run") = require("./verify/run");
  return runVerify(chosen);
}

export const command = commandLine("npm run verify --")
  .description(
    "Brings every stack up on a local AWS, asks who may do what and what reaches what, and compares the answers with access.yaml. Reports internet gateways of hubs and LOBs. Writes verify.md, verify.html and verify.json. Nothing leaves this machine.",
  )
  .option("--out <folder>", "where the reports are written", "out")
  .option("--against <file>", "also print what changed in access since the run that wrote this verify.json")
  .option("--environment <name>", "ask only about the stacks of this hub or parent (default: all together)")
  .option("--stack <name...>", "ask only about these stacks, with those that they read")
  .option(
    "--scp <file...>",
    "also judge the declared access, and every call of each stack's up, under these service control policies: one file for each level of the organization, or several joined by commas",
  )
  .option("--boundary <file>", "judge the declared access as if every role of the stacks had this permissions boundary")
  .option(
    "--iam <file...>",
    "documents of the roles and policies that executionRoleArn and executionPolicyArns name: what aws iam get-account-authorization-details prints of their accounts",
  )
  .option(
    "--deploy-role <name>",
    "the role that deploys, for policies that ask for aws:PrincipalArn (default: unknown)",
  )
  .addHelpText(
    "after",
    "\nExit code: 0 when all access is as declared, and the policies given refuse nothing; 1 otherwise.",
  )
  .action(async (options: VerifyOptions) => {
    try {
      process.exitCode = (await run(options)) ? 0 : 1;
    } catch (error) {
      process.stderr.write(`${explainFailure(error)}\n`);
      process.exitCode = 1;
    }
  });

if (require.main === module) {
  // Ending by exit lets the local AWS remove its work folder.
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  void parseCommandLine(command);
}
