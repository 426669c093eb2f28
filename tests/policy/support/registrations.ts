import { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { deserializeProperties } from "@pulumi/pulumi/runtime/rpc";
import * as v from "valibot";
import { plainInputs } from "../../../local/deploy/plain-inputs";
import { Estate } from "../../../local/estate/estate";
import type { Resource } from "../../../policy/support/rule";
import type { Project } from "../../../stacks/project/stack";
import { noModel } from "../../flows/support/studio-estate";

/** A resource as the engine shows it to a pack: before it is made by its inputs, and at the end by its outputs. */
export interface Registration {
  readonly inputs: Resource;
  readonly outputs: Resource;
}

const record = v.record(v.string(), v.unknown());

async function propertiesOf(holder: RegisterResourceRequest | RegisterResourceResponse) {
  const object = holder.getObject();
  return object === undefined ? {} : v.parse(record, await plainInputs(deserializeProperties(object)));
}

async function registration(
  request: RegisterResourceRequest,
  response: RegisterResourceResponse,
): Promise<Registration> {
  const resource = { type: request.getType(), name: request.getName(), urn: response.getUrn() };
  const references = Object.fromEntries(
    [...request.getPropertydependenciesMap().entries()].map(
      ([key, dependencies]) => [key, dependencies.getUrnsList()] as const,
    ),
  );
  return {
    inputs: { ...resource, props: await propertiesOf(request), references },
    outputs: { ...resource, props: { ...(await propertiesOf(response)), id: response.getId() }, references },
  };
}

/** Runs work and gives everything that programs registered with Pulumi meanwhile. */
async function registeredDuring(work: () => Promise<unknown>): Promise<Registration[]> {
  const { prototype } = MockMonitor;
  const original = prototype.registerResource;
  const registered: Promise<Registration>[] = [];
  prototype.registerResource = function register(request: unknown, callback) {
    return original.call(this, request, (error: unknown, response: unknown) => {
      if (request instanceof RegisterResourceRequest && response instanceof RegisterResourceResponse) {
        registered.push(registration(request, response));
      }
      callback(error, response);
    });
  };
  try {
    await work();
  } finally {
    prototype.registerResource = original;
  }
  return Promise.all(registered);
}

/** Brings every stack of a project up on a local AWS and gives what each registered, by the stack's name. */
export async function registrationsOf(project: Project): Promise<ReadonlyMap<string, readonly Registration[]>> {
  const estate = await Estate.found(project, noModel);
  const stacks = new Map<string, readonly Registration[]>();
  try {
    for (const stack of project.stacks) {
      stacks.set(stack.name, await registeredDuring(() => estate.up(stack)));
    }
  } finally {
    await estate.close();
  }
  return stacks;
}
