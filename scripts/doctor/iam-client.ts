import type { RoleCall } from "../support/execution-duties";
import { type Signing, signedFetch } from "../support/s3-get";

/** IAM has one endpoint for all regions. Source: AWS General Reference, "IAM endpoints and quotas". */
const iamAddress = new URL("https://iam.amazonaws.com/");

function textOf(xml: string, tag: string): string | undefined {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
}

function allTexts(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map(([, text = ""]) => text);
}

/**
 * What IAM knows of roles, by two of its operations.
 *
 * Source: IAM API, GetRole and SimulatePrincipalPolicy.
 */
export class IamClient {
  /** @param signing the configuration of a client that has the account's credentials, and is used for nothing else. */
  constructor(
    private readonly signing: Signing,
    private readonly address = iamAddress,
  ) {}

  /**
   * A role's trust policy; undefined where there is no such role.
   *
   * @throws what IAM answers if it refuses, in the form of the SDK's errors.
   */
  async trustOf(roleName: string): Promise<unknown> {
    try {
      const xml = await this.ask("GetRole", { RoleName: roleName });
      return JSON.parse(decodeURIComponent(textOf(xml, "AssumeRolePolicyDocument") ?? "null"));
    } catch (error) {
      if (error instanceof Error && error.name === "NoSuchEntity") {
        return undefined;
      }
      throw error;
    }
  }

  /** Whether a role's policies, and what limits them, allow each of some calls, in their order. */
  async mayAll(roleArn: string, calls: readonly RoleCall[]): Promise<boolean[]> {
    const groups = new Map<string, RoleCall[]>();
    for (const call of calls) {
      const key = JSON.stringify([call.resource, call.context]);
      groups.set(key, [...(groups.get(key) ?? []), call]);
    }
    const allowed = new Set<RoleCall>();
    for (const group of groups.values()) {
      const decisions = await this.simulate(roleArn, group);
      for (const call of group.filter(({ action }) => decisions.get(action) === "allowed")) {
        allowed.add(call);
      }
    }
    return calls.map((call) => allowed.has(call));
  }

  /** Decisions by action about calls that differ in their actions only. */
  private async simulate(roleArn: string, calls: readonly RoleCall[]): Promise<Map<string, string>> {
    const [{ resource, context } = { resource: "*", context: {} }] = calls;
    const entries = Object.entries(context).map(([name, value], index) => {
      const at = `ContextEntries.member.${index + 1}`;
      return {
        [`${at}.ContextKeyName`]: name,
        [`${at}.ContextKeyType`]: "string",
        [`${at}.ContextKeyValues.member.1`]: value,
      };
    });
    const xml = await this.ask("SimulatePrincipalPolicy", {
      PolicySourceArn: roleArn,
      "ResourceArns.member.1": resource,
      ...Object.fromEntries(calls.map(({ action }, index) => [`ActionNames.member.${index + 1}`, action])),
      ...Object.assign({}, ...entries),
    });
    // Both stand once in each result, in whatever order.
    const decisions = allTexts(xml, "EvalDecision");
    return new Map(allTexts(xml, "EvalActionName").map((action, index) => [action, decisions[index] ?? ""]));
  }

  private async ask(action: string, members: Readonly<Record<string, string>>): Promise<string> {
    const form = new URLSearchParams({ Action: action, Version: "2010-05-08", ...members });
    const call = { service: "iam", region: "us-east-1", form };
    const response = await signedFetch(this.address, this.signing, call).catch((error: unknown) => {
      // The SDK marks what didn't arrive so.
      throw Object.assign(error instanceof Error ? error : new Error(String(error)), { $metadata: {} });
    });
    const xml = await response.text();
    if (!response.ok) {
      const error = new Error(textOf(xml, "Message") ?? `status ${response.status}`);
      throw Object.assign(error, { name: textOf(xml, "Code") ?? "Error", $fault: "client", $metadata: {} });
    }
    return xml;
  }
}
