import { AdminDisableUserCommand, AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { totpCode } from "../../../local/aws/cognito/totp";
import { Stopped } from "../../../scripts/support/stopped";
import type { Pool } from "../../../scripts/token/pool";
import { NotSignedIn } from "../../../scripts/token/refusals";
import { signIn } from "../../../scripts/token/sign-in";
import { SetClock } from "../../local/support/clock";
import { claimsOf, permanent, temporary } from "../../local/support/cognito";
import { FakeTerminal } from "../support/fake-terminal";
import { eachTestWithPool } from "../support/sign-in-pools";

const withMfa = (mfaConfiguration: string) => ({ mfaConfiguration, softwareTokenMfaConfiguration: { enabled: true } });

const notTaken =
  "the user name or the password is wrong, or the account can't be used now (disabled, reset, its temporary password expired, or locked for up to 15 minutes by wrong passwords): try again, or ask who runs npm run populate";

const newPassword = "?* anna must have a new password. New password:";
const again = "?* The same once more:";
const code = "? Code of the authenticator app of anna:";
const wrongCode =
  "anna isn't signed in: the code is wrong, or was used before: wait for the app's next one and run this again, and check that its device's clock is right";

describe("scripts/token/sign-in", () => {
  const clock = new SetClock();
  const local = eachTestWithPool(clock);
  let pool: Pool;

  /** Makes a pool with the user anna, whose password is to be changed unless it is permanent. */
  async function start(inputs: object = {}, password: "temporary" | "permanent" = "permanent"): Promise<void> {
    pool = await local.pool(inputs);
    await local.create(pool.userPoolId, "anna");
    if (password === "permanent") {
      const place = { UserPoolId: pool.userPoolId, Username: "anna" };
      await local
        .administrator()
        .send(new AdminSetUserPasswordCommand({ ...place, Password: permanent, Permanent: true }));
    }
  }

  const run = (terminal: FakeTerminal, password = permanent, user = "anna") => {
    const request = { clientId: pool.userPoolClientId, user, password, issuer: "Studio shared" };
    return signIn(local.cognito(), request, terminal);
  };

  async function refusalOf(signingIn: Promise<unknown>): Promise<string> {
    const error = await signingIn.catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotSignedIn);
    return error instanceof NotSignedIn ? error.message : "";
  }

  /** The code that anna's app shows for the printed secret. */
  const codeOf = (said: readonly string[]) =>
    totpCode(/secret +([A-Z2-7]+)/.exec(said.join("\n"))?.[1] ?? "", clock.now());

  it("gives the access token, without credentials of AWS and without a question", async () => {
    await start();
    const terminal = new FakeTerminal({ reads: false, answers: false });
    const claims = claimsOf(await run(terminal));
    const { token_use, username, client_id } = claims;
    expect({ token_use, username, client_id }).to.deep.equal({
      token_use: "access",
      username: "anna",
      client_id: pool.userPoolClientId,
    });
    expect(terminal.said).to.deep.equal(["… signing in anna"]);
  });

  describe("refuses in the same words", () => {
    for (const [title, make] of [
      ["a wrong password", async () => run(new FakeTerminal(), "Wrong-pass-1")],
      ["a user whom there isn't", async () => run(new FakeTerminal(), permanent, "nobody")],
      [
        "a disabled user",
        async () => {
          const place = { UserPoolId: pool.userPoolId, Username: "anna" };
          await local.administrator().send(new AdminDisableUserCommand(place));
          return run(new FakeTerminal());
        },
      ],
    ] as const) {
      it(title, async () => {
        await start();
        const message = await refusalOf(make());
        expect(message.replace(/^\w+/, "x")).to.equal(`x isn't signed in: ${notTaken}`);
      });
    }

    it("a missing user at a client that would reveal it", async () => {
      pool = await local.pool({}, { preventUserExistenceErrors: "LEGACY" });
      expect(await refusalOf(run(new FakeTerminal()))).to.equal(`anna isn't signed in: ${notTaken}`);
    });

    it("a temporary password whose time is over", async () => {
      await start({}, "temporary");
      clock.move(8 * 86_400);
      expect(await refusalOf(run(new FakeTerminal(), temporary))).to.equal(`anna isn't signed in: ${notTaken}`);
    });
  });

  describe("with a password that must be changed", () => {
    beforeEach(() => start({}, "temporary"));

    it("asks twice for the new one, until both are the same, and sets it", async () => {
      const terminal = new FakeTerminal({}, permanent, "Other-pass-3", "", "", permanent, permanent);
      const { username } = claimsOf(await run(terminal, temporary));
      expect(username).to.equal("anna");
      expect(terminal.said).to.deep.equal([
        "… signing in anna",
        ...[newPassword, again, "! the two differ"],
        ...[newPassword, again, "! a password can't be empty"],
        ...[newPassword, again],
        "… signing in anna",
      ]);
      expect(claimsOf(await run(new FakeTerminal())).username).to.equal("anna");
    });

    it("gives up when it never is the same, and leaves the old one", async () => {
      const terminal = new FakeTerminal({}, "a", "b", "c", "d", "e", "f");
      expect(await refusalOf(run(terminal, temporary))).to.equal(
        "anna isn't signed in: the new password wasn't the same twice: run this again",
      );
      await run(new FakeTerminal({}, permanent, permanent), temporary);
    });

    it("reports what the pool requires of the new one", async () => {
      expect(await refusalOf(run(new FakeTerminal({}, "short", "short"), temporary))).to.equal(
        "anna isn't signed in: the user pool refuses the new password (Password did not conform with policy: Password not long enough): choose another",
      );
    });

    it("names what to do without a terminal", async () => {
      expect(await refusalOf(run(new FakeTerminal({ answers: false }), temporary))).to.equal(
        "anna isn't signed in: the password must be changed first, and there is no terminal to ask for the new one: run this at a terminal once, or give a password to keep with npm run populate -- <file> --passwords-from <file>",
      );
    });

    it("reports that it took too long", async () => {
      const late = () => {
        clock.move(15 * 60);
        return permanent;
      };
      expect(await refusalOf(run(new FakeTerminal({}, permanent, late), temporary))).to.equal(
        "anna isn't signed in: it took too long, or was ended: run this again",
      );
    });

    it("ends where the operator ends it", async () => {
      const terminal = new FakeTerminal();
      terminal.askSecret = () => Promise.reject(new Stopped("stopped, as you asked"));
      const error = await run(terminal, temporary).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Stopped);
      await run(new FakeTerminal({}, permanent, permanent), temporary);
    });
  });

  describe("with a second factor", () => {
    it("sets up the authenticator app at the first sign-in, and asks for a code at the next", async () => {
      await start(withMfa("ON"), "temporary");
      const terminal = new FakeTerminal({}, permanent, permanent, codeOf);
      expect(claimsOf(await run(terminal, temporary)).username).to.equal("anna");
      const secret = /secret +([A-Z2-7]+)/.exec(terminal.said.join("\n"))?.[1];
      expect(secret).to.have.length.greaterThan(15);
      expect(terminal.said.filter((line) => !line.startsWith("…"))).to.deep.equal([
        newPassword,
        again,
        [
          "anna must set up an authenticator app. Enter this secret into it, shown this once, or let it read the address as a QR code:",
          `  secret   ${secret}`,
          `  address  otpauth://totp/Studio%20shared:anna?secret=${secret}&issuer=Studio%20shared`,
        ].join("\n"),
        code,
      ]);

      clock.move(60);
      const next = new FakeTerminal({}, () => codeOf(terminal.said).replace(/^.../, "$& "));
      expect(claimsOf(await run(next)).username).to.equal("anna");
      expect(next.said).to.deep.equal(["… signing in anna", code, "… signing in anna"]);
    });

    for (const [title, answer, says] of [
      ["a wrong code", (right: string) => (right === "000000" ? "000001" : "000000"), wrongCode],
      ["what is no code", () => "12ab", "anna isn't signed in: a code has 6 digits: run this again"],
    ] as const) {
      it(`refuses ${title}, when the app is set up and later`, async () => {
        await start(withMfa("ON"));
        expect(await refusalOf(run(new FakeTerminal({}, (said) => answer(codeOf(said)))))).to.equal(says);
        const terminal = new FakeTerminal({}, codeOf);
        await run(terminal);
        clock.move(60);
        expect(await refusalOf(run(new FakeTerminal({}, () => answer(codeOf(terminal.said)))))).to.equal(says);
      });
    }

    it("asks for no code where it is optional and not set up", async () => {
      await start(withMfa("OPTIONAL"));
      expect(claimsOf(await run(new FakeTerminal())).username).to.equal("anna");
    });

    it("takes each code once", async () => {
      await start(withMfa("ON"));
      const terminal = new FakeTerminal({}, codeOf);
      await run(terminal);
      clock.move(60);
      await run(new FakeTerminal({}, () => codeOf(terminal.said)));
      expect(await refusalOf(run(new FakeTerminal({}, () => codeOf(terminal.said))))).to.equal(wrongCode);
    });

    it("shows the app's secret to nobody but a person", async () => {
      await start(withMfa("ON"));
      const terminal = new FakeTerminal({ reads: false }, "123456");
      expect(await refusalOf(run(terminal))).to.equal(
        "anna isn't signed in: an authenticator app must be set up first, and there is no terminal to show its secret on: run this at a terminal once",
      );
      expect(terminal.printed).to.deep.equal([]);
    });

    it("names what is missing without a terminal", async () => {
      await start(withMfa("ON"));
      await run(new FakeTerminal({}, codeOf));
      clock.move(60);
      expect(await refusalOf(run(new FakeTerminal({ answers: false })))).to.equal(
        "anna isn't signed in: a code of the authenticator app is needed, and there is no terminal to ask for it",
      );
    });

    it("reports that the new password is set if a later step fails", async () => {
      await start(withMfa("ON"), "temporary");
      expect(await refusalOf(run(new FakeTerminal({}, permanent, permanent, "none"), temporary))).to.equal(
        "anna isn't signed in: a code has 6 digits: run this again; the new password is set already",
      );
    });
  });
});
