import { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { deserializeProperties } from "@pulumi/pulumi/runtime/rpc";
import * as v from "valibot";
import { inProcess } from "../../../local/deploy/in-process";
import { plainInputs } from "../../../local/deploy/plain-inputs";
import { Estate } from "../../../local/estate/estate";
import type { Resource } from "../../../policy/support/rule";
import type { Project } from "../../../stacks/project/stack";
import { noModel } from "../../flows/support/studio-estate";

import stacksProgram = require("../../../stacks");

/** A resource as the engine shows it to a pack: before it is made by its inputs, and at the end by its outputs. */
export interface Registration {
  readonly inputs: Resource;
  readonly outputs: Resource;
}

/** Why a stack didn't come up, with the resources that it asked for until then. */
export class NotUp extends Error {
  constructor(
    cause: unknown,
    readonly asked: readonly Resource[],
  ) {
    super(String(cause), { cause });
  }
}

const record = v.record(v.string(), v.unknown());

async function propertiesOf(holder: RegisterResourceRequest | RegisterResourceResponse) {
  const object = holder.getObject();
  return object === undefined ? {} : v.parse(record, await plainInputs(deserializeProperties(object)));
}

async function inputsOf(request: RegisterResourceRequest, urn: string): Promise<Resource> {
  const references = Object.fromEntries(
    [...request.getPropertydependenciesMap().entries()].map(
      ([key, dependencies]) => [key, dependencies.getUrnsList()] as const,
    ),
  );
  return { type: request.getType(), name: request.getName(), urn, props: await propertiesOf(request), references };
}

async function registration(
  request: RegisterResourceRequest,
  response: RegisterResourceResponse,
): Promise<Registration> {
  const inputs = await inputsOf(request, response.getUrn());
  return { inputs, outputs: { ...inputs, props: { ...(await propertiesOf(response)), id: response.getId() } } };
}

/**
 * Runs work and gives everything that programs registered with Pulumi meanwhile.
 *
 * @throws NotUp, when the work fails.
 */
async function registeredDuring(work: () => Promise<unknown>): Promise<Registration[]> {
  const { prototype } = MockMonitor;
  const original = prototype.registerResource;
  const registered: Promise<Registration>[] = [];
  const refused: Promise<Resource>[] = [];
  prototype.registerResource = function register(request: unknown, callback) {
    return original.call(this, request, (error: unknown, response: unknown) => {
      if (request instanceof RegisterResourceRequest && response instanceof RegisterResourceResponse) {
        registered.push(registration(request, response));
      } else if (request instanceof RegisterResourceRequest) {
        refused.push(inputsOf(request, ""));
      }
      callback(error, response);
    });
  };
  try {
    await work();
  } catch (error) {
    const made = await Promise.all(registered);
    throw new NotUp(error, [...made.map(({ inputs }) => inputs), ...(await Promise.all(refused))]);
  } finally {
    prototype.registerResource = original;
  }
  return Promise.all(registered);
}

/** Brings every stack of a project up on a local AWS and gives what each registered, by the stack's name. */
export async function registrationsOf(project: Project): Promise<ReadonlyMap<string, readonly Registration[]>> {
  const estate = await Estate.found(project, noModel, (aws, name) => inProcess(aws, name, stacksProgram));
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
