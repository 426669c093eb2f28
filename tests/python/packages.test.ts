import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { PythonMissing, packagesFor } from "./support/packages";

describe("The packages of the Python tests", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "packages-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A Python that has a version, and a pip that prints this and ends with a status. */
  function python(version: string, pip: string, status: number): string {
    const file = path.join(folder, "python");
    writeFileSync(
      file,
      `#!/bin/sh\nif [ "$1" = -c ]; then echo ${version}; else echo "${pip}" >&2; exit ${status}; fi\n`,
      {
        mode: 0o755,
      },
    );
    return file;
  }

  it("are refused in one sentence without Python, or with one that is too old", () => {
    expect(() => packagesFor("/absent/python3", "requirements.txt", folder)).to.throw(
      PythonMissing,
      /^npm run test:python needs Python 3\.11 or later, and \/absent\/python3 can't be run: install Python 3\.11 or later, or set PYTHON to the path of one$/,
    );
    const old = python("3 9", "", 0);
    expect(() => packagesFor(old, "requirements.txt", folder)).to.throw(
      PythonMissing,
      `npm run test:python needs Python 3.11 or later, and ${old} is 3.9: install Python 3.11 or later, or set PYTHON to the path of one`,
    );
  });

  it("are refused in one sentence where pip fails, and leave nothing half done", () => {
    const failing = python("3 12", "ERROR: No matching distribution found for boto3==1.44.8", 1);

    expect(() => packagesFor(failing, "requirements.txt", path.join(folder, "kept"))).to.throw(
      PythonMissing,
      'npm run test:python needs the packages of tests/python/requirements.txt, which its first run installs into .local from PyPI, and pip failed with "ERROR: No matching distribution found for boto3==1.44.8": make PyPI reachable, or set pip\'s index to a mirror',
    );
    expect(readdirSync(path.join(folder, "kept"))).to.deep.equal([]);
  });

  it("are installed once, in the place of former ones", () => {
    const kept = path.join(folder, "kept");
    const installed = packagesFor(python("3 12", "", 0), "requirements.txt", kept);

    expect(existsSync(installed)).to.equal(true);
    packagesFor(python("3 12", "", 0), "sagemaker-2.txt", kept);
    expect(readdirSync(kept)).to.have.lengthOf(2);
    expect(packagesFor(python("3 12", "ERROR: asked twice", 1), "requirements.txt", kept)).to.equal(installed);
  });
});
