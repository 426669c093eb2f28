import { STSClient } from "@aws-sdk/client-sts";
import { runDeploy } from "../../../scripts/deploy/command";
import { AutomationEngine } from "../../../scripts/engine/automation-engine";
import { runSurroundings } from "../../../scripts/stack-runs/surroundings";
import { readProject } from "../../../stacks/project/project-files";

/** A client whose credentials are of an account. */
function stsOf(account: string): STSClient {
  const client = new STSClient({ region: "eu-west-1" });
  const output = { Account: account, $metadata: {} };
  client.middlewareStack.add(() => async () => ({ output, response: {} }), { step: "initialize" });
  return client;
}

/** Brings up what is in a folder as `npm run deploy` does, in a process of its own, which is measured. */
async function deploy(folder: string, parallel: string): Promise<void> {
  await runDeploy(
    { yes: true, init: true, parallel },
    {
      ...runSurroundings(folder, "deploy"),
      readProject: () => readProject(folder),
      engine: (profiles) => new AutomationEngine(folder, profiles),
      sts: ({ config: { account } }) => stsOf(account),
    },
  );
}

const [folder = "", parallel = ""] = process.argv.slice(2);
void deploy(folder, parallel);
