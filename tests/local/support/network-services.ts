import { expect } from "chai";
import { Server } from "../../../local/aws/core/server";
import { Ec2 } from "../../../local/aws/ec2/service";
import { internet } from "../../../local/aws/network/origin";
import { Organizations } from "../../../local/aws/organizations/service";
import { Ram } from "../../../local/aws/ram/service";
import { Route53Resolver } from "../../../local/aws/route53-resolver/service";
import { ServiceQuotas } from "../../../local/aws/service-quotas/service";
import type { Estate } from "../../../local/estate/estate";
import { operatorOf } from "../../../local/estate/operator";
import { standing } from "../../flows/support/studio-estate";
import { region } from "./local-aws";
import { shippedProject } from "./project";
import { sessionOf } from "./studio-services";

/** The shipped estate, with the services by which a network is looked at. */
export class NetworkServices {
  /** Errors that AWS wouldn't make. */
  private readonly mistakes: unknown[] = [];
  private readonly server: Server;

  private constructor(readonly estate: Estate) {
    const { world, sessions } = estate.aws;
    const services = [Ec2, Ram, Route53Resolver, ServiceQuotas, Organizations].map((Service) => new Service(world));
    this.server = new Server(world, sessions, services, (error) => this.mistakes.push(error));
  }

  static async start(): Promise<NetworkServices> {
    return new NetworkServices(await standing(shippedProject));
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.estate.close();
  }

  /** Settings of clients of an account's administrator, or of somebody who may do what a statement allows. */
  async settings(account: string, statement?: object) {
    const credentials =
      statement === undefined
        ? (await operatorOf(this.estate.aws, { account, region })).credentials
        : await sessionOf(this.estate.aws, statement, { account });
    return { region, endpoint: await this.server.address(internet, region), credentials, maxAttempts: 1 };
  }

  /** What the local AWS reports as unknown. */
  async mistakeOf(call: Promise<unknown>): Promise<string> {
    const failure = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(Error);
    return String(this.mistakes.splice(0)[0]);
  }
}

/** A service's refusal of a caller who may not. */
export function withoutPermission(account: string, action: string, resource = ""): string {
  return `User: arn:aws:sts::${account}:assumed-role/Operator/working is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`;
}
