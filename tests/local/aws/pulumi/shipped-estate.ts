import type { Request } from "../../../../local/aws/core/resource-type";
import { Estate } from "../../../../local/estate/estate";
import { withSimulators } from "../../../../local/estate/on-premises";
import { makeStack, type Stack } from "../../../../stacks/project/stack";
import { shippedProject } from "../../support/project";

/** The shipped project with its test instances. */
export const project = withSimulators(shippedProject);

/** A stack with further config texts, each where its role has the key. */
export function trial({ name, config, texts }: Stack): Stack {
  const { role } = config;
  return makeStack(name, {
    ...texts,
    ...(role === "shared" && { deletionProtection: "false" }),
    ...(role === "child" && { homeFileSystem: "Delete" }),
  });
}

/** The shipped estate, and what each resource was asked for with. */
export interface AskedEstate {
  readonly estate: Estate;
  readonly asked: ReadonlyMap<string, Request>;
}

/** Brings the stacks of the shipped project up, as they are or otherwise. */
export async function shippedEstate(change: (stack: Stack) => Stack = (stack) => stack): Promise<AskedEstate> {
  const estate = await Estate.found(project, new URL("http://127.0.0.1:9"));
  const asked = new Map<string, Request>();
  const put = estate.aws.put.bind(estate.aws);
  estate.aws.put = (request) => {
    asked.set(request.urn, request);
    return put(request);
  };
  for (const stack of project.stacks) {
    await estate.up(change(stack));
  }
  return { estate, asked };
}
