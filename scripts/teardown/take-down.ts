import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { explainFailure, isAwsAnswer } from "../support/explain-failure";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import { clear } from "./clear";
import { type Engine, EngineFailure } from "./engine";
import { deleteNfsGroups } from "./nfs-groups";
import { goOn, type Patience } from "./patience";
import type { Target } from "./plan";
import { count, foundLine } from "./report";
import { studioKinds } from "./studio";

/** What a stack is taken down with. */
export interface Tools {
  readonly engine: Engine;
  readonly sagemaker: SageMakerClient;
  readonly ec2: EC2Client;
  readonly terminal: Pick<Terminal, "doing" | "say">;
  readonly patience: Patience;
}

/** Words what ended a step, unless it is a mistake of this program, which needs its stack trace. */
function stoppedAt(where: string, error: unknown): unknown {
  const isKnown = error instanceof Stopped || error instanceof EngineFailure || isAwsAnswer(error);
  if (!isKnown) {
    return error;
  }
  const why = error instanceof EngineFailure ? error.message : explainFailure(error);
  return new Stopped(`stopped at ${where}: ${why}; what is deleted stays so, and a further run goes on from here`);
}

/** Deletes what people made in the stack's domain, then the domain, then what SageMaker leaves behind of it. */
async function deleteStudio({ stack: { name }, state }: Target, tools: Tools, own: Own): Promise<void> {
  const { domain, domainId, profiles, vpcIds } = state;
  if (domain !== undefined) {
    for (const kind of studioKinds(tools.sagemaker, domain.id, profiles)) {
      const names = await own.step(() => clear(kind, tools.patience, own.doing));
      if (names.length > 0) {
        own.say(`${foundLine({ ...kind, names })}: deleted`);
      }
    }
    own.doing(`deleting Studio domain ${domain.id}`);
    await own.step(() => tools.engine.destroy(name, { only: domain.urn, onProgress: () => {} }));
    own.say(`Studio domain ${domain.id} deleted, with its home directories`);
  }
  if (domainId !== undefined && vpcIds.length > 0) {
    own.doing("deleting the security groups of the home directories");
    const groups = await own.step(() => deleteNfsGroups(tools.ec2, vpcIds, domainId, tools.patience));
    if (groups.length > 0) {
      own.say(`${count(groups.length, "security group")} of the home directories deleted`);
    }
  }
}

/** What is done and said in a stack's name. */
interface Own {
  readonly doing: (text: string) => void;
  readonly say: (text: string) => void;
  readonly step: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Takes a stack down: what people made in its Studio, its domain, and everything else. Each step looks at what is
 * there, so that it goes on where another run ended.
 *
 * @throws Stopped what AWS or the CLI refuses, or that the operator ended it.
 */
export async function takeDown(target: Target, tools: Tools): Promise<void> {
  const { terminal, patience, engine } = tools;
  const { stack, state } = target;
  const own: Own = {
    doing: (text) => terminal.doing(`${stack.name}: ${text}`),
    say: (text) => terminal.say(`  ${stack.name}  ${text}`),
    step: async (work) => {
      try {
        goOn(patience);
        return await work();
      } catch (error) {
        throw stoppedAt(`stack ${stack.name}`, error);
      }
    },
  };
  await deleteStudio(target, tools, own);
  const rest = count(state.resources, "resource");
  own.doing(`destroying ${rest}`);
  await own.step(() =>
    engine.destroy(stack.name, {
      onProgress: ({ deleted }) => own.doing(`destroying ${rest}: ${deleted} gone`),
    }),
  );
  own.say(`${rest} deleted`);
}
