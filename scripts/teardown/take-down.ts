import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { ChildStack } from "../../stacks/project/roles";
import type { Engine } from "../engine/engine";
import { changing, type StackRuns, workOn } from "../stack-runs/work-on";
import { count } from "../support/counted";
import { explainFailure, isAwsAnswer } from "../support/explain-failure";
import { Stopped } from "../support/stopped";
import { clear } from "./clear";
import { deleteNfsGroups } from "./nfs-groups";
import { goOn, type Patience } from "./patience";
import { hasStudio, type Target } from "./plan";
import { foundLine } from "./report";
import { allDomains, domainKind, studioKinds } from "./studio";

/** What a teardown of a stack needs. */
export interface Tools extends StackRuns {
  readonly engine: Pick<Engine, "destroy">;
  readonly sagemaker: SageMakerClient;
  readonly ec2: EC2Client;
}

/** Does a step, unless the operator ended the run, and says why it ended; a bug keeps its stack trace. */
async function stackStep<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  try {
    goOn(patience);
    return await work();
  } catch (error) {
    throw isAwsAnswer(error) ? new Stopped(explainFailure(error)) : error;
  }
}

/** What stopped a run at a place, and how to continue. */
export function stoppedAt(where: string, why: string): Stopped {
  return new Stopped(`stopped at ${where}: ${why}; what is deleted stays deleted, run it again to continue`);
}

/** Does a step, unless the operator ended the run, and describes where and why it ended. */
export async function step<T>(where: string, patience: Patience, work: () => Promise<T>): Promise<T> {
  try {
    return await stackStep(patience, work);
  } catch (error) {
    throw error instanceof Stopped ? stoppedAt(where, error.message) : error;
  }
}

/** Deletes a domain with all that is in it, also the stack's own profiles. */
async function deleteDomain(
  domainId: string,
  { stack: { name, config } }: Target & { readonly stack: ChildStack },
  { sagemaker, teller, around }: Tools,
): Promise<void> {
  const doing = (what: string) => teller.tell({ event: "doing", stack: name, what });
  const done = (what: string) => teller.tell({ event: "done", stack: name, what });
  for (const kind of studioKinds(sagemaker, domainId)) {
    const names = await stackStep(around, () => clear(kind, around, doing));
    if (names.length > 0) {
      done(`${foundLine({ ...kind, names })}: deleted`);
    }
  }
  await stackStep(around, () => clear(domainKind(sagemaker, domainId, config.homeFileSystem), around, doing));
  done(`Studio domain ${domainId} deleted, with its home directories`);
}

/** Deletes a LOB's Studio, and what SageMaker leaves behind. The engine's refresh finds it gone. */
async function deleteStudio(target: Target & { readonly stack: ChildStack }, tools: Tools): Promise<void> {
  const { stack, state, domains } = target;
  const { sagemaker, ec2, teller, around } = tools;
  const { vpcIds } = state;
  for (const domainId of domains) {
    await deleteDomain(domainId, target, tools);
  }
  if (vpcIds.length > 0) {
    teller.tell({ event: "doing", stack: stack.name, what: "deleting the security groups of the home directories" });
    const groups = await stackStep(around, async () => {
      const standing = (await allDomains(sagemaker)).map(({ DomainId = "" }) => DomainId);
      return deleteNfsGroups(ec2, vpcIds, standing, around);
    });
    if (groups.length > 0) {
      const what = `${count(groups.length, "security group")} of the home directories deleted`;
      teller.tell({ event: "done", stack: stack.name, what });
    }
  }
}

/**
 * Takes a stack down: what is in its Studio, its domain, and everything else. The domain is deleted here and not by the
 * engine, which would use the config of the domain's creation. Each step looks at what is left, so that it continues
 * where another run stopped.
 *
 * @returns why it isn't down, as a sentence's end: AWS or the CLI refused, or the operator ended it; undefined when it is.
 */
export function takeDown(target: Target, tools: Tools): Promise<string | undefined> {
  const { engine, teller, around } = tools;
  const { name } = target.stack;
  const isOfLob = hasStudio(target);
  teller.tell({ event: "destroying", stack: name, planned: target.state.resources });
  return workOn(name, "down", tools, async () => {
    if (isOfLob) {
      await deleteStudio(target, tools);
    }
    teller.tell({ event: "progress", stack: name, done: 0 });
    await stackStep(around, () => engine.destroy(name, { ...changing(name, tools), refresh: isOfLob }));
  });
}
