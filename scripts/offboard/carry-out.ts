import { Refusal } from "../../common/refusal";
import { listMistakes } from "../../common/validation";
import type { Engine } from "../engine/engine";
import type { Change } from "../onboard/changes";
import { changeLines } from "../onboard/report";
import { writeFiles } from "../onboard/write-files";
import { beginRun, whileShown } from "../stack-runs/work-on";
import { Stopped } from "../support/stopped";
import type { Survey } from "../teardown/survey";
import { step, stoppedAt, takeDown } from "../teardown/take-down";
import type { Member, People } from "./people";
import type { Surroundings } from "./surroundings";

/** What is deleted with a LOB. */
export interface Going extends Pick<Survey, "targets"> {
  readonly engine: Pick<Engine, "destroy">;
  readonly people: People | undefined;
  readonly members: readonly Member[];
  readonly changes: readonly Change[];
}

/** Deletes a user from pool and table. The row is last, since only it names the user's LOB. */
async function removeUser({ user, hasAccount }: Member, { accounts, tables }: People): Promise<string> {
  await accounts.remove(user);
  await tables.remove(user);
  return `  ${user}  ${hasAccount ? "row and account" : "row"} deleted`;
}

function write(changes: readonly Change[], folder: string): void {
  try {
    writeFiles(folder, changes);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    throw new Stopped(`${error.subject}: ${listMistakes(error.mistakes).trim()}`);
  }
}

/** Carries out what an operator confirmed: the stack, the users, the files. Throws Stopped if something ends it. */
export async function carryOut(
  { engine, targets, people, members, changes }: Going,
  around: Surroundings,
): Promise<void> {
  const { terminal, folder } = around;
  const runs = beginRun({}, around);
  for (const target of targets) {
    const cause = await whileShown("what is being destroyed", runs, () =>
      takeDown(target, { ...runs, ...target.clients, engine }),
    );
    if (cause !== undefined) {
      throw stoppedAt(`stack ${target.stack.name}`, cause);
    }
  }
  for (const member of people === undefined ? [] : members) {
    terminal.doing(`deleting user ${member.user}`);
    if (people !== undefined) {
      terminal.say(await step(`user ${member.user}`, around, () => removeUser(member, people)));
    }
  }
  await step("the files", around, async () => write(changes, folder));
  terminal.say(changeLines(changes).join("\n"));
}
