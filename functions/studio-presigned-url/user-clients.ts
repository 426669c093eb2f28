import type { AssumedRole } from "../lib/assumed-role";
import { BoundedMap } from "../lib/bounded-map";
import { RoleClient } from "../lib/role-client";
import type { LobPlace } from "./directory";

/** The number of users whose clients and sessions are cached; another session costs one AssumeRole. */
const remembered = 500;

/**
 * SageMaker's clients, each under one user's own session of the role in their line of business's account. A client is
 * only ever used for the user whose name its session has.
 */
export class UserClients<Client> {
  private readonly clients = new BoundedMap<RoleClient<Client>>(remembered);

  /**
   * @param roleName the role's name in every account.
   * @param create makes a client in a region that signs as a role.
   */
  constructor(
    private readonly roleName: string,
    private readonly create: (region: string, role: AssumedRole) => Client,
  ) {}

  /** The client of a user for a place. */
  of(userId: string, { accountId, region }: LobPlace): RoleClient<Client> {
    const role = {
      roleArn: `arn:aws:iam::${accountId}:role/${this.roleName}`,
      sessionName: userId,
      sourceIdentity: userId,
    };
    // No part contains a space, so no two users or places have the same key.
    return this.clients.getOrMake(
      `${userId} ${region} ${role.roleArn}`,
      () => new RoleClient(() => this.create(region, role)),
    );
  }
}
