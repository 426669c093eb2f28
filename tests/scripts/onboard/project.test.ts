import { appendFileSync, mkdirSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import { contains, overlaps } from "../../../common/cidr";
import { readProject } from "../../../stacks/project/project-files";
import { isChild } from "../../../stacks/project/roles";
import { setEnvironment } from "../../functions/support/environment";
import { refusalOf } from "../support/files";
import { ProjectCopy, shippedText, withCopy } from "./support/project-copy";

const key = "sagemaker-multi-account";

function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("nothing was refused");
}

describe("npm run onboard asks the project's own checks", () => {
  it("before anything else, and reports what they found", () =>
    withCopy({}, (copy) => {
      copy.write("Pulumi.lob-b.yaml", shippedText("Pulumi.lob-b.yaml").replace("10.101.0.0/16", "10.100.0.0/16"));
      const before = copy.texts;
      const overlap = (other: string) =>
        `vpcCidr is "10.100.0.0/16", which overlaps "10.100.0.0/16" of stack ${other}: the transit gateway would drop one of the two; take a free CIDR block`;
      expect(errorOf(() => copy.onboard("lob-c"))).to.equal(
        [
          "2 mistakes in the project's files, nothing was changed",
          `  Pulumi.child.yaml:6: ${overlap("lob-b")}`,
          `  Pulumi.lob-b.yaml:6: ${overlap("child")}`,
        ].join("\n"),
      );
      expect(copy.texts).to.deep.equal(before);
    }));

  it("of the project as it would be, and writes nothing where one fails", () =>
    withCopy({}, (copy) => {
      const accounts = Array.from({ length: 109 }, (_, index) => `    - "${700_000_000_000 + index}"\n`).join("");
      copy.write("Pulumi.parent.yaml", shippedText("Pulumi.parent.yaml").replace('    - "333333333333"\n', accounts));
      let before = copy.texts;
      const message = errorOf(() => {
        for (let index = 0; index < 9; index++) {
          copy.onboard(`lob-${index}`, { account: String(800_000_000_000 + index), trust: true });
          before = copy.texts;
        }
      });
      expect(message).to.match(
        /^1 mistake in the project's files, nothing was changed\n {2}Pulumi\.parent\.yaml:5: children needs a trust policy of \d+ characters for 1\d\d accounts in its shortest form, and the limit is 2048: /,
      );
      expect(copy.texts).to.deep.equal(before);
      expect(readProject(copy.path).stacks.length).to.be.greaterThan(4);
    }));

  it("in a copy, of which nothing stays", () =>
    withCopy({}, async (copy) => {
      const temporary = path.join(copy.path, "temporary");
      mkdirSync(temporary);
      const putBack = setEnvironment({ TMPDIR: temporary });
      try {
        await copy.refusals("lob-b");
        copy.onboard("lob-c");
      } finally {
        putBack();
      }
      expect(readdirSync(temporary)).to.deep.equal([]);
    }));

  it("also where a file isn't YAML", () =>
    withCopy({ "Pulumi.team.yaml": "config: [" }, (copy) => {
      expect(errorOf(() => copy.onboard("lob-c"))).to.match(
        /^1 mistake in the project's files, nothing was changed\n {2}Pulumi\.team\.yaml:1: the file is not valid YAML: /,
      );
    }));

  it("and needs a hub", () =>
    withCopy({}, async (copy) => {
      copy.remove("Pulumi.shared.yaml");
      copy.write("Pulumi.parent.yaml", shippedText("Pulumi.parent.yaml").replace(/ {2}\S+sharedStack: shared\n/, ""));
      copy.remove("Pulumi.child.yaml");
      copy.remove("Pulumi.lob-b.yaml");
      expect(await copy.refusals("lob-c")).to.deep.equal([
        "  --shared can't name a stack, since none of this project has the role shared, and a LOB needs a hub; write the hub's file first",
      ]);
    }));

  it("and files that it can write again as they were", () =>
    withCopy({}, async (copy) => {
      appendFileSync(path.join(copy.path, "Pulumi.shared.yaml"), Buffer.from([0x23, 0xe9, 0x0a]));
      expect(await refusalOf(() => copy.onboard("lob-c"))).to.equal(
        "Pulumi.shared.yaml: 1 mistake, nothing was changed\n  the file is not UTF-8: save it as UTF-8",
      );
      copy.remove("Pulumi.yaml");
      expect(await refusalOf(() => copy.onboard("lob-c"))).to.equal(
        "Pulumi.yaml: 1 mistake, nothing was changed\n  the file can't be read: check that it exists, and that you may read it",
      );
    }));

  it("for a hub's first LOB too, whose mistakes are reported by its arguments", () =>
    withCopy({}, async (copy) => {
      copy.remove("Pulumi.child.yaml");
      copy.remove("Pulumi.lob-b.yaml");
      copy.write(
        "Pulumi.shared.yaml",
        shippedText("Pulumi.shared.yaml").replace(new RegExp(`${key}:lobs:[^]*`), `${key}:lobs: []\n`),
      );
      expect(await copy.refusals("lob-c", { account: "5", cidr: "10.0.0.0/8" })).to.deep.equal([
        '  --account is "5": an account id has 12 digits; give that of the LOB\'s own account',
        '  --cidr is "10.0.0.0/8": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24',
      ]);
      expect(await copy.refusals("lob-c", { cidr: "10.0.0.0/16" })).to.deep.equal([
        '  --cidr is "10.0.0.0/16", which overlaps the hub\'s own "10.0.0.0/16": a LOB\'s CIDR block lies inside lobSupernet 10.96.0.0/11; 10.96.0.0/16 is free',
      ]);
      expect(errorOf(() => copy.onboard("lob-c", { account: "111122223333" }))).to.equal(
        "1 mistake in the project's files, nothing was changed\n  Pulumi.shared.yaml:11: lobs[0].account is \"111122223333\": it is the hub's own account; a LOB needs an account of its own; give that one",
      );
    }));
});

describe("The CIDR block that npm run onboard takes or names as free", () => {
  const supernet = fc.integer({ min: 12, max: 22 }).map((prefix) => `10.${prefix < 14 ? 96 : 100}.0.0/${prefix}`);
  const places = fc.array(fc.tuple(fc.integer({ min: 17, max: 24 }), fc.nat()), { maxLength: 6 });

  /** A block of a CIDR block, by a number that may be any. */
  function block(outer: string, prefix: number, number: number): string | undefined {
    const [base = "", length = ""] = outer.split("/");
    const count = 2 ** (prefix - Number(length));
    const start = base.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    const address = start + (number % count) * 2 ** (32 - prefix);
    return count < 1 ? undefined : `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${prefix}`;
  }

  it("is in the supernet, beside every other, and accepted by the project, whatever the hub and its LOBs are", () =>
    fc.assert(
      fc.property(supernet, places, fc.integer({ min: 16, max: 24 }), (outer, wanted, prefix) => {
        const ranges: string[] = [];
        for (const [size, number] of wanted) {
          const range = block(outer, size, number);
          if (range !== undefined && ranges.every((other) => !overlaps(range, other))) {
            ranges.push(range);
          }
        }
        const copy = new ProjectCopy();
        try {
          for (const name of ["Pulumi.child.yaml", "Pulumi.lob-b.yaml", "Pulumi.parent.yaml"]) {
            copy.remove(name);
          }
          const accounts = ranges.map((_, index) => String(700_000_000_000 + index));
          const lobs = accounts.map((account, index) => ({ name: `lob-${index}`, account }));
          const hub = { account: "111122223333", corporateCidrs: ["192.168.10.0/24"], lobSupernet: outer, lobs };
          copy.write("Pulumi.shared.yaml", JSON.stringify({ config: hub }));
          ranges.forEach((vpcCidr, index) => {
            const child = { role: "child", account: accounts[index], sharedStack: "shared", vpcCidr };
            copy.write(`Pulumi.lob-${index}.yaml`, JSON.stringify({ config: child }));
          });

          const before = copy.texts;
          // Outside of the supernet, so that the refusal names a free one.
          const refusal = errorOf(() => copy.onboard("new", { cidr: `172.16.0.0/${prefix}` }));
          expect(copy.texts).to.deep.equal(before);
          const named = /; (\S+) is free$/.exec(refusal)?.[1];
          const isFull = named === undefined;
          expect(isFull).to.equal(/ has no room for another LOB: /.test(refusal));
          for (const cidr of isFull ? [] : [named, undefined]) {
            copy.onboard("new", cidr === undefined ? {} : { cidr });
            const stacks = readProject(copy.path).stacks.filter(isChild);
            const taken = stacks.find(({ name }) => name === "new")?.config.vpcCidr ?? "";
            expect(taken).to.equal(cidr ?? taken);
            expect(contains(outer, taken)).to.equal(true);
            expect(ranges.filter((other) => overlaps(other, taken))).to.deep.equal([]);
            copy.write("Pulumi.shared.yaml", before["Pulumi.shared.yaml"] ?? "");
            copy.remove("Pulumi.new.yaml");
          }
        } finally {
          copy.close();
        }
      }),
      { numRuns: 40 },
    )).timeout(60_000);
});
