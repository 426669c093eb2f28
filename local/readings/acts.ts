import {
  CreateAppCommand,
  CreateSpaceCommand,
  DescribeUserProfileCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { bucket, decisionOf, pageOrigin, questionOf, userProfile } from "../aws";
import type { Browser } from "../scenarios/browser";
import type { Member } from "../scenarios/people";
import type { Play, Stage } from "../scenarios/scenario";
import { askCognito, cognitoAddress, withPassword } from "../scenarios/sign-in";
import { type Finding, playOf } from "../scenarios/studio-flow";
import type { StudioStage } from "../scenarios/studio-stage";
import { jobs } from "./jobs-act";
import { outcome, sessionOf } from "./member-session";
import type { ActId } from "./proofs";

/** Opens a page of the API, and asks Cognito as the page's script does, first whether it may. */
async function signInPage(studio: StudioStage): Promise<Finding> {
  const { hub, member, estate } = studio;
  const desk = studio.desk();
  const address = estate.output(hub, "apiUrl");
  const page = await desk.open(address);
  const answers = await cognitoAnswers(studio, studio.signInFrom(desk), member);
  return {
    actual: `the page: ${page.status}; Cognito: ${answers.map(({ status }) => status).join(", then ")}`,
    facts: {
      "the page opens": page.status === 200,
      "Cognito lets the page read its answer (Access-Control-Allow-Origin)": answers.every(
        ({ status, headers }) => status === 200 && headers["access-control-allow-origin"] !== undefined,
      ),
    },
  };
}

/** What Cognito answers a page of the API: whether it may call, and the first call of a sign-in. */
async function cognitoAnswers({ estate, hub }: StudioStage, browser: Browser, { user, password }: Member) {
  const { region } = hub.config;
  const { origin } = new URL(estate.output(hub, "apiUrl"));
  const clientId = estate.output(hub, "userPoolClientId");
  const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-amz-target" };
  return [
    await browser.open(cognitoAddress(region), { method: "OPTIONS", headers: asked }),
    await askCognito(browser, region, "InitiateAuth", withPassword({ clientId, user, password }), { origin }),
  ];
}

/** Does what Studio's page does for a person: shows the user's profile, makes a private space, starts JupyterLab in it. */
async function jupyterLab(studio: StudioStage): Promise<Finding> {
  const { member, estate, hub } = studio;
  const { region } = hub.config;
  const { domain: DomainId, profile } = member;
  const origin = pageOrigin(estate.aws.world, studio.desk().place);
  const endpoint = await estate.aws.addressOf(origin, region);
  const credentials = sessionOf(studio, member, "page");
  const client = new SageMakerClient({ region, endpoint, credentials, maxAttempts: 1 });
  const SpaceName = "notes";
  try {
    const described = await outcome(
      client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName: profile })),
    );
    const space = await outcome(
      client.send(
        new CreateSpaceCommand({
          DomainId,
          SpaceName,
          OwnershipSettings: { OwnerUserProfileName: profile },
          SpaceSharingSettings: { SharingType: "Private" },
        }),
      ),
    );
    const app = await outcome(
      client.send(new CreateAppCommand({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" })),
    );
    const others = await outcome(
      client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName: "somebody-else" })),
    );
    return {
      actual: `own profile ${described}; space ${space}; JupyterLab ${app}`,
      notes: [`another user's profile: ${others}`],
      facts: {
        "the page shows the user's own profile": described === "allowed",
        "it makes a private space": space === "allowed",
        "JupyterLab starts in it": app === "allowed",
        "another user's profile is refused": others.startsWith("AccessDeniedException"),
      },
    };
  } finally {
    client.destroy();
  }
}

/** Whether code in a person's app may write files only under the person's own prefix of the LOB's bucket. */
async function files(studio: StudioStage): Promise<Finding> {
  const { member, estate } = studio;
  const { account, region } = member.lob.config;
  const { world } = estate.aws;
  const own = world.list(bucket, account).find(({ stack }) => stack === member.lob.name);
  const session = sessionOf(studio, member, "app");
  const mayWrite = async (folder: string) => {
    const arn = `arn:aws:s3:::${own?.state.bucket}/${folder}/notes.txt`;
    const { allowed } = await decisionOf(
      questionOf(world, { session, action: "s3:PutObject", resource: { arn, account, region } }),
    );
    return allowed;
  };
  const [mine, others] = [await mayWrite(member.profile), await mayWrite("somebody-else")];
  return {
    actual: `s3:PutObject under the user's own prefix: ${mine ? "allowed" : "refused"}; under another user's: ${others ? "allowed" : "refused"}`,
    facts: {
      "the user's app may write under the user's own prefix": mine,
      "it may not write under another user's": !others,
    },
  };
}

/** Gives a LOB another idle time, as its owner does in config, and brings it up again. */
async function newSetting({ member, estate }: StudioStage): Promise<Finding> {
  const { name, config } = member.lob;
  const wanted = config.idleTimeoutMinutes + 1;
  await estate.change(name, { idleTimeoutMinutes: String(wanted) });
  const profiles = estate.aws.world.list(userProfile, config.account).filter(({ stack }) => stack === name);
  const isSet = profiles.every(({ state }) => JSON.stringify(state.userSettings).includes(String(wanted)));
  return {
    actual: `stack ${name} came up with idleTimeoutMinutes: ${wanted}`,
    facts: { "each profile has the new idle time": profiles.length > 0 && isSet },
  };
}

const findings: Readonly<Record<ActId, (studio: StudioStage) => Promise<Finding>>> = {
  "sign-in-page": signInPage,
  "studio-jupyterlab": jupyterLab,
  "studio-files": files,
  "studio-jobs": jobs,
  "studio-new-setting": newSetting,
};

/** Plays an act with a person of the first LOB. */
export async function playAct(id: ActId, stage: Stage): Promise<Play> {
  return playOf(await findings[id](await stage.studio()));
}
