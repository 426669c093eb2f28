import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { Header, PackSync, ReadEntry } from "tar";
import * as v from "valibot";

const folder = path.resolve(__dirname, "../../models/iris");

const numbers = v.array(v.number());

/** What the script reads of what the training wrote. */
const trained = v.object({
  features: v.array(v.string()),
  species: v.array(v.string()),
  coefficients: v.array(numbers),
  intercepts: numbers,
});

function read(file: string): string {
  return readFileSync(path.join(folder, file), "utf8").replace(/\r\n/g, "\n");
}

/** The archive's files, as SageMaker's scikit-learn image finds them below `/opt/ml/model`. */
function files(): Readonly<Record<string, string>> {
  return {
    "model.json": JSON.stringify(v.parse(trained, JSON.parse(read("iris.json")))),
    "code/inference.py": read("inference.py"),
  };
}

/** A gzip header's byte for the operating system, and its value for an unknown one. Source: RFC 1952. */
const system = { byte: 9, unknown: 255 };

/**
 * The sample model as SageMaker takes it, `model.tar.gz`: byte for byte the same on every machine, so that an `up` changes
 * nothing where the model didn't change. It isn't compressed, since versions of zlib differ in what they make of a text.
 */
export function sampleArchive(): Buffer {
  const pack = new PackSync({ portable: true });
  const mtime = new Date(0);
  for (const [name, text] of Object.entries(files())) {
    const content = Buffer.from(text);
    const header = new Header({ path: name, mode: 0o644, size: content.length, type: "File", mtime, uid: 0, gid: 0 });
    const entry = new ReadEntry(header);
    pack.add(entry);
    entry.end(content);
  }
  pack.end();
  const archive = gzipSync(pack.read() ?? Buffer.alloc(0), { level: 0 });
  archive.writeUInt8(system.unknown, system.byte);
  return archive;
}

/** What tells one version of the sample from another: 16 hexadecimal digits of its SHA-256. */
export function archiveVersion(archive: Uint8Array): string {
  return createHash("sha256").update(archive).digest("hex").slice(0, 16);
}
