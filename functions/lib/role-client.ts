/** AWS's codes for a session that ended before its announced time, such as one that was revoked. */
const endedSession = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
]);

/**
 * One service client for one role, so that the client's memory of the role's credentials serves every call. A session
 * that AWS has ended is replaced by a new client, once for all calls that were under way.
 */
export class RoleClient<Client> {
  private current: Client;

  constructor(private readonly create: () => Client) {
    this.current = create();
  }

  /** Makes a call; makes it once more with a new session when AWS says that the session has ended. */
  async call<Answer>(use: (client: Client) => Promise<Answer>): Promise<Answer> {
    const client = this.current;
    try {
      return await use(client);
    } catch (error) {
      if (!(error instanceof Error && endedSession.has(error.name))) {
        throw error;
      }
      if (this.current === client) {
        this.current = this.create();
      }
      return use(this.current);
    }
  }
}
