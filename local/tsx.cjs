// Lets Node.js run the project's TypeScript, as tsx does in other places, in a third of the time: only files of TypeScript and
// ES modules are transformed, and what was transformed is kept in .local, by the text that it was made of.
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const kept = path.join(__dirname, "../.local/transformed");
const { version } = require("esbuild/package.json");
const self = readFileSync(__filename, "utf8");

function hash(...texts) {
  const sum = createHash("sha256");
  for (const text of texts) {
    sum.update(text).update("\0");
  }
  return sum.digest("hex");
}

/** Keeps what was transformed. A folder that can't be written to is no reason to fail: the next run transforms it again. */
function keep(place, content) {
  const unfinished = `${place}.${process.pid}`;
  try {
    mkdirSync(kept, { recursive: true });
    writeFileSync(unfinished, content);
    renameSync(unfinished, place);
  } catch {}
}

/** What CommonJS has in the place of an ES module's `import.meta`. */
const meta = {
  banner: 'const __url = require("node:url").pathToFileURL(__filename).href;',
  define: { "import.meta.url": "__url", "import.meta.filename": "__filename", "import.meta.dirname": "__dirname" },
};

/** A file as CommonJS, with its source map. One place a file, so that what is kept doesn't grow with each change. */
function transformed(file, loader) {
  const text = readFileSync(file, "utf8");
  const key = hash(self, version, process.versions.node, text);
  const place = path.join(kept, hash(file));
  try {
    const content = readFileSync(place, "utf8");
    if (content.startsWith(key)) {
      return content.slice(key.length);
    }
  } catch {}
  const { code } = require("esbuild").transformSync(text, {
    ...{ loader, format: "cjs", platform: "node", target: `node${process.versions.node}`, sourcefile: file },
    ...{ sourcemap: "inline", sourcesContent: false, logLevel: "silent" },
    ...(text.includes("import.meta") ? meta : {}),
  });
  keep(place, key + code);
  return code;
}

const folders = new Map();

/** Whether the `.js` files of a folder are ES modules, as the nearest `package.json` says. */
function holdsModules(folder) {
  let known = folders.get(folder);
  if (known === undefined) {
    const file = path.join(folder, "package.json");
    const above = path.dirname(folder);
    known = existsSync(file)
      ? JSON.parse(readFileSync(file, "utf8")).type === "module"
      : above !== folder && holdsModules(above);
    folders.set(folder, known);
  }
  return known;
}

process.setSourceMapsEnabled(true);
const plain = Module._extensions[".js"];
Module._extensions[".ts"] = (module, file) => module._compile(transformed(file, "ts"), file);
Module._extensions[".mjs"] = (module, file) => module._compile(transformed(file, "js"), file);
Module._extensions[".js"] = (module, file) =>
  holdsModules(path.dirname(file)) ? module._compile(transformed(file, "js"), file) : plain(module, file);

// A file of TypeScript is meant before one of JSON with the same name.
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  if (request.startsWith(".") && parent?.filename?.endsWith(".ts")) {
    const file = `${path.resolve(path.dirname(parent.filename), request)}.ts`;
    if (existsSync(file)) {
      return file;
    }
  }
  return resolve(request, parent, ...rest);
};

/**
 * What Pulumi's SDK loads for functions of a user's program that it would turn into Lambda functions, which this project doesn't
 * have: the TypeScript compiler and npm's resolver, most of a second. They are loaded at their first use.
 */
const late = new Set(["typescript", "@npmcli/arborist"]);
const load = Module._load;
Module._load = (request, parent, isMain) => {
  if (!late.has(request) || !/[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "")) {
    return load(request, parent, isMain);
  }
  // `__esModule` is what SDK's `__importStar` asks for, to take the module as it is.
  const get = (_, key) => (key === "__esModule" ? true : load(request, parent, isMain)[key]);
  return new Proxy({}, { get });
};
