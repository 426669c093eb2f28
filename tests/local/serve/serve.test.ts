import { request } from "node:http";
import { expect } from "chai";
import { withSimulators } from "../../../local/estate/on-premises";
import { samplePayloads } from "../../../local/scenarios/payload";
import { Stage } from "../../../local/scenarios/scenario";
import { serveEstate } from "../../../local/serve/serve";
import { chosenPort } from "../../../local/start/options";
import { listen } from "../../../local/support/http-server";
import { standing } from "../../flows/support/studio-estate";
import { shippedProject } from "../support/project";

interface Visited {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

/** Opens an address below localhost, which Node.js doesn't resolve by itself. */
function visit(address: string, more: Record<string, string | string[]> = {}): Promise<Visited> {
  const { host, port, pathname, search } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: pathname + search, headers: { host, ...more } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const { statusCode = 0, headers } = answer;
        resolve({ status: statusCode, location: headers.location ?? "", text: Buffer.concat(parts).toString("utf8") });
      });
    })
      .on("error", reject)
      .end();
  });
}

describe("npm start -- --serve", () => {
  it("shows addresses that open, users and a call of the model, goes on after a 501, and is gone once it is stopped", async () => {
    const project = withSimulators(shippedProject);
    const estate = await standing(project);
    const stage = new Stage(project, estate, samplePayloads);
    const free = await listen(() => new Response());
    const port = Number(free.url.port);
    await free.close();
    const lines: string[] = [];
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    let isShown = () => {};
    const shown = new Promise<void>((resolve) => {
      isShown = resolve;
    });
    try {
      const serving = serveEstate(
        stage,
        port,
        (line) => {
          lines.push(line.trim());
          if (line.startsWith("Ctrl-C")) {
            isShown();
          }
        },
        stopped,
      );
      await Promise.race([shown, serving]);
      const addresses = lines.filter((line) => line.startsWith("http://"));
      const [page = "", outside = "", studioA = "", studioB = ""] = addresses;
      expect(addresses).to.have.lengthOf(4);
      expect(new URL(page).port).to.equal(String(port));
      expect((await visit(page)).text).to.include("<title>Sign in to Studio</title>");
      expect((await visit(outside)).status).to.equal(403);
      const studio = await stage.studio();
      const { member } = studio;
      const authorization = `Bearer ${(await studio.signIn(member, studio.desk())).accessToken}`;
      const own = `${page.replace(/\/?$/, "/")}${member.user}`;
      expect((await visit(own, { authorization })).status).to.equal(302);
      expect((await visit(own, { authorization: [authorization, authorization] })).status).to.equal(401);
      // Of two headers functions get the last one, as API Gateway hands them on, which wants no JSON here.
      expect((await visit(own, { authorization, accept: ["application/json", "text/html"] })).status).to.equal(302);
      for (const [door, lob] of [
        [studioA, "lob-a"],
        [studioB, "lob-b"],
      ] as const) {
        const { status, location } = await visit(door);
        expect(status).to.equal(302);
        const opened = await visit(location);
        expect(opened.status).to.equal(200);
        expect(opened.text).to.include(`Domain: ${lob} `).and.to.include(`User: user-${lob}`);
      }
      expect(lines.filter((line) => /^user-lob-[ab] {2}\S{20} {2}Studio of lob-[ab]$/.test(line))).to.have.lengthOf(2);
      expect(lines.filter((line) => line.startsWith("curl --aws-sigv4 aws:amz:eu-west-1:sagemaker "))).to.have.lengthOf(
        1,
      );
      expect((await visit(`http://nothing.localhost:${port}/`)).status).to.equal(404);
      const unknown = await visit(`http://nothing.eu-west-1.amazonaws.com.internet.localhost:${port}/`);
      const told = "the local AWS doesn't know the service at nothing.eu-west-1.amazonaws.com";
      expect([unknown.status, JSON.parse(unknown.text)]).to.deep.equal([
        501,
        { __type: "NotImplemented", message: told },
      ]);
      expect(lines.at(-1)).to.equal(`A call got 501: ${told}`);
      expect((await visit(page)).status).to.equal(200);
      stop();
      await serving;
      // Nothing listens there any more.
      await (await listen(() => new Response(), port)).close();
    } finally {
      stop();
      await stage.close();
      await estate.close();
    }
  });

  async function mistake(options: Parameters<typeof chosenPort>[0], isTerminal = true): Promise<string> {
    return chosenPort(options, isTerminal).then(
      (port) => `chosen: ${port}`,
      (error: Error) => error.message,
    );
  }

  it("says what is wrong with its options", async () => {
    expect(await mistake({})).to.equal("chosen: undefined");
    expect(await mistake({ port: "8080" })).to.equal('--port is "8080", but nothing is served: give --serve as well');
    expect(await mistake({ serve: true, json: true })).to.equal(
      "--serve shows addresses and passwords only on a terminal: run it without --json",
    );
    expect(await mistake({ serve: true }, false)).to.equal(
      "--serve shows addresses and passwords only on a terminal: run it without sending its output elsewhere",
    );
    for (const port of ["80", "70000", "x", "1.5"]) {
      expect(await mistake({ serve: true, port })).to.equal(
        `--port is "${port}": give a whole number from 1024 to 65535`,
      );
    }
  });

  it("says that a port is taken", async () => {
    const other = await listen(() => new Response());
    try {
      expect(await mistake({ serve: true, port: other.url.port })).to.equal(
        `port ${other.url.port} is taken by another program: choose a free one with --port <number>`,
      );
    } finally {
      await other.close();
    }
  });
});
