import {
  chmodSync,
  lstatSync,
  mkdirSync,
  type PathLike,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { writeFiles } from "../../../scripts/onboard/write-files";
import { refusalOf } from "../support/files";
import { type ProjectCopy, withCopy } from "./support/project-copy";

const hubName = "Pulumi.shared.yaml";

function changesOf(copy: ProjectCopy) {
  return [
    { stack: "lob-c", name: "Pulumi.lob-c.yaml", before: undefined, text: "new\n", what: "" },
    { stack: "shared", name: hubName, before: copy.read(hubName), text: "changed\n", what: "" },
  ];
}

describe("Files that are written all or not at all", () => {
  it("hold their new texts, with nothing beside them", () =>
    withCopy({}, (copy) => {
      const before = copy.texts;
      chmodSync(path.join(copy.path, hubName), 0o640);
      writeFiles(copy.path, changesOf(copy));
      expect(copy.texts).to.deep.equal({ ...before, "Pulumi.lob-c.yaml": "new\n", [hubName]: "changed\n" });
      expect(statSync(path.join(copy.path, hubName)).mode & 0o777).to.equal(0o640);
    }));

  it("stay links where they are some", () =>
    withCopy({}, (copy) => {
      const file = path.join(copy.path, hubName);
      const kept = path.join(copy.path, "kept");
      renameSync(file, kept);
      symlinkSync(kept, file);
      writeFiles(copy.path, changesOf(copy));
      expect(lstatSync(file).isSymbolicLink()).to.equal(true);
      expect(copy.read("kept")).to.equal("changed\n");
    }));

  it("go where they have no text any more, in their order, and come back where a later one fails", () =>
    withCopy({}, async (copy) => {
      const before = copy.texts;
      const gone = { stack: "lob-b", name: "Pulumi.lob-b.yaml", before: copy.read("Pulumi.lob-b.yaml"), what: "" };
      const changes = [{ ...gone, text: undefined }, ...changesOf(copy)];
      const fail = () => {
        throw Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "rename" });
      };
      await refusalOf(() => writeFiles(copy.path, changes, fail));
      expect(copy.texts).to.deep.equal(before);
      writeFiles(copy.path, changes);
      const { "Pulumi.lob-b.yaml": _, ...others } = before;
      expect(copy.texts).to.deep.equal({ ...others, "Pulumi.lob-c.yaml": "new\n", [hubName]: "changed\n" });
    }));

  it("are put back where a later one fails", () =>
    withCopy({}, async (copy) => {
      const before = copy.texts;
      for (const failing of [...changesOf(copy).keys()]) {
        let turn = 0;
        const move = (from: PathLike, to: PathLike) => {
          if (turn++ === failing) {
            throw Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "rename" });
          }
          renameSync(from, to);
        };
        const swapped = changesOf(copy).reverse();
        expect(await refusalOf(() => writeFiles(copy.path, swapped, move))).to.equal(
          `${swapped[failing]?.name}: 1 mistake, nothing was changed\n  the file can't be written (ENOSPC): check that you may write there, and run this again`,
        );
        expect(copy.texts).to.deep.equal(before);
      }
    }));

  it("stay as they were if one was changed since it was read", () =>
    withCopy({}, async (copy) => {
      const changes = changesOf(copy);
      copy.write(hubName, "somebody else's\n");
      const before = copy.texts;
      expect(await refusalOf(() => writeFiles(copy.path, changes))).to.equal(
        `${hubName}: 1 mistake, nothing was changed\n  the file was changed by somebody else meanwhile: run this again`,
      );
      writeFileSync(path.join(copy.path, "Pulumi.lob-c.yaml"), "somebody else's\n");
      expect(await refusalOf(() => writeFiles(copy.path, changes))).to.match(/^Pulumi\.lob-c\.yaml: 1 mistake/);
      copy.remove("Pulumi.lob-c.yaml");
      expect(copy.texts).to.deep.equal(before);
    }));

  it("stay as they were if one can't be written, with its name", () =>
    withCopy({}, async (copy) => {
      const before = copy.texts;
      const [, hub] = changesOf(copy);
      const nowhere = { stack: "x", name: "no-such-folder/Pulumi.x.yaml", before: undefined, text: "new\n", what: "" };
      const changes = hub === undefined ? [] : [hub, nowhere];
      expect(await refusalOf(() => writeFiles(copy.path, changes))).to.equal(
        "no-such-folder/Pulumi.x.yaml: 1 mistake, nothing was changed\n  the file can't be written (ENOENT): check that you may write there, and run this again",
      );
      expect(copy.texts).to.deep.equal(before);
      mkdirSync(path.join(copy.path, "no-such-folder"));
      writeFiles(copy.path, changes.slice(1));
    }));
});
