import { UsersMistake } from "../../common/users-mistake";
import { findCli } from "../deploy/engine/cli";
import { makeWorkFolder, removeWorkFolder } from "../support/work-folder";
import { authorizerFigures } from "./authorizer";
import { bundleFigures } from "./bundles";
import { callFigures } from "./calls";
import { commandFigures, tenths } from "./commands";
import { evaluationFigures } from "./evaluation";
import { type Figure, figure } from "./figure";
import { loadFigures } from "./load/figures";
import { measureNode } from "./measure";
import { streamFigures } from "./stream";

async function hasCli(): Promise<boolean> {
  const home = await makeWorkFolder();
  try {
    await findCli(home);
    return true;
  } catch (error) {
    if (error instanceof UsersMistake) {
      return false;
    }
    throw error;
  } finally {
    await removeWorkFolder(home);
  }
}

/** The whole run by Pulumi's engine, once; left out where its CLI isn't there. */
async function engineFigures(): Promise<Figure[]> {
  if (!(await hasCli())) {
    return [];
  }
  const { ms } = await measureNode(["--require", "./local/tsx.cjs", "local/start.ts", "--engine", "--json"]);
  return [figure("engine.time", tenths(ms), "some thirty updates by the CLI, one after the other")];
}

/** Takes all figures, one group after the other, so that none disturbs another. */
export async function takeFigures(): Promise<Figure[]> {
  return [
    ...(await callFigures()),
    ...(await streamFigures()),
    ...(await bundleFigures()),
    ...(await authorizerFigures()),
    ...(await loadFigures()),
    ...(await evaluationFigures()),
    ...(await commandFigures()),
    ...(await engineFigures()),
  ];
}
