import type { Estate } from "../../../local/estate/estate";
import { withSimulators } from "../../../local/estate/on-premises";
import { startSampleModel } from "../../../local/model/sample-model";
import type { Browser, Page } from "../../../local/scenarios/browser";
import type { Member } from "../../../local/scenarios/people";
import { StudioStage } from "../../../local/scenarios/studio-stage";
import { standing } from "../../flows/support/studio-estate";
import { shippedProject } from "../../local/support/project";
import { hurriedFunctions } from "./hurried-functions";
import { SeenCalls } from "./seen-calls";

/** The shipped estate with two people of two LOBs, whose calls of AWS can be watched and disturbed. */
export interface FaultyEstate {
  readonly stage: StudioStage;
  readonly calls: SeenCalls;
  /** A person of LOB A, and one of LOB B. */
  readonly members: readonly [Member, Member];
  /** The place that both people ask from. */
  readonly desk: Browser;
  /** Restarts every function; those whose names begin with `shortened` wait an eighth as long for answers. */
  restart(shortened?: string): Promise<void>;
  /** Asks the API for a person's own Studio, or with another token or path than their own. */
  visit(member: Member, other?: { readonly token?: string; readonly path?: string }): Promise<Page>;
}

/** Gives a suite the shipped estate with the sample model. */
export function suiteWithFaults(): () => FaultyEstate {
  let faulty: FaultyEstate | undefined;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    const project = withSimulators(shippedProject);
    const model = await startSampleModel();
    ends.unshift(() => model.close());
    const estate: Estate = await standing(project, model.url);
    ends.unshift(() => estate.close());
    const stage = await StudioStage.open(project, estate);
    ends.unshift(() => stage.close());
    const desk = stage.desk();
    for (const member of stage.members) {
      await stage.signIn(member, desk);
    }
    const hurry = hurriedFunctions(estate.aws);
    faulty = {
      stage,
      calls: new SeenCalls(estate.aws),
      members: stage.members,
      desk,
      restart: hurry,
      async visit(member, { token, path = member.user } = {}) {
        return stage.callApi(desk, path, token ?? (await stage.signIn(member, desk)).accessToken);
      },
    };
  });
  after(async () => {
    for (const end of ends) {
      await end();
    }
  });
  return () => {
    if (faulty === undefined) {
      throw new Error("the estate exists only during tests");
    }
    return faulty;
  };
}
