// Lets Node.js run the project's TypeScript. tsx keeps what it transformed in the folder for temporary files, which it reads once:
// it is told one inside the project.
const { existsSync, mkdirSync, readFileSync } = require("node:fs");
const { _extensions: loaders } = require("node:module");
const path = require("node:path");

const { ".js": loadAsItIs } = loaders;
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

/** @type {Map<string, boolean>} */
const known = new Map();

/** Whether a folder's package says that its files are CommonJS. */
function isCommonJs(/** @type {string} */ folder) {
  const before = known.get(folder);
  if (before !== undefined) {
    return before;
  }
  const file = path.join(folder, "package.json");
  const is = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8")).type !== "module"
    : isCommonJs(path.dirname(folder));
  known.set(folder, is);
  return is;
}

// tsx reads each file whole to see whether it is a module. Of packages that aren't, Node.js loads them itself: Pulumi's SDK, with
// TypeScript's compiler in it, in half the time.
const { ".js": loadByTsx } = loaders;
loaders[".js"] = (module, file) => {
  const isPackage = file.includes(`${path.sep}node_modules${path.sep}`);
  (isPackage && isCommonJs(path.dirname(file)) ? loadAsItIs : loadByTsx)(module, file);
};
