import * as v from "valibot";
import { isRecord } from "../../../common/is-record";
import {
  checkInputs,
  type Differences,
  differences,
  type LocalAws,
  outputsOf,
  type Place,
  type Request,
  type Resource,
  type Run,
  resourceTypeOf,
} from "../../aws";
import { ResourceRefusal } from "../resource-refusal";
import { hasUnknown, plainRecord } from "./wire-values";

/** Values as the engine sends them and keeps them in its state. */
export type Values = Readonly<Record<string, unknown>>;

/** A resource as the provider answers. */
interface Provided {
  readonly id: string;
  readonly outputs: Values;
}

const tagsByName = v.record(v.string(), v.string());

/** What the provider reads of its own settings, given as texts, lists and maps as JSON. */
const settings = v.object({
  region: v.string(),
  allowedAccountIds: v.pipe(v.string(), v.parseJson(), v.tuple([v.string()])),
  defaultTags: v.optional(v.pipe(v.string(), v.parseJson(), v.object({ tags: tagsByName }))),
});

/**
 * The provider `aws` of one stack on the local AWS. It keeps nothing itself: what a resource is, what of it can be
 * changed and what AWS refuses: the local AWS decides all of it.
 */
export class AwsProvider {
  private place: Place | undefined;
  private defaultTags: Readonly<Record<string, string>> = {};
  /** The first refusal; the engine wraps its message, and continues with other resources. */
  failure: unknown;

  /** @param run tells what the engine may ask for at the same time. Default: not known, as where no program is run here. */
  constructor(
    private readonly aws: LocalAws,
    private readonly stack: string,
    private readonly run?: Run,
  ) {}

  /** @throws Error when a stack has providers of more than one account or region. */
  configure(values: Values): void {
    const { region, allowedAccountIds, defaultTags } = v.parse(settings, values);
    const [account] = allowedAccountIds;
    if (this.place !== undefined && (this.place.account !== account || this.place.region !== region)) {
      throw new Error(
        `stack ${this.stack} has providers for two accounts or regions, but a stack is for one: give it one provider`,
      );
    }
    this.place = { account, region };
    this.defaultTags = defaultTags?.tags ?? {};
  }

  /**
   * A resource's inputs with the stack's tags, as the provider completes them.
   *
   * @throws Error naming inputs that the local AWS doesn't know. What a preview can't know yet is judged when it is known.
   */
  check(urn: string, given: Values): Values {
    const inputs = this.withTags(urn, given);
    if (!hasUnknown(inputs)) {
      this.noting(() => checkInputs(this.request(urn, inputs)));
    }
    return inputs;
  }

  private withTags(urn: string, inputs: Values): Values {
    const { tags = {} } = inputs;
    const takesTags = "tags" in resourceTypeOf(typeOf(urn)).inputs && isRecord(tags);
    return takesTags ? { ...inputs, tags: { ...this.defaultTags, ...tags } } : inputs;
  }

  /** The changes that another set of inputs makes, compared with AWS's last answer. */
  diff(urn: string, outputs: Values, oldInputs: Values, inputs: Values, ignored: readonly string[]): Differences {
    const found = differences(typeOf(urn), plainRecord(outputs), plainRecord(oldInputs), plainRecord(inputs));
    const counts = (key: string) => !ignored.includes(key);
    const replaces = found.replaces.filter(counts);
    const deleteBeforeReplace = found.deleteBeforeReplace && replaces.length > 0;
    return { changed: found.changed.filter(counts), replaces, deleteBeforeReplace };
  }

  async create(urn: string, inputs: Values): Promise<Provided> {
    const request = this.request(urn, inputs);
    return this.provided(await this.judged(request, () => this.aws.create(request, this.run)), inputs);
  }

  async update(urn: string, id: string, inputs: Values): Promise<Provided> {
    const request = this.request(urn, inputs);
    return this.provided(await this.judged(request, () => this.aws.update(urn, id, request, this.run)), inputs);
  }

  /** A resource as AWS has it now, and the inputs that would lead to it; undefined when it is gone. */
  read(urn: string, id: string, oldInputs: Values): { outputs: Values; inputs: Values } | undefined {
    const resource = this.aws.read(urn, id);
    if (resource === undefined) {
      return undefined;
    }
    const { outputs } = this.provided(resource, oldInputs);
    const inputs = plainRecord(oldInputs);
    const { changed } = differences(resource.type, plainRecord(outputs), inputs, inputs);
    const drifted = changed.map((key) => [key, outputs[key] ?? null]);
    return { outputs, inputs: { ...oldInputs, ...Object.fromEntries(drifted) } };
  }

  async delete(urn: string, id: string): Promise<void> {
    const request = this.request(urn, {});
    await this.judged(request, () => this.aws.delete(urn, id));
  }

  private request(urn: string, inputs: Values): Request {
    if (this.place === undefined) {
      throw new Error(`the provider of stack ${this.stack} was asked for ${urn} before it was configured`);
    }
    const name = urn.split("::").at(-1) ?? "";
    return { urn, type: typeOf(urn), name, stack: this.stack, ...this.place, inputs: plainRecord(inputs) };
  }

  private provided(resource: Resource, inputs: Values): Provided {
    const outputs = outputsOf(resource);
    // A function's code is given back as the archive that it came as.
    return { id: resource.id, outputs: "code" in inputs ? { ...outputs, code: inputs.code } : outputs };
  }

  private async judged<T>(request: Request, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const said = ResourceRefusal.of(request, error);
      this.failure ??= said;
      throw said;
    }
  }

  private noting(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}

/** A resource's own type, which ends the list of its parents' in its URN. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
