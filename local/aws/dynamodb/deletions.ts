import { userPool, userPoolClient, userPoolDomain } from "../cognito/kinds";
import { deletion } from "../core/deletion";
import type { World } from "../core/world";
import { refuse } from "../refusals";
import {
  bucket,
  bucketEncryption,
  bucketObject,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketVersioning,
} from "../s3/kinds";
import { table, tableItem } from "./kinds";

const objectsOf = (world: World, name: string) => world.all(bucketObject).filter(({ state }) => state.bucket === name);

/** Tables, buckets and user pools. */
export const dataDeletions = [
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
  deletion(bucket, {
    check(world, { id, state }) {
      if (state.forceDestroy !== true && objectsOf(world, id).length > 0) {
        refuse("R98", "The bucket you tried to delete is not empty");
      }
    },
    takes: (world, { id }) => [
      ...objectsOf(world, id),
      ...[bucketEncryption, bucketPolicy, bucketPublicAccessBlock, bucketVersioning]
        .flatMap((type) => world.all<{ readonly bucket: string }>(type))
        .filter(({ state }) => state.bucket === id),
    ],
  }),
  deletion(userPool, {
    check(world, { id, state }) {
      if (state.deletionProtection === "ACTIVE") {
        refuse(
          "R110",
          "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
        );
      }
      if (world.all(userPoolDomain).some((domain) => domain.state.userPoolId === id)) {
        refuse("R110", "User pool cannot be deleted. It has a domain configured that should be deleted first.");
      }
    },
    takes: (world, { id }) => world.all(userPoolClient).filter(({ state }) => state.userPoolId === id),
  }),
];
