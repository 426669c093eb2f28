// Lets Node.js run the project's TypeScript. tsx keeps what it transformed in the folder for temporary files, which it reads once:
// it is told one inside the project.
const { mkdirSync } = require("node:fs");
const path = require("node:path");

const { TMPDIR } = process.env;
process.env.TMPDIR = path.join(__dirname, "../.local");
mkdirSync(process.env.TMPDIR, { recursive: true });
try {
  require("tsx/cjs");
} finally {
  if (TMPDIR === undefined) {
    delete process.env.TMPDIR;
  } else {
    process.env.TMPDIR = TMPDIR;
  }
}
