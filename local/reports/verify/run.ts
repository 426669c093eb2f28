import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UsersMistake } from "../../../infra/support/users-mistake";
import { readProject } from "../../../stacks/project/project-files";
import type { Project } from "../../../stacks/project/stack";
import { Progress } from "../../progress";
import { Declaration } from "../access/declared";
import { VerifiedEstate } from "../access/verified-estate";
import { costOf } from "../cost/cost-report";
import { drawDiagram } from "../diagram/draw-diagram";
import { toHtml } from "../page/to-html";
import { withStanding } from "../standing";
import { documentOf } from "./document";
import { changeOf, readFormerAccess } from "./former-report";
import type { Found } from "./found";
import { toJson } from "./json";
import { toMarkdown } from "./markdown";
import { summaryLines } from "./summary";
import { isAsDeclared, verify } from "./verification";

/** The options of `npm run verify`, as they are described in its help. */
export interface VerifyOptions {
  readonly out: string;
  readonly against?: string;
}

/** A folder that reports can't be written to. */
class UnwritableFolder extends UsersMistake {
  constructor(folder: string) {
    super(`--out is "${folder}", which can't be written: name a folder that is one, or can be made`);
  }
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new UnwritableFolder(folder);
  }
}

/** What is shown of the stacks as their files have them, without what is put in for questions. */
function asConfigured(project: Project): Promise<Pick<Found, "cost" | "diagram">> {
  return withStanding(project, async ({ aws: { world } }) => ({
    cost: costOf(world, project),
    diagram: await drawDiagram(world, project),
  }));
}

/**
 * Verifies the project in a folder, and writes the reports.
 *
 * @returns whether all is as declared.
 * @throws UsersMistake or Refusal naming what is wrong with files and options, before anything is brought up.
 */
export async function runVerify(folder: string, { out, against }: VerifyOptions): Promise<boolean> {
  const project = readProject(folder);
  const declaration = Declaration.read(folder);
  const former = against === undefined ? undefined : readFormerAccess(against);
  prepare(out);
  const progress = new Progress(false);
  progress.doing("bringing up every stack");
  try {
    const estate = await VerifiedEstate.open(project);
    try {
      progress.doing("asking who may do what");
      const verification = await verify(estate, declaration);
      const change = former && changeOf(former, verification.allowed);
      progress.doing("drawing it, and counting what it costs");
      const found: Found = { verification, change, ...(await asConfigured(project)) };
      writeFileSync(path.join(out, "verify.json"), toJson(found));
      writeFileSync(path.join(out, "verify.md"), toMarkdown(found));
      writeFileSync(path.join(out, "verify.html"), toHtml(documentOf(project, found)));
      progress.done(summaryLines(project, found, out).join("\n"));
      return isAsDeclared(verification.differences);
    } finally {
      await estate.close();
    }
  } finally {
    progress.stop();
  }
}
