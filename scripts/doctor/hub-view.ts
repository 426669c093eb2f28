import type { SharedStack } from "../../stacks/project/roles";
import { type Check, found, skipped, type Verdict, warned } from "./finding";
import {
  endpointProblems,
  gatewayProblems,
  inboundProblems,
  type Middle,
  networkProblems,
  returnProblems,
  signInWarnings,
} from "./judge-hub";
import type { AttachedNetwork, Ranges } from "./judge-networks";
import { once } from "./once";
import { judgeSharing, readSharing } from "./organization";
import { type HubOutputs, hubOutputsOf } from "./outputs";
import {
  readEndpoints,
  readGateway,
  readOwnerAttachments,
  readPropagations,
  readRangesOf,
  readRoute,
  readTables,
} from "./read-ec2";
import { readZones } from "./read-region";
import { readInbound, readPrincipals } from "./read-services";
import { regionCheck } from "./region-check";
import { type Means, StackView } from "./stack-view";

/** A hub, as its own account sees it. */
export class HubView extends StackView<SharedStack> {
  readonly gateway = once(async () => {
    const { transitGatewayId } = await this.outputs();
    return readGateway(this.clients.ec2, this.stack.config.account, transitGatewayId);
  });
  readonly attachments = once(async () => {
    const { transitGatewayId } = await this.outputs();
    return readOwnerAttachments(this.clients.ec2, transitGatewayId);
  });
  readonly principals = once(async () => {
    const { resourceShareArn } = await this.outputs();
    return readPrincipals(this.clients.ram, resourceShareArn);
  });
  private readonly endpoints = once(async () => {
    const { endpointIds } = await this.outputs();
    return readEndpoints(this.clients.ec2, Object.values(endpointIds));
  });

  constructor(
    stack: SharedStack,
    means: Means,
    private readonly ranges: Ranges,
  ) {
    super(stack, means);
  }

  /** The hub's outputs. Only for a hub that has no {@link absence}. */
  async outputs(): Promise<HubOutputs> {
    const outputs = hubOutputsOf((await this.state())?.outputs);
    if (outputs === undefined) {
      throw new Error(`the outputs of stack ${this.stack.name} were asked for, and they aren't complete`);
    }
    return outputs;
  }

  override async absence(): Promise<string | undefined> {
    const absence = await super.absence();
    const isComplete = hubOutputsOf((await this.state())?.outputs) !== undefined;
    return absence ?? (isComplete ? undefined : `the outputs of stack ${this.stack.name} aren't complete`);
  }

  readonly zones = once(() => readZones(this.clients.ec2));

  override checks(): Check[] {
    const signIn = { subject: this.subject, name: "sign-in", look: async () => warned(signInWarnings(this.stack)) };
    return [...super.checks(), signIn, regionCheck(this, () => this.zones())];
  }

  /** Checks of what the hub has in AWS. */
  networkChecks(): Check[] {
    const check = (name: string, look: (outputs: HubOutputs) => Promise<readonly string[]>): Check => ({
      subject: this.subject,
      name,
      look: async () => {
        const obstacle = await this.obstacle();
        return obstacle === undefined ? found(await look(await this.outputs())) : skipped(obstacle);
      },
    });
    const { stack } = this;
    return [
      ...(stack.config.sharing === "organization"
        ? [{ subject: this.subject, name: "sharing with the organization", look: () => this.lookAtSharing() }]
        : []),
      check("central endpoints", async (outputs) => endpointProblems(stack, outputs, await this.endpoints())),
      check("inbound resolver addresses", async (outputs) => {
        const vpcId = await this.vpcId();
        const addresses = vpcId === undefined ? [] : await readInbound(this.clients.resolver, vpcId);
        return inboundProblems(stack, outputs, addresses);
      }),
      check("transit gateway", async (outputs) => gatewayProblems(stack, outputs, await this.middle(outputs))),
      check("networks of other accounts", async () => {
        const table = (await this.gateway())?.learningTable;
        return table === undefined ? [] : networkProblems(stack, this.ranges, table, await this.networksIn(table));
      }),
      check("return routes", async (outputs) => {
        const vpcId = await this.vpcId();
        const tables = vpcId === undefined ? [] : await readTables(this.clients.ec2, vpcId);
        return returnProblems(stack, outputs, await this.endpoints(), tables);
      }),
    ];
  }

  /** The VPC of the hub: the one that the central endpoints are in. */
  private async vpcId(): Promise<string | undefined> {
    return (await this.endpoints())[0]?.vpcId;
  }

  private async middle(outputs: HubOutputs): Promise<Middle> {
    const gateway = await this.gateway();
    const vpcId = await this.vpcId();
    const attachment = (await this.attachments()).find((each) => each.vpcId === vpcId);
    const spokes = gateway?.joinedTable;
    const { ec2 } = this.clients;
    return {
      gateway,
      attachment,
      propagations: attachment === undefined ? [] : await readPropagations(ec2, attachment.id),
      supernetRoute: spokes === undefined ? undefined : await readRoute(ec2, spokes, outputs.lobSupernet),
      hubRoute: spokes === undefined ? undefined : await readRoute(ec2, spokes, outputs.hubCidr),
    };
  }

  /**
   * VPCs of other accounts, which the gateway accepted automatically; the hub's account itself accepted other
   * attachments.
   */
  private async networksIn(table: string): Promise<AttachedNetwork[]> {
    const networks: AttachedNetwork[] = [];
    for (const { id: attachmentId, account, type } of await this.attachments()) {
      if (type === "vpc" && account !== this.stack.config.account) {
        networks.push({ attachmentId, account, ranges: await readRangesOf(this.clients.ec2, table, attachmentId) });
      }
    }
    return networks;
  }

  /** Also checked before the hub is up, since it must be right by then. */
  private async lookAtSharing(): Promise<Verdict> {
    if (!(await this.hasCredentials())) {
      return skipped(this.withoutCredentials);
    }
    const sharing = await readSharing(this.clients.organizations);
    const principals = (await this.obstacle()) === undefined ? await this.principals() : undefined;
    return judgeSharing(this.stack, sharing, principals);
  }
}
