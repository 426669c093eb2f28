import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { Stopped } from "../../../scripts/support/stopped";
import { terminalOf } from "../../../scripts/support/terminal";

/** Standard input of a terminal: keys arrive as they are typed, and whether they are shown is up to the reader. */
class Keyboard extends PassThrough {
  readonly isTTY = true;
  /** Whether the system itself shows what is typed. */
  shows = true;

  setRawMode(raw: boolean): this {
    this.shows = !raw;
    return this;
  }
}

function streams(stdin: PassThrough) {
  return { stdin, stdout: new PassThrough(), stderr: new PassThrough() };
}

/** Asks on a terminal and types the keys; gives what came of it, and everything that was shown. */
async function type(keys: string, secret: boolean) {
  const keyboard = new Keyboard();
  const given = streams(keyboard);
  const terminal = terminalOf(given);
  const question = secret ? terminal.askSecret("Password:") : terminal.ask("Name:");
  const shownBySystem = keyboard.shows;
  keyboard.write(keys);
  const came = await question.catch((error: unknown) => error);
  given.stdout.end();
  given.stderr.end();
  return { came, shownBySystem, stdout: await text(given.stdout), stderr: await text(given.stderr) };
}

describe("scripts/support/terminal", () => {
  it("asks beside standard output, and shows what is typed", async () => {
    const { came, stdout, stderr } = await type("ann\r", false);
    expect({ came, stdout }).to.deep.equal({ came: "ann", stdout: "" });
    expect(stderr).to.include("Name:").and.to.include("ann");
  });

  it("shows nothing of a secret, neither itself nor by the system", async () => {
    const { came, shownBySystem, stdout, stderr } = await type("Secret-pass-1\r", true);
    expect({ came, shownBySystem, stdout }).to.deep.equal({ came: "Secret-pass-1", shownBySystem: false, stdout: "" });
    expect(stderr).to.include("Password:").and.match(/\n$/);
    for (const letter of "-1") {
      expect(stripVTControlCharacters(stderr)).not.to.include(letter);
    }
  });

  for (const [key, keys] of [
    ["Ctrl+C", "Sec\u0003"],
    ["Ctrl+D", "\u0004"],
  ] as const) {
    it(`is stopped by ${key} instead of an answer`, async () => {
      const { came } = await type(keys, true);
      expect(came).to.be.instanceOf(Stopped).with.property("message", "stopped, as you asked");
    });
  }

  it("takes an empty line as an answer", async () => {
    expect((await type("\r", true)).came).to.equal("");
  });

  it("asks one after the other", async () => {
    const keyboard = new Keyboard();
    const terminal = terminalOf(streams(keyboard));
    const first = terminal.askSecret("One:");
    keyboard.write("a\r");
    expect(await first).to.equal("a");
    const second = terminal.ask("Two:");
    keyboard.write("b\r");
    expect(await second).to.equal("b");
  });

  it("asks nobody where standard input is no terminal, and leaves what is on it", async () => {
    const given = streams(new PassThrough());
    given.stdin.end("piped\n");
    const terminal = terminalOf(given);
    expect([await terminal.ask("Name:"), await terminal.askSecret("Password:")]).to.deep.equal([undefined, undefined]);
    expect(await text(given.stdin)).to.equal("piped\n");
  });

  it("prints lines on standard output and standard error, and no progress without a terminal", async () => {
    const given = streams(new PassThrough());
    const terminal = terminalOf(given);
    terminal.doing("working");
    terminal.say("said");
    terminal.warn("warned");
    terminal.rest();
    given.stdout.end();
    given.stderr.end();
    expect([terminal.isTerminal, await text(given.stdout), await text(given.stderr)]).to.deep.equal([
      false,
      "said\n",
      "warned\n",
    ]);
  });
});
