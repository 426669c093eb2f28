import { CommandError } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { unreadMistake } from "../../../scripts/support/cli-words";
import { installCli, pinnedVersion } from "../../../scripts/support/pulumi-cli";

/** Why the CLI doesn't tell a stack's state that wrote this to standard error. */
function reasonOf(stderr: string): string {
  return unreadMistake("its state", new CommandError(`code: 255\n stdout: \n stderr: ${stderr}\n err?: \n`)).reason;
}

describe("scripts/support/cli-words", () => {
  for (const { title, stderr, says } of [
    {
      title: "says how to have the CLI where it couldn't be fetched",
      stderr: "pulumi: fetch failed",
      says: `can't be read, since there is no Pulumi CLI ${pinnedVersion} (pulumi: fetch failed): ${installCli()}`,
    },
    {
      title: "says how to log in",
      stderr: "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      says: "can't be read by the Pulumi CLI: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions; log in where it is kept, npx pulumi login",
    },
    {
      title: "says that the operator ended it",
      stderr: "Command was killed with SIGINT (User interruption with CTRL-C): pulumi stack export --stack child",
      says: "isn't known, since Ctrl+C ended the Pulumi CLI: run this again",
    },
    {
      title: "repeats what else the CLI calls an error",
      stderr:
        "warning: A new version is there\nerror: unable to open bucket file:///nowhere: no such file or directory",
      says: "can't be read by the Pulumi CLI: unable to open bucket file:///nowhere: no such file or directory",
    },
    {
      title: "repeats its last line where it calls nothing an error",
      stderr: "warning: old\nincorrect passphrase",
      says: "can't be read by the Pulumi CLI: incorrect passphrase",
    },
  ]) {
    it(title, () => {
      expect(reasonOf(stderr)).to.equal(says);
    });
  }
});
