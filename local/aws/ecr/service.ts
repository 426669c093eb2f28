import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { jsonAnswer, permit, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { World } from "../core/world";

/** Milliseconds that a token is valid. Source: Amazon ECR API, GetAuthorizationToken. */
const lifetime = 12 * 60 * 60 * 1000;

/** Amazon ECR's sign-in, which gives the password of Docker's client. No registry takes it here. */
export class Ecr implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^api\.ecr\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { name, members } = readOperation(request);
    if (name !== "GetAuthorizationToken") {
      throw NotKnown.operation("Amazon ECR", name);
    }
    readMembers("Amazon ECR", name, v.strictObject({}), members);
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const resource = { arn: "*", account, region };
    await permit(this.world, { session, via: arrival.via, action: `ecr:${name}`, resource });
    return jsonAnswer({
      authorizationData: [
        {
          authorizationToken: Buffer.from(`AWS:${randomUUID()}`).toString("base64"),
          expiresAt: Math.floor((this.world.clock.now().getTime() + lifetime) / 1000),
          proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
        },
      ],
    });
  }
}
