import { withoutWaits } from "./clients";
import { ScriptedServer, silence } from "./scripted-server";

/** Gives all tests of a suite one scripted server, and lets SDK clients retry without waiting. */
export function serverWithoutWaits(): () => ScriptedServer {
  let server: ScriptedServer | undefined;
  let restore = () => {};
  before(async () => {
    server = await ScriptedServer.start(silence);
    restore = withoutWaits();
  });
  after(async () => {
    restore();
    await server?.close();
  });
  return () => {
    if (server === undefined) {
      throw new Error("the server is there only while tests run");
    }
    return server;
  };
}
