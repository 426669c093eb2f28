import * as v from "valibot";
import { pathTo } from "../../common/validation";
import { region } from "../support/schemas";
import { availabilityZones, cidr, corporateCidrs, simulatorMistake, zonesOfRegion } from "./network-arguments";

/** The plain arguments of `OnPremisesSimulator` one by one. */
const entries = { region, cidr: v.optional(cidr(16, 24), "192.168.10.0/24"), availabilityZones };

/** The plain arguments as a whole, with the hub's corporate ranges, one of which the simulator stands for. */
export const onPremisesArguments = v.pipe(
  v.object({ ...entries, corporateCidrs }),
  zonesOfRegion(),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? simulatorMistake(dataset.value.cidr, dataset.value.corporateCidrs) : undefined;
    if (dataset.typed && message !== undefined) {
      addIssue({ message, path: pathTo(dataset.value, "cidr") });
    }
  }),
);
