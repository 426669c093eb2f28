import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import { type Check, found, skipped } from "./finding";
import { regionProblems, wantedEndpoints, type Zone } from "./judge-region";
import { readServices } from "./read-region";
import type { StackView } from "./stack-view";

/** A check whether the region has what a stack needs. It needs credentials, but no stack that is up. */
export function regionCheck(view: StackView<SharedStack | ChildStack>, zones: () => Promise<readonly Zone[]>): Check {
  return {
    subject: view.subject,
    name: "zones and endpoint services",
    look: async () => {
      if (!(await view.hasCredentials())) {
        return skipped(view.withoutCredentials);
      }
      const wanted = wantedEndpoints(view.stack);
      const names = wanted.map(({ service }) => service);
      const services = await readServices(view.clients.ec2, names);
      return found(regionProblems(view.stack, wanted, { zones: await zones(), services }));
    },
  };
}
