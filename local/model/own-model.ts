import { UsersMistake } from "../../common/users-mistake";
import type { HttpServer } from "../support/http-server";

/** Milliseconds that a model has to answer `GET /ping`. SageMaker gives it two seconds. */
const pingTimeout = 2000;

/** A model that can't be used, and why, in one sentence. */
export class ModelRefusal extends UsersMistake {}

/**
 * Takes the user's own model: an HTTP server that answers `GET /ping` with 200, as SageMaker asks it.
 *
 * @param given the address as the user wrote it, such as `http://127.0.0.1:8080`.
 * @throws ModelRefusal when it isn't an address, or nothing healthy answers there.
 */
export async function useOwnModel(given: string): Promise<HttpServer> {
  const address = given.endsWith("/") ? given : `${given}/`;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw new ModelRefusal(`--model is "${given}": give the address of an HTTP server, such as http://127.0.0.1:8080`);
  }
  if (/\/(invocations|ping)\/$/.test(address)) {
    throw new ModelRefusal(`--model is "${given}": give the server's address without /invocations or /ping`);
  }
  const url = new URL(address);
  const status = await ping(url);
  if (status !== 200) {
    const what = status === undefined ? "nothing answers there" : `it answered ${status}`;
    throw new ModelRefusal(
      `--model is "${given}", but GET ${new URL("ping", url)} must answer 200 and ${what}: start the model, or correct the address`,
    );
  }
  return { url, close: async () => {} };
}

async function ping(url: URL): Promise<number | undefined> {
  try {
    const answer = await fetch(new URL("ping", url), { signal: AbortSignal.timeout(pingTimeout) });
    return answer.status;
  } catch {
    return undefined;
  }
}
