import type { Project } from "../../../stacks/project/stack";
import { costSection } from "../cost/cost-section";
import type { ReportDocument, ReportFigure, ReportSection } from "../document";
import type { Found } from "../found";
import { isAsDeclared } from "../verification";
import { accessSection, reachabilitySection } from "./access-section";
import { summaryOf } from "./summary";

function diagramSection(diagram: ReportFigure): ReportSection {
  return {
    id: "diagram",
    heading: "Diagram",
    paragraphs: ["Drawn from the resources of the stacks as their files have them."],
    figures: [diagram],
    tables: [],
  };
}

/** The whole report, apart from its form. */
export function documentOf({ name, stacks }: Project, found: Found): ReportDocument {
  const { verification, cost, diagram } = found;
  return {
    title: `${name}: who may do what, and what reaches what`,
    summary: [
      ...summaryOf(found),
      `Stacks: ${stacks.map((stack) => `${stack.name} in ${stack.config.account}`).join(", ")}.`,
    ],
    isAsDeclared: isAsDeclared(verification),
    sections: [
      diagramSection(diagram),
      accessSection(verification),
      reachabilitySection(verification),
      ...(cost === undefined ? [] : [costSection(cost)]),
    ],
  };
}
