import { deletion } from "../core/deletion";
import type { ServiceResources } from "../core/resource-type";
import { refuse } from "../refusals";
import { table, tableItem } from "./kinds";
import { tableItemType, tableType } from "./table";

export const dynamoDb: ServiceResources = {
  types: [tableType, tableItemType],
  deletions: [
    deletion(table, {
      check(_world, { state }) {
        if (state.deletionProtectionEnabled === true) {
          refuse(
            "R99",
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
          );
        }
      },
      takes: (world, { account, region, state: { name } }) =>
        world.list(tableItem, account).filter((item) => item.region === region && item.state.tableName === name),
    }),
  ],
};
