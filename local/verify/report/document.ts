import type { Environment } from "../../../stacks/project/environments";
import { shownName } from "../../../stacks/project/roles";
import { costSection } from "../cost/cost-section";
import type { ReportDocument, ReportFigure, ReportSection } from "../document";
import type { Found } from "../found";
import { isRefused, limitVerdict } from "../organization/limits";
import { isAsDeclared } from "../verification";
import { accessSection, reachabilitySection } from "./access-section";
import { limitsSection } from "./limits-section";
import { summaryOf } from "./summary";

function diagramSection(diagram: ReportFigure): ReportSection {
  return {
    id: "diagram",
    heading: "Diagram",
    paragraphs: [
      "Drawn from the stacks' resources, as the stacks' files define them. Tick “Show ids” for the ids that the local AWS made up in this run; AWS makes its own.",
    ],
    figures: [diagram],
    tables: [],
  };
}

function stacksOf({ name, project: { stacks } }: Environment, isOnly: boolean): string {
  const listed = stacks.map((stack) => `${shownName(stack)} in ${stack.config.account}`).join(", ");
  return `${isOnly ? "Stacks" : `Environment ${name}`}: ${listed}.`;
}

/**
 * The whole report, apart from its form.
 *
 * @param name of the project.
 */
export function documentOf(name: string, environments: readonly Environment[], found: Found): ReportDocument {
  const { verification, organization, cost, diagram } = found;
  return {
    title: `${name}: who may do what, and what reaches what`,
    summary: [
      ...summaryOf(found),
      ...(organization === undefined ? [] : [limitVerdict(organization)]),
      ...environments.map((environment) => stacksOf(environment, environments.length === 1)),
    ],
    isAsDeclared: isAsDeclared(verification) && !isRefused(organization),
    sections: [
      diagramSection(diagram),
      accessSection(verification),
      ...(organization === undefined ? [] : [limitsSection(organization)]),
      reachabilitySection(verification),
      ...(cost === undefined ? [] : [costSection(cost)]),
    ],
  };
}
