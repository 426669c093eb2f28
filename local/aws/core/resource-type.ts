import * as v from "valibot";
import type { Deletion } from "./deletion";
import type { Kind, Place, Resource, World } from "./world";

/** A resource that a stack asks for. */
export interface Request extends Place {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly stack: string;
  /** Inputs with secrets unwrapped and archives as `{ files }`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Inputs whose changes the program ignores; a real engine handles that itself. */
  readonly ignoreChanges?: readonly string[];
}

/** A resource that comes into being with another one. */
export interface Part {
  readonly token: string;
  /** What comes after the other one's name in its own, such as `-isolated-1`; empty where the two have one name. */
  readonly suffix: string;
  readonly id: string;
  readonly state: object;
}

/** What AWS made of a request. */
export interface Created<State> {
  readonly id: string;
  readonly state: State;
  /** Resources that a component of a provider creates, each a resource of its own. */
  readonly parts?: readonly Part[];
}

/** What Pulumi's provider `aws` knows of a type beyond its inputs. */
interface TypeMarks {
  /** Members of the state that are the local AWS's own, and that no provider shows. */
  readonly bookkeeping?: readonly string[];
  /** Whether a resource goes before the one that replaces it comes, since AWS would take both for one. */
  readonly deleteBeforeReplace?: boolean;
}

/** A type of resource that the local AWS knows, with the inputs that it understands. */
export interface ResourceType {
  readonly token: string;
  /** The schema of each input, marked with what the provider knows of it. */
  readonly inputs: v.ObjectEntries;
  readonly marks: TypeMarks;
  /** @throws Error naming inputs that the type doesn't know. */
  check(request: Request): void;
  make(request: Request, world: World, previous: Resource | undefined): Promise<Created<object>>;
}

/** What a service has of resources. */
export interface ServiceResources {
  readonly types: readonly ResourceType[];
  readonly deletions: readonly Deletion[];
}

/** How a type is made: checks as AWS does, and makes up what AWS would (ARNs, ids). */
type Maker<S extends v.GenericSchema, State> = (
  inputs: v.InferOutput<S>,
  place: Place,
  world: World,
  previous: (Resource & { readonly state: State }) | undefined,
) => Created<State> | Promise<Created<State>>;

/**
 * Defines how resources of a type are made and changed. Inputs that its schema doesn't name are an error: the local AWS
 * can't judge what it doesn't understand, and must not accept it silently.
 */
export function resourceType<Entries extends v.ObjectEntries, State extends object>(
  { token }: Kind<State>,
  entries: Entries,
  make: Maker<v.StrictObjectSchema<Entries, undefined>, NoInfer<State>>,
  marks: TypeMarks = {},
): ResourceType {
  const schema = v.strictObject(entries);
  const read = (request: Request) => {
    const parsed = v.safeParse(schema, request.inputs);
    if (!parsed.success) {
      const what = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "inputs"}: ${issue.message}`).join("; ");
      throw new Error(
        `${token} "${request.name}" in stack ${request.stack} has inputs that the local AWS doesn't understand: ${what}`,
      );
    }
    return parsed.output;
  };
  const isPrevious = (resource: Resource | undefined): resource is Resource & { readonly state: State } =>
    resource?.type === token;
  return {
    token,
    inputs: entries,
    marks,
    check(request) {
      read(request);
    },
    async make(request, world, previous) {
      return make(read(request), request, world, isPrevious(previous) ? previous : undefined);
    },
  };
}

/** Tags by name. */
export const tags = v.optional(v.record(v.string(), v.string()));
