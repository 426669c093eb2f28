import { DescribeEndpointCommand, type SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { ParentStack } from "../../stacks/project/roles";
import type { EngineState } from "../support/engine-state";
import { type Check, found, skipped } from "./finding";
import { repair } from "./judge-hub";
import { StackView } from "./stack-view";

/** An endpoint as SageMaker has it. */
export interface SeenEndpoint {
  readonly status: string;
  readonly configuration: string;
  readonly failure: string | undefined;
}

/** Ids in a stack's state of resources of a type of SageMaker's, which are their names in AWS. */
function namesOf(state: EngineState | undefined, type: string): string[] {
  return (state?.resources ?? []).flatMap(({ type: its, id }) => (its === type && id !== undefined ? [id] : []));
}

/** An endpoint of the account; undefined if the name isn't found. SageMaker answers that as a ValidationException. */
async function readEndpoint(client: SageMakerClient, name: string): Promise<SeenEndpoint | undefined> {
  try {
    const seen = await client.send(new DescribeEndpointCommand({ EndpointName: name }));
    const { EndpointStatus: status = "unknown", EndpointConfigName: configuration = "", FailureReason: failure } = seen;
    return { status, configuration, failure };
  } catch (error) {
    if (error instanceof Error && /Could not find endpoint/i.test(error.message)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * What is wrong with an endpoint that a parent hosts. The provider takes an update that SageMaker rolled back for done, and
 * deletes the configuration that the endpoint goes on with.
 *
 * Source: hashicorp/terraform-provider-aws, issues 46663 and 48997; SageMaker API, DescribeEndpoint.
 *
 * @param known names of the configurations in the stack's state.
 */
export function endpointProblemsOf(
  { name: stack }: ParentStack,
  name: string,
  known: readonly string[],
  seen: SeenEndpoint | undefined,
): string[] {
  if (seen === undefined) {
    return [`endpoint ${name} doesn't exist: create it again, ${repair(stack)}`];
  }
  const why = seen.failure === undefined ? "" : ` (${seen.failure})`;
  const isOld = !known.includes(seen.configuration);
  return [
    ...(seen.status === "InService"
      ? []
      : [`endpoint ${name} is ${seen.status}${why}: wait if it is Creating or Updating, else ${repair(stack)}`]),
    ...(isOld
      ? [
          `endpoint ${name} runs ${seen.configuration}, which isn't the stack's${why}: an update of it was rolled back; look into its log group /aws/sagemaker/Endpoints/${name}, and ${repair(stack)}`,
        ]
      : []),
  ];
}

/** A parent that hosts models, as its account sees it. */
export class ParentView extends StackView<ParentStack> {
  /** Checks of the endpoints that the stack makes. */
  networkChecks(): Check[] {
    return this.stack.config.hosted.length === 0
      ? []
      : [
          {
            subject: this.subject,
            name: "hosted models",
            look: async () => {
              const obstacle = await this.obstacle();
              return obstacle === undefined ? found(await this.problems()) : skipped(obstacle);
            },
          },
        ];
  }

  private async problems(): Promise<string[]> {
    const state = await this.state();
    const known = namesOf(state, "aws:sagemaker/endpointConfiguration:EndpointConfiguration");
    const problems: string[] = [];
    for (const name of namesOf(state, "aws:sagemaker/endpoint:Endpoint")) {
      const seen = await readEndpoint(this.clients.sageMaker, name);
      problems.push(...endpointProblemsOf(this.stack, name, known, seen));
    }
    return problems;
  }
}
