import { AwsError } from "../../../../local/aws/aws-error";
import type { LocalAws } from "../../../../local/aws/local-aws";
import { studioProfile } from "../../../../local/aws/studio-contents";
import type { Resource } from "../../../../local/aws/world";
import { type Engine, EngineFailure, type Progress } from "../../../../scripts/teardown/engine";
import { readStackState, type StackState } from "../../../../scripts/teardown/stack-state";

const domainType = "aws:sagemaker/domain:Domain";

/** Stands in for Pulumi's engine: a stack has what the local AWS has of it, and refuses what AWS refuses. */
export class LocalEngine implements Engine {
  /** Ids of domains by stack, as the stack's output tells them also when the domain is gone. */
  private readonly domainIds = new Map<string, string>();
  /** What else a stack's export has. */
  readonly extra = new Map<string, { resources?: readonly object[]; pending?: readonly object[]; updating?: true }>();

  /** @param onCall is told of each destruction before it begins, and can end it. */
  constructor(
    private readonly aws: LocalAws,
    private readonly onCall: (call: string) => void,
  ) {}

  async state(stack: string): Promise<StackState | undefined> {
    const { resources: more = [], pending = [], updating } = this.extra.get(stack) ?? {};
    const resources = this.aws.world.ofStack(stack);
    const domain = resources.find(({ type }) => type === domainType);
    if (domain !== undefined) {
      this.domainIds.set(stack, domain.id);
    }
    if (stack === "never-up") {
      return undefined;
    }
    const own = resources.map(({ urn, type, id, state }) => ({ urn, type, id, custom: true, outputs: state }));
    const root = { urn: "", type: "pulumi:pulumi:Stack", outputs: { domainId: this.domainIds.get(stack) } };
    const provider = { urn: "", type: "pulumi:providers:aws", custom: true, id: "provider" };
    const exported = own.length === 0 ? [] : [root, provider, ...own, ...more];
    return readStackState({ deployment: { resources: exported, pending_operations: pending } }, updating);
  }

  async destroy(
    stack: string,
    { only, onProgress }: { only?: string | undefined; onProgress: (progress: Progress) => void },
  ): Promise<void> {
    const all = this.aws.world.ofStack(stack).reverse();
    const profiles = all.filter(({ type }) => type === studioProfile.token);
    const chosen = only === undefined ? all : [...profiles, ...all.filter(({ urn }) => urn === only)];
    this.onCall(`destroy ${stack}${only === undefined ? "" : ` ${only}`}`);
    let deleted = 0;
    for (const resource of chosen) {
      await this.remove(resource);
      deleted += 1;
      onProgress({ deleted });
    }
  }

  private async remove({ type, urn, id }: Resource): Promise<void> {
    try {
      await this.aws.delete(urn, id);
    } catch (error) {
      throw error instanceof AwsError ? new EngineFailure(`${type} ${id}: ${error.code}: ${error.message}`) : error;
    }
  }
}
