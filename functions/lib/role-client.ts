/** AWS's codes for a session that ended before its expiry, such as a revoked one. */
const endedSession = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
]);

/**
 * One service client for one role, so that the client's memory of the role's credentials serves every call. If AWS has
 * ended the session, a new client replaces it, once for all calls in flight.
 */
export class RoleClient<Client> {
  private current: Client;

  constructor(private readonly create: () => Client) {
    this.current = create();
  }

  /** Makes a call, and once more with a new session if AWS answers that the session has ended. */
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
