import { UsersMistake } from "../../common/users-mistake";
import type { AwsError, Request } from "../aws";

/** A resource that AWS would refuse as well. */
export class ResourceRefusal extends UsersMistake {
  constructor({ type, name, stack }: Pick<Request, "type" | "name" | "stack">, cause: AwsError) {
    super(`the local AWS refused ${type} "${name}" of stack ${stack}, as AWS would: ${cause.code}: ${cause.message}`, {
      cause,
    });
  }
}
