import { writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Project } from "../../stacks/project/stack";
import { type Output, Progress } from "../start/progress";
import { VerifiedEstate } from "./access/verified-estate";
import { costOf } from "./cost/cost-report";
import { drawDiagram } from "./diagram/draw-diagram";
import { changeOf } from "./former-report";
import type { Found } from "./found";
import type { ChosenReport } from "./options";
import { toHtml } from "./page/to-html";
import { documentOf } from "./report/document";
import { toJson } from "./report/json";
import { toMarkdown } from "./report/markdown";
import { summaryLines } from "./report/summary";
import { withStanding } from "./standing";
import { isAsDeclared, verify } from "./verification";

/** What is shown of the stacks as their files have them, without what is put in for questions. */
function asConfigured(project: Project): Promise<Pick<Found, "cost" | "diagram">> {
  return withStanding(project, async ({ aws: { world } }) => ({
    cost: costOf(world, project),
    diagram: await drawDiagram(world, project),
  }));
}

/**
 * Verifies a project, and writes the reports.
 *
 * @param stdout where the text goes. Default: standard output.
 * @returns whether all is as declared.
 */
export async function runVerify(chosen: ChosenReport, stdout: Output = process.stdout): Promise<boolean> {
  const { project, environments, declaration, former, out } = chosen;
  const progress = new Progress("everything", stdout);
  progress.doing("bringing up every stack");
  try {
    const estate = await VerifiedEstate.open(project);
    try {
      progress.doing("asking who may do what");
      const verification = await verify(estate, declaration);
      const change = former && changeOf(former, verification.allowed);
      progress.doing("drawing diagrams, and counting costs");
      const found: Found = { verification, change, ...(await asConfigured(project)) };
      writeFileSync(path.join(out, "verify.json"), toJson(found));
      writeFileSync(path.join(out, "verify.md"), toMarkdown(found));
      writeFileSync(path.join(out, "verify.html"), toHtml(documentOf(project.name, environments, found)));
      progress.done(summaryLines(environments, found, out).join("\n"));
      return isAsDeclared(verification);
    } finally {
      await estate.close();
    }
  } finally {
    progress.stop();
  }
}
