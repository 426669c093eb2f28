import { expect } from "chai";
import { vpcEndpoint } from "../../local/aws/ec2/kinds";
import { assumedReadings, openQuestions, type Readings } from "../../local/aws/readings";
import { appPath } from "../../local/aws/studio/service";
import { withSimulators } from "../../local/estate/on-premises";
import { StudioStage } from "../../local/scenarios/studio-stage";
import { projectOf, sharedTexts, shippedProject } from "../local/support/project";
import { standing } from "./support/studio-estate";

/** Each answer to each question, with the others as assumed. */
const variants = Object.entries(openQuestions).flatMap(([question, { answers }]) =>
  Object.keys(answers).map((answer): { title: string; readings: Readings } => ({
    title: `${question} is ${answer}`,
    readings: { ...assumedReadings, [question]: answer },
  })),
);

/** Brings the shipped estate up, and has a person sign in, open Studio and start JupyterLab, all from inside. */
async function firstDay(readings: Readings) {
  const project = withSimulators(shippedProject);
  const estate = await standing(project, undefined, readings);
  try {
    const stage = await StudioStage.open(project, estate);
    const [member] = stage.members;
    const desk = stage.desk();
    const { accessToken } = await stage.signIn(member, desk);
    const url = (await stage.callApi(desk, member.user, accessToken)).headers.location ?? "";
    const opened = await desk.open(url);
    const started = await desk.open(new URL(appPath, url).href);
    const [studio] = estate.aws.world
      .list(vpcEndpoint, stage.hub.config.account)
      .filter(({ state }) => state.serviceName === `aws.sagemaker.${stage.hub.config.region}.studio`);
    await stage.close();
    return { opened: opened.status, started: started.status, names: studio?.state.dnsEntries ?? [] };
  } finally {
    await estate.close();
  }
}

describe("On whichever answer AWS gives to an open question", () => {
  for (const { title, readings } of variants) {
    it(`the estate comes up, and a person signs in, opens Studio and starts JupyterLab: ${title}`, async () => {
      const { opened, started } = await firstDay(readings);
      expect({ opened, started }).to.deep.equal({ opened: 200, started: 200 });
    });
  }

  it("the studio endpoint has as many names as were measured for three zones: four of its own, four of the service", async () => {
    const availabilityZones = '["eu-west-1a","eu-west-1b","eu-west-1c"]';
    const estate = await standing(projectOf({ shared: { ...sharedTexts, availabilityZones } }));
    try {
      const [studio] = estate.aws.world.all(vpcEndpoint).filter(({ state }) => state.serviceName.endsWith(".studio"));
      const names = (studio?.state.dnsEntries ?? []).map(({ dnsName }) => dnsName);
      const own = names.filter((name) => /^vpce-[^.]+\.studio\.eu-west-1\.vpce\.sagemaker\.aws$/.test(name));
      expect([own.length, names.length]).to.deep.equal([4, 8]);
    } finally {
      await estate.close();
    }
  });
});
