import type { ChildStack } from "../../stacks/project/roles";
import type { OwnExecution } from "../support/execution-duties";
import { judgeExecutionRole } from "../support/execution-role";
import { type Check, found, skipped, type Verdict, warned } from "./finding";
import type { HubView } from "./hub-view";
import {
  attachmentProblems,
  domainProblems,
  type Pair,
  principalProblems,
  routeProblems,
  ruleProblems,
  shareProblems,
  tableProblems,
} from "./judge-lob";
import { alignmentWarnings } from "./judge-region";
import type { Domain, OwnerAttachment } from "./network-facts";
import { once } from "./once";
import { lobOutputsOf } from "./outputs";
import { readAttachments, readPropagations, readRoute, readTables } from "./read-ec2";
import { readZones } from "./read-region";
import { readAssociations, readDomain, readSeenShare } from "./read-services";
import { regionCheck } from "./region-check";
import { type Means, StackView } from "./stack-view";

/** A LOB behind a hub of the project, as both accounts see it. */
export class LobView extends StackView<ChildStack> {
  private readonly zones = once(() => readZones(this.clients.ec2));
  private readonly domain = once(async () => readDomain(this.clients.sageMaker, await this.domainId()));

  constructor(
    stack: ChildStack,
    means: Means,
    readonly hub: HubView,
    /** The role that code in Studio runs under, where the organization has a part in it. */
    private readonly execution?: OwnExecution,
  ) {
    super(stack, means);
  }

  override checks(): Check[] {
    return [...super.checks(), regionCheck(this, () => this.zones()), this.zonesCheck()];
  }

  /** Checks of what the LOB has in AWS. */
  networkChecks(): Check[] {
    return [
      this.check("share of the hub", (pair) => this.lookAtShare(pair)),
      this.check("Studio domain", async () =>
        found(domainProblems(this.stack, await this.domainId(), await this.domain())),
      ),
      ...this.executionChecks(),
      this.homeCheck("attachment to the transit gateway", (pair, home) => this.lookAtAttachment(pair, home)),
      this.homeCheck("routes", (pair, home) => this.lookAtRoutes(pair, home)),
      this.homeCheck("resolver rules", async (pair, { vpcId }) =>
        found(ruleProblems(pair, vpcId, await readAssociations(this.clients.resolver, vpcId))),
      ),
    ];
  }

  /** Names of zones differ between accounts, so both accounts are asked. */
  private zonesCheck(): Check {
    return {
      subject: this.subject,
      name: "zones beside the hub's",
      look: async () => {
        for (const view of [this, this.hub]) {
          if (!(await view.hasCredentials())) {
            return skipped(view.withoutCredentials);
          }
        }
        return warned(alignmentWarnings(this.stack, await this.zones(), this.hub.stack, await this.hub.zones()));
      },
    };
  }

  override async absence(): Promise<string | undefined> {
    const absence = await super.absence();
    const isComplete = lobOutputsOf((await this.state())?.outputs) !== undefined;
    return absence ?? (isComplete ? undefined : `the outputs of stack ${this.stack.name} aren't complete`);
  }

  /** A check that needs credentials for the LOB's account, and both stacks up. */
  private check(name: string, look: (pair: Pair) => Promise<Verdict>): Check {
    return {
      subject: this.subject,
      name,
      look: async () => {
        const obstacle = (await this.obstacle()) ?? (await this.hub.absence());
        return obstacle === undefined
          ? look({ lob: this.stack, hub: this.hub.stack, outputs: await this.hub.outputs() })
          : skipped(obstacle);
      },
    };
  }

  /** A check of the network that the domain is in. */
  private homeCheck(name: string, look: (pair: Pair, home: Domain) => Promise<Verdict>): Check {
    return this.check(name, async (pair) => {
      const home = await this.domain();
      return home === undefined ? skipped("the Studio domain, which names the LOB's VPC, is gone") : look(pair, home);
    });
  }

  /** Checks of a role of the organization's own, or of its own policies on the stack's role. */
  private executionChecks(): Check[] {
    const { execution } = this;
    if (execution === undefined) {
      return [];
    }
    const findings = once(async () => {
      const { iam } = this.clients;
      const trust = await iam.trustOf(execution.roleName.split("/").at(-1) ?? "");
      const { endpointIds } = await this.hub.outputs();
      const ids = { domainId: await this.domainId(), endpointIds, network: await this.domain() };
      return trust === undefined
        ? undefined
        : judgeExecutionRole(execution, ids, trust, (calls) => iam.mayAll(execution.roleArn, calls));
    });
    const of = (sentences: readonly string[]) => sentences.map((sentence) => `${execution.roleArn} ${sentence}`);
    return [
      this.check("execution role", async () => {
        const judged = await findings();
        return found(of(judged?.lacks ?? ["doesn't exist: create it, or name another in executionRoleArn"]));
      }),
      this.check("what the execution role allows", async () => warned(of((await findings())?.excess ?? []))),
    ];
  }

  private async domainId(): Promise<string> {
    return lobOutputsOf((await this.state())?.outputs)?.domainId ?? "";
  }

  /** The verdict if the hub's account couldn't be checked: the LOB's side may be right and the hub's wrong. */
  private ofOneSide(problems: readonly string[]): Verdict {
    return problems.length > 0
      ? found(problems)
      : skipped(`the LOB's side is right, and the hub's wasn't checked: ${this.hub.withoutCredentials}`);
  }

  private async lookAtShare(pair: Pair): Promise<Verdict> {
    const isHubSeen = await this.hub.hasCredentials();
    const asOwner = isHubSeen ? principalProblems(pair, await this.hub.principals()) : [];
    if (asOwner.length > 0) {
      return found(asOwner);
    }
    const problems = shareProblems(pair, await readSeenShare(this.clients.ram, pair.outputs.resourceShareArn));
    return isHubSeen ? found(problems) : this.ofOneSide(problems);
  }

  private async lookAtAttachment(pair: Pair, { vpcId }: Domain): Promise<Verdict> {
    const attachments = await readAttachments(this.clients.ec2, vpcId, pair.outputs.transitGatewayId);
    const problems = attachmentProblems(pair, vpcId, attachments);
    if (!(await this.hub.hasCredentials())) {
      return this.ofOneSide(problems);
    }
    const gateway = await this.hub.gateway();
    if (problems.length > 0 || gateway === undefined) {
      return found(problems);
    }
    for (const attachment of await this.asHubSees(vpcId)) {
      const propagations = await readPropagations(this.hub.clients.ec2, attachment.id);
      problems.push(...tableProblems(pair, { gateway, attachment, propagations }));
    }
    return found(problems);
  }

  private async asHubSees(vpcId: string): Promise<OwnerAttachment[]> {
    return (await this.hub.attachments()).filter((attachment) => attachment.vpcId === vpcId);
  }

  private async lookAtRoutes(pair: Pair, home: Domain): Promise<Verdict> {
    const tables = await readTables(this.clients.ec2, home.vpcId);
    if (!(await this.hub.hasCredentials())) {
      return this.ofOneSide(routeProblems(pair, home, tables, undefined));
    }
    const table = (await this.hub.gateway())?.learningTable;
    const { vpcCidr = "" } = this.stack.config;
    const back = {
      route: table === undefined ? undefined : await readRoute(this.hub.clients.ec2, table, vpcCidr),
      attachmentIds: (await this.asHubSees(home.vpcId)).map(({ id }) => id),
    };
    return found(routeProblems(pair, home, tables, back));
  }
}
