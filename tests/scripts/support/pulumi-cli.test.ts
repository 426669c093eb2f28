import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { delimiter } from "node:path";
import { expect } from "chai";
import { findPinnedCli, installCli, pinnedVersion, preferInstalledCli } from "../../../scripts/support/pulumi-cli";
import { setEnvironment } from "../../functions/support/environment";
import { Folder } from "./files";

describe("scripts/support/pulumi-cli", () => {
  let folder: Folder;
  let putBack: () => void;
  beforeEach(() => {
    folder = new Folder();
    putBack = setEnvironment({ PULUMI_HOME: path.join(folder.path, "home"), PATH: "" });
  });
  afterEach(() => {
    putBack();
    folder.remove();
  });

  /** Makes a folder with a CLI of a version. */
  function cliIn(name: string, version: string): string {
    mkdirSync(path.join(folder.path, name), { recursive: true });
    chmodSync(folder.write(path.join(name, "pulumi"), `#!/bin/sh\necho v${version}\n`), 0o755);
    return path.join(folder.path, name);
  }

  /** Makes a folder with a link to what the npm package `pulumi` installs, which would download a CLI. */
  function downloaderIn(name: string): string {
    const real = path.join(cliIn("lib/node_modules/pulumi", pinnedVersion), "pulumi");
    mkdirSync(path.join(folder.path, name), { recursive: true });
    symlinkSync(real, path.join(folder.path, name, "pulumi"));
    return path.join(folder.path, name);
  }

  const setPath = (...folders: readonly string[]) => {
    process.env.PATH = folders.join(delimiter);
  };

  it("finds the one that npx pulumi downloaded, whatever is on PATH", () => {
    const downloaded = cliIn(`home/versions/${pinnedVersion}/bin`, pinnedVersion);
    setPath(cliIn("tools", pinnedVersion));
    expect(findPinnedCli()).to.deep.equal({ folder: downloaded, isOnPath: false });
  });

  it("finds the first of the pinned version on PATH, and passes over others and what would download one", () => {
    const right = cliIn("right", pinnedVersion);
    setPath(
      downloaderIn("npm"),
      "relative",
      cliIn("old", "3.1.0"),
      cliIn("newer", "3.999.0"),
      right,
      cliIn("more", pinnedVersion),
    );
    expect(findPinnedCli()).to.deep.equal({ folder: right, isOnPath: true });
  });

  it("finds none where there is no other", () => {
    setPath(downloaderIn("npm"), cliIn("old", "3.1.0"));
    expect(findPinnedCli()).to.equal(undefined);
    expect(installCli()).to.equal(
      `run npm ci, then npx pulumi version, which downloads it once; where nothing can be downloaded, put the CLI's files into ${folder.path}/home/versions/${pinnedVersion}/bin, or put a CLI ${pinnedVersion} on PATH`,
    );
  });

  describe("puts on PATH before what would download one", () => {
    let npm: string;
    let right: string;
    beforeEach(() => {
      npm = downloaderIn("npm");
      right = cliIn("right", pinnedVersion);
    });

    const pathAfter = (...folders: readonly string[]) => {
      setPath(...folders);
      preferInstalledCli();
      return process.env.PATH?.split(delimiter);
    };

    it("the CLI that comes after it", () => {
      expect(pathAfter(npm, right)).to.deep.equal([right, npm, right]);
      preferInstalledCli();
      expect(process.env.PATH?.split(delimiter)).to.deep.equal([right, npm, right]);
    });

    it("nothing where one was downloaded already", () => {
      cliIn(`home/versions/${pinnedVersion}/bin`, pinnedVersion);
      expect(pathAfter(npm, right)).to.deep.equal([npm, right]);
    });

    it("nothing where the operator's own comes first, whatever its version", () => {
      const old = cliIn("old", "3.1.0");
      expect(pathAfter(old, npm, right)).to.deep.equal([old, npm, right]);
    });

    it("nothing if there is none of the version", () => {
      const old = cliIn("old", "3.1.0");
      expect(pathAfter(npm, old)).to.deep.equal([npm, old]);
    });
  });
});
