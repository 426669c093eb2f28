// Lets Node.js run the project's TypeScript. tsx would keep a cache in the temporary folder, outside the project.
process.env.TSX_DISABLE_CACHE = "1";
require("tsx/cjs");
