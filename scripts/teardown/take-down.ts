import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { ChildStack } from "../../stacks/project/roles";
import { explainFailure, isAwsAnswer } from "../support/explain-failure";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import { clear } from "./clear";
import { type Engine, EngineFailure } from "./engine";
import { deleteNfsGroups } from "./nfs-groups";
import { goOn, type Patience } from "./patience";
import { hasStudio, type Target } from "./plan";
import { count, foundLine } from "./report";
import { allDomains, domainKind, studioKinds } from "./studio";

/** What a teardown of a stack needs. */
export interface Tools {
  readonly engine: Engine;
  readonly sagemaker: SageMakerClient;
  readonly ec2: EC2Client;
  readonly terminal: Pick<Terminal, "doing" | "say">;
  readonly patience: Patience;
}

/** Does a step, unless the operator ended the run, and says why it ended; a bug keeps its stack trace. */
async function stackStep<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  try {
    goOn(patience);
    return await work();
  } catch (error) {
    const isKnown = error instanceof Stopped || error instanceof EngineFailure || isAwsAnswer(error);
    throw isKnown ? new Stopped(error instanceof EngineFailure ? error.message : explainFailure(error)) : error;
  }
}

/** Does a step, unless the operator ended the run, and describes where and why it ended. */
export async function step<T>(where: string, patience: Patience, work: () => Promise<T>): Promise<T> {
  try {
    return await stackStep(patience, work);
  } catch (error) {
    throw error instanceof Stopped
      ? new Stopped(`stopped at ${where}: ${error.message}; what is deleted stays deleted, run it again to continue`)
      : error;
  }
}

/** Deletes a domain with all that is in it, also the stack's own profiles. */
async function deleteDomain(domainId: string, homeFileSystem: "Retain" | "Delete", tools: Tools, own: Own) {
  const { sagemaker, patience } = tools;
  for (const kind of studioKinds(sagemaker, domainId)) {
    const names = await own.step(() => clear(kind, patience, own.doing));
    if (names.length > 0) {
      own.say(`${foundLine({ ...kind, names })}: deleted`);
    }
  }
  await own.step(() => clear(domainKind(sagemaker, domainId, homeFileSystem), patience, own.doing));
  own.say(`Studio domain ${domainId} deleted, with its home directories`);
}

/** Deletes a LOB's Studio, and what SageMaker leaves behind. The engine's refresh finds it gone. */
async function deleteStudio(
  { stack: { config }, state, domains }: Target & { readonly stack: ChildStack },
  tools: Tools,
  own: Own,
): Promise<void> {
  const { vpcIds } = state;
  for (const domainId of domains) {
    await deleteDomain(domainId, config.homeFileSystem, tools, own);
  }
  if (vpcIds.length > 0) {
    own.doing("deleting the security groups of the home directories");
    const groups = await own.step(async () => {
      const standing = (await allDomains(tools.sagemaker)).map(({ DomainId = "" }) => DomainId);
      return deleteNfsGroups(tools.ec2, vpcIds, standing, tools.patience);
    });
    if (groups.length > 0) {
      own.say(`${count(groups.length, "security group")} of the home directories deleted`);
    }
  }
}

/** Steps and output of one stack. */
interface Own {
  readonly doing: (text: string) => void;
  readonly say: (text: string) => void;
  readonly step: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Takes a stack down: what is in its Studio, its domain, and everything else. The domain is deleted here and not by the
 * engine, which would use the config of the domain's creation. Each step looks at what is left, so that it continues
 * where another run stopped.
 *
 * @throws Stopped if AWS or the CLI refuses, or the operator ends it.
 */
export async function takeDown(target: Target, tools: Tools): Promise<void> {
  const { terminal, patience, engine } = tools;
  const { stack, state } = target;
  const own: Own = {
    doing: (text) => terminal.doing(`${stack.name}: ${text}`),
    say: (text) => terminal.say(`  ${stack.name}  ${text}`),
    step: (work) => stackStep(patience, work),
  };
  const isOfLob = hasStudio(target);
  if (isOfLob) {
    await deleteStudio(target, tools, own);
  }
  const rest = count(state.resources, "resource");
  own.doing(`destroying ${rest}`);
  await own.step(() =>
    engine.destroy(stack.name, {
      refresh: isOfLob,
      onProgress: ({ deleted }) => own.doing(`destroying ${rest}: ${deleted} gone`),
    }),
  );
  own.say(`${rest} deleted`);
}
