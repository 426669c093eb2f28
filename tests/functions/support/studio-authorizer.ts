import { Logger } from "@aws-lambda-powertools/logger";
import type { JSONWebKeySet } from "jose";
import { accessTokenCheck } from "../../../functions/studio-authorizer/access-token";
import { createHandler } from "../../../functions/studio-authorizer/handler";
import { KeyFetcher } from "../../../functions/studio-authorizer/keys";
import { context } from "./lambda";
import { linesOf } from "./log-lines";
import { ScriptedServer, silence } from "./scripted-server";
import { clientId, userPoolId } from "./user-pool";

/** What became of one call: the answer, or the message of the error that was thrown, and what was logged. */
export interface Judged {
  readonly answer?: object;
  readonly error?: string;
  readonly lines: readonly string[];
}

/** The authorizer over a server that publishes the pool's keys. */
export class AuthorizerUnderTest {
  private constructor(readonly server: ScriptedServer) {}

  static async start(): Promise<AuthorizerUnderTest> {
    return new AuthorizerUnderTest(await ScriptedServer.start(silence));
  }

  /** Publishes keys, and forgets who asked for others. */
  publish(keys: JSONWebKeySet): void {
    this.server.follow(() => Response.json(keys));
  }

  /** A new instance of the function, which knows no keys yet. */
  instance(timeout?: number): (event: unknown) => Promise<Judged> {
    const handler = createHandler({
      logger: new Logger({ serviceName: "studio-authorizer" }),
      check: accessTokenCheck({ userPoolId, clientId, cognito: this.server.url }, new KeyFetcher(timeout)),
    });
    return async (event) => {
      let outcome: Omit<Judged, "lines"> = {};
      const lines = await linesOf(async () => {
        outcome = await handler(event, context()).then(
          (answer) => ({ answer }),
          (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
        );
      });
      return { ...outcome, lines };
    };
  }
}

/** A log line's own part, without what every line has and what differs between runs. */
export function said(line: string): object {
  const { level, message, reason, userId, errorName, errorMessage } = JSON.parse(line);
  return JSON.parse(JSON.stringify({ level, message, reason, userId, errorName, errorMessage }));
}
