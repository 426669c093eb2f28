import { writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Project } from "../../stacks/project/stack";
import type { Estate } from "../estate/estate";
import type { OwnDocuments } from "../estate/own-roles";
import { type Output, Progress } from "../start/progress";
import { VerifiedEstate } from "./access/verified-estate";
import { costOf } from "./cost/cost-report";
import { drawDiagram } from "./diagram/draw-diagram";
import { changeOf } from "./former-report";
import type { Found } from "./found";
import type { ChosenReport } from "./options";
import { limitedCalls } from "./organization/deployment";
import type { Documents } from "./organization/documents";
import { limitedAccesses } from "./organization/limited-accesses";
import { isRefused, namesOf } from "./organization/limits";
import { unjudged } from "./organization/own-documents";
import { toHtml } from "./page/to-html";
import { documentOf } from "./report/document";
import { toJson } from "./report/json";
import { toMarkdown } from "./report/markdown";
import { summaryLines } from "./report/summary";
import { withStanding } from "./standing";
import { isAsDeclared, verify } from "./verification";

/** What is shown of the stacks as their files have them, without what is put in for questions. */
function asConfigured(project: Project, documents: Documents | undefined, own: OwnDocuments) {
  const look = async ({ aws: { world } }: Estate) => ({
    cost: costOf(world, project),
    diagram: await drawDiagram(world, project),
    calls: documents && (await limitedCalls(world, project, documents)),
  });
  return withStanding(project, look, own);
}

/**
 * Verifies a project, and writes the reports.
 *
 * @param stdout where the text goes. Default: standard output.
 * @returns whether all is as declared, and the organization's documents refuse nothing.
 */
export async function runVerify(chosen: ChosenReport, stdout: Output = process.stdout): Promise<boolean> {
  const { project, environments, declaration, former, documents, own, out } = chosen;
  const progress = new Progress("everything", stdout);
  progress.doing("bringing up every stack");
  try {
    const estate = await VerifiedEstate.open(project, own);
    try {
      progress.doing("asking who may do what");
      const verification = await verify(estate, declaration);
      const change = former && changeOf(former, verification.allowed);
      const accesses = documents && (await limitedAccesses(estate, declaration, verification, documents));
      progress.doing("drawing diagrams, and counting costs");
      const { calls, ...shown } = await asConfigured(project, documents, own);
      const organization = accesses && calls && { documents: namesOf(documents), accesses, calls };
      const found: Found = { verification, change, organization, unjudged: unjudged(project, own), ...shown };
      writeFileSync(path.join(out, "verify.json"), toJson(found));
      writeFileSync(path.join(out, "verify.md"), toMarkdown(found));
      writeFileSync(path.join(out, "verify.html"), toHtml(documentOf(project.name, environments, found)));
      progress.done(summaryLines(environments, found, out).join("\n"));
      return isAsDeclared(verification) && !isRefused(organization);
    } finally {
      await estate.close();
    }
  } finally {
    progress.stop();
  }
}
