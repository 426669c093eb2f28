import { UsersMistake } from "../../common/users-mistake";
import { AwsError, type Request } from "../aws";

/** A resource that AWS would refuse as well, or refuse to delete. */
export class ResourceRefusal extends UsersMistake {
  constructor({ type, name, stack }: Pick<Request, "type" | "name" | "stack">, cause: AwsError) {
    super(`the local AWS refused ${type} "${name}" of stack ${stack}, as AWS would: ${cause.code}: ${cause.message}`, {
      cause,
    });
  }

  /** An error with the name of the resource that it is about, if it is a refusal of AWS's. */
  static of(resource: Pick<Request, "type" | "name" | "stack">, error: unknown): unknown {
    return error instanceof AwsError ? new ResourceRefusal(resource, error) : error;
  }
}
