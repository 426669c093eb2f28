import * as v from "valibot";
import { pathTo } from "../../common/validation";
import { configKey } from "../support/config-key";
import { region } from "../support/schemas";
import { availabilityZones, cidr, corporateCidrs, simulatorMistake, zonesOfRegion } from "./network-arguments";

/** The simulator's CIDR block, which a stack's config has as `simulatorCidr`. */
export const simulatorCidr = configKey(
  v.optional(cidr(16, 24), "192.168.10.0/24"),
  "IPv4 CIDR block of the on-premises simulator, which must lie in corporateCidrs",
);

/** The plain arguments as a whole, with the hub's corporate CIDR blocks, one of which the simulator stands for. */
export const onPremisesArguments = v.pipe(
  v.object({ region, cidr: simulatorCidr, availabilityZones, corporateCidrs }),
  zonesOfRegion(),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? simulatorMistake(dataset.value.cidr, dataset.value.corporateCidrs) : undefined;
    if (dataset.typed && message !== undefined) {
      addIssue({ message, path: pathTo(dataset.value, "cidr") });
    }
  }),
);
