import type { ChildStack } from "../../../stacks/project/roles";
import type { Estate } from "../../estate/estate";
import type { People } from "../../scenarios/people";
import { type HttpServer, listen } from "../../support/http-server";

/** The private API on loopback, as a hub's people reach it from their desks: paths are what follows its host. */
export function apiFront(people: People): Promise<HttpServer> {
  const { estate, hub } = people;
  const { host } = new URL(estate.output(hub, "apiUrl"));
  const { place } = people.desk();
  return listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    const { answer } = await estate.aws.send(place, {
      method: request.method,
      url: new URL(`https://${host}${pathname}${search}`),
      headers: { ...Object.fromEntries(request.headers), host },
      body: new Uint8Array(await request.arrayBuffer()),
    });
    return answer === undefined
      ? new Response("the API isn't reached", { status: 504 })
      : new Response(answer.body, { status: answer.status, headers: { ...answer.headers } });
  });
}

/** A child's function `invoke-endpoint` on loopback: what is posted is its event, and what comes back its answer. */
export function functionFront(estate: Estate, child: ChildStack): Promise<HttpServer> {
  return listen(async (request) => {
    const { payload, functionError } = await estate.invoke(child, await request.json());
    return Response.json(payload, { status: functionError === undefined ? 200 : 502 });
  });
}
