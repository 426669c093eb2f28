import { UsersMistake } from "../../common/users-mistake";
import type { AwsError } from "../aws/core/aws-error";
import type { Request } from "../aws/core/resource-type";

/** A resource that AWS would refuse as well. */
export class ResourceRefusal extends UsersMistake {
  constructor({ type, name, stack }: Pick<Request, "type" | "name" | "stack">, cause: AwsError) {
    super(`the local AWS refused ${type} "${name}" of stack ${stack}, as AWS would: ${cause.code}: ${cause.message}`, {
      cause,
    });
  }
}
