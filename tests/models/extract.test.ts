import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { extract, type Python } from "./extract";

const committed = path.resolve(__dirname, "models.json");

/** A Python whose pip installs nothing, and whose extract is put where it is asked for. */
function fakePython(put: (target: string) => void, calls: (readonly string[])[] = []): Python {
  return (...args) => {
    calls.push(args);
    if (args[0] !== "-m") {
      put(args[3] ?? "");
    }
  };
}

const failing =
  (error: Error): Python =>
  () => {
    throw error;
  };

describe("npm run models", () => {
  it("is content with the committed extract where Python makes the same, and leaves no folder behind", () => {
    const calls: (readonly string[])[] = [];

    expect(
      extract(
        false,
        fakePython((target) => copyFileSync(committed, target), calls),
      ),
    ).to.equal("tests/models/models.json is what extract.py makes of botocore");
    const [install = [], made = []] = calls;
    const folder = install[install.indexOf("--target") + 1] ?? "";
    expect(install).to.deep.equal([
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-deps",
      "--target",
      folder,
      "--requirement",
      path.resolve(__dirname, "requirements.txt"),
    ]);
    expect(made).to.deep.equal([
      path.resolve(__dirname, "extract.py"),
      path.join(folder, "botocore"),
      path.resolve(__dirname, "operations.json"),
      path.join(folder, "models.json"),
    ]);
    expect(existsSync(folder)).to.equal(false);
  });

  it("says so where the committed extract is another one", () => {
    expect(() =>
      extract(
        false,
        fakePython((target) => writeFileSync(target, "{}\n")),
      ),
    ).to.throw(
      "tests/models/models.json isn't what extract.py makes of operations.json and botocore: run npm run models -- --write and commit it",
    );
  });

  it("has the extract written in its place with --write", () => {
    const targets: string[] = [];

    expect(
      extract(
        true,
        fakePython((target) => targets.push(target)),
      ),
    ).to.equal("tests/models/models.json is written");
    expect(targets).to.deep.equal([committed]);
  });

  it("says what is missing: Python, or what pip can't install", () => {
    expect(() => extract(false, failing(Object.assign(new Error("spawn"), { code: "ENOENT" })))).to.throw(
      "npm run models needs python3, which isn't here: install Python 3.9 or later with pip",
    );
    expect(() => extract(false, failing(new Error("Command failed")))).to.throw(
      /^pip can't install botocore==[\d.]+: npm run models needs PyPI, or a mirror that pip is configured for$/,
    );
  });
});
