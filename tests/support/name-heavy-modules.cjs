// For `node --require`: names on standard error, as the process ends, what it loaded that takes long to load.
const { writeSync } = require("node:fs");

const heavy = [
  // The list of regions is a plain file of a few lines.
  /node_modules\/(@pulumi\/(?!aws\/types\/enums\/)[^/]+)\//,
  /node_modules\/(@aws-sdk\/[^/]+)\//,
  /node_modules\/(@cloud-copilot\/[^/]+)\//,
  /node_modules\/(elkjs|typescript|dynalite|@stryker-mutator\/[^/]+)\//,
];

process.on("exit", () => {
  const found = Object.keys(require.cache).flatMap((file) => heavy.flatMap((pattern) => pattern.exec(file)?.[1] ?? []));
  for (const name of new Set(found)) {
    writeSync(2, `heavy: ${name}\n`);
  }
});
