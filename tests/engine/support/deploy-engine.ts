import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { Request } from "../../../local/aws";
import type { LocalAws } from "../../../local/aws/local-aws";
import type { Engine as LocalEngine } from "../../../local/deploy/engine/engine";
import { writeStack } from "../../../local/deploy/engine/stack-settings";
import { withoutStackTraces } from "../../../local/deploy/without-stack-traces";
import type { Engine } from "../../../scripts/deploy/surroundings";
import { AutomationEngine } from "../../../scripts/engine/automation-engine";
import type { Project } from "../../../stacks/project/stack";
import { stackOf } from "./engine-estate";

import stacksProgram = require("../../../stacks");

/**
 * The engine of `npm run deploy`, by the real CLI, with the local AWS behind it.
 *
 * @param program what the stacks run. Default: the project's own.
 */
export function realEngine(engine: LocalEngine, whole: Project, program: PulumiFn = stacksProgram): Engine {
  // One for a whole run, as in the command: it remembers the backend.
  let automation: AutomationEngine | undefined;
  const settings = { command: engine.host.cli, environment: {}, program };
  const work = <T>(name: string, operate: (deploy: AutomationEngine) => Promise<T>) =>
    engine.serve(stackOf(whole, name), (folder, environment) => {
      writeStack(folder, whole.name, stackOf(whole, name));
      Object.assign(settings.environment, environment);
      automation ??= new AutomationEngine(folder, { of: () => undefined }, settings);
      const deploy = automation;
      return withoutStackTraces(() => operate(deploy));
    });
  return {
    state: (name) => work(name, (deploy) => deploy.state(name)),
    init: (name) => work(name, (deploy) => deploy.init(name)),
    preview: (name, run) => work(name, (deploy) => deploy.preview(name, run)),
    up: (name, run) => work(name, (deploy) => deploy.up(name, run)),
  };
}

export type Make = () => ReturnType<LocalAws["create"]>;

/** Does something around the creation of what is asked for; returns what ends that. */
export function aroundCreation(local: LocalAws, work: (request: Request, make: Make) => Make): () => void {
  const create = local.create.bind(local);
  local.create = (request, run) => work(request, () => create(request, run))();
  return () => {
    local.create = create;
  };
}
