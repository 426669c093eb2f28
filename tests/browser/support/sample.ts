import { costOf } from "../../../local/verify/cost/cost-report";
import { costSection } from "../../../local/verify/cost/cost-section";
import { drawDiagram } from "../../../local/verify/diagram/draw-diagram";
import type { Cell, ReportDocument } from "../../../local/verify/document";
import type { Project } from "../../../stacks/project/stack";
import { withWorld } from "../../local/support/standing";

/** A name that would run, were it not escaped. */
export const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;

/** Calls of the made-up table's rows, which have a filter, since they are more than ten. */
export const calls = [30, 9, 100, 9, 1200, 0, 30, 9, 7, 100, 5, 30];

const verdicts = ["allowed", "refused", "undeclared"] as const;

function accessRow(count: number, index: number): readonly Cell[] {
  const verdict = verdicts[index % verdicts.length] ?? "refused";
  const action = index % 2 === 0 ? "sts:AssumeRole" : "sagemaker:InvokeEndpoint";
  return [`role-${String(index).padStart(2, "0")}`, action, count, { text: index === 0 ? hostile : "policy", verdict }];
}

/** A report of a project as it stands on the local AWS, with a made-up table of accesses. */
export function sampleReport(project: Project): Promise<ReportDocument> {
  return withWorld(project, async (world) => {
    const cost = costOf(world, project);
    return {
      title: "The estate on the local AWS",
      summary: ["An access isn't declared.", `It is ${hostile}.`],
      isAsDeclared: false,
      sections: [
        {
          id: "access",
          heading: "Who may do what",
          paragraphs: ["Each row was asked."],
          figures: [],
          tables: [{ caption: "Accesses", columns: ["who", "action", "calls", "verdict"], rows: calls.map(accessRow) }],
        },
        {
          id: "diagram",
          heading: "Diagram",
          paragraphs: [],
          figures: [await drawDiagram(world, project)],
          tables: [],
        },
        ...(cost === undefined ? [] : [costSection(cost)]),
      ],
    };
  });
}
