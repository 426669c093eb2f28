import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { Pool } from "../../../scripts/token/pool";
import type { SetClock } from "../../local/support/clock";
import { eachTestWithCognito, makePool } from "../../local/support/cognito";

/**
 * User pools on a local AWS for each test, whose time begins at the present, an administrator of them, and somebody who
 * has no credentials of AWS.
 */
export function eachTestWithPool(clock: SetClock) {
  // Before the administrator's session begins, and the calls that are signed with it.
  beforeEach(() => clock.set(new Date()));
  const { services, create, administrator } = eachTestWithCognito(clock);
  const clients: CognitoIdentityProviderClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) {
      client.destroy();
    }
  });
  return {
    administrator,
    create,
    /** Makes a pool, as the shared stack's outputs tell of it. */
    async pool(inputs: object = {}, client: object = {}): Promise<Pool> {
      const { poolId, clientId } = await makePool(services().aws, "users", inputs, client);
      return {
        region: "eu-west-1",
        userPoolId: poolId,
        userPoolClientId: clientId,
        apiUrl: "https://abc123.execute-api.eu-west-1.amazonaws.com/studio/",
      };
    },
    /** A client as the command makes it. */
    cognito(): CognitoIdentityProviderClient {
      const client = new CognitoIdentityProviderClient({
        region: "eu-west-1",
        endpoint: services().url,
        maxAttempts: 1,
        credentials: () => Promise.reject(new Error("no credentials are needed")),
      });
      clients.push(client);
      return client;
    },
  };
}
