export default {
  // Each spec is loaded again for each mutant: tests/mutation/spec-runner.ts says why Stryker's own runner for mocha isn't it.
  testRunner: "specs",
  plugins: ["./tests/mutation/plugin.mjs"],
  coverageAnalysis: "perTest",

  // What decides who may do what, who gets where, and what is refused, with every kind of mutant. No kind is left out.
  mutate: [
    "infra/**/policies/**/*.ts",
    "infra/access/**/*.ts",
    // The sign-in page's words decide nothing.
    "!infra/access/sign-in-page/texts.ts",
    // Of the network, what has no resources in it; a test asks whether a file is missing. Of the rest, whole estates
    // are asked by tests/local and tests/flows, which take too long for each mutant.
    "infra/network/central-endpoint-hub-arguments.ts",
    "common/cidr.ts",
    "infra/network/endpoint-catalog.ts",
    "infra/network/network-arguments.ts",
    "infra/network/on-premises-arguments.ts",
    "infra/network/regional-dns-entry.ts",
    "infra/network/vpc-layout.ts",
    "functions/**/*.ts",
  ],
  thresholds: { high: 95, low: 90, break: 85 },

  concurrency: 2,
  timeoutFactor: 4,
  // Milliseconds beyond four times what specs take: mocha ends a test that waits, and Stryker's code a loop without end, so that
  // this is for a busy machine's pauses.
  timeoutMS: 60_000,
  // The type check is npm run types; specs run without it.
  disableTypeChecks: false,

  reporters: ["json", "progress-append-only"],
  // Below out/, which git ignores.
  jsonReporter: { fileName: "out/mutation/report.json" },
  incrementalFile: "out/mutation/incremental.json",
  tempDirName: "out/mutation/copies",
  cleanTempDir: "always",
};
