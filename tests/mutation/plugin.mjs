import { createRequire } from "node:module";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";

// Stryker imports its plugins, so this part is a module of that kind; the runner is TypeScript as all else.
const load = createRequire(import.meta.url);
load("../../local/tsx.cjs");

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "specs", load("./spec-runner.ts").SpecRunner)];
