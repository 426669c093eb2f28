// Pulumi starts a pack in its own folder, and a pack takes its version from the package.json of the working directory.
process.chdir(`${__dirname}/..`);
// tsx would keep a cache in the temporary folder, outside the project.
process.env.TSX_DISABLE_CACHE = "1";
require("tsx/cjs/api").register();
require("./pack");
