import { existsSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { hubOf, isChild, isParent, isShared } from "../../stacks/project/roles";
import { internet, role } from "../aws";
import type { Estate } from "../estate/estate";
import { endpointsOf } from "../estate/hosted-endpoints";
import { deskOf, studioOf } from "../estate/places";
import type { Member } from "../scenarios/people";
import type { Stage } from "../scenarios/scenario";
import type { StudioStage } from "../scenarios/studio-stage";
import { Unplayable } from "../scenarios/unplayable";
import { type Doors, Front } from "./front";

const onPremises = "on-premises";

/** Seconds that credentials for curl last. */
const credentialsSeconds = 3600;

/** Text that a shell takes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Where the presigned URL of somebody's own Studio leads; a new one at each visit, since none lasts long. */
async function ownStudio(studio: StudioStage, member: Member): Promise<{ address: string; place: string }> {
  const desk = studio.desk();
  const { accessToken } = await studio.signIn(member, desk);
  const answer = await studio.callApi(desk, member.user, accessToken);
  if (answer.headers.location === undefined) {
    throw new Error(`the access API gave ${member.user} no URL: ${answer.status} ${answer.text}`);
  }
  return { address: answer.headers.location, place: onPremises };
}

function personLines(studio: StudioStage, member: Member): string[] {
  const key = studio.authenticatorKey(member);
  return [
    `    ${member.user}  ${member.password}  Studio of ${member.lob.config.lob}${studio.madeUp([member]).length > 0 ? ", which is made up" : ""}`,
    ...(key === undefined ? [] : [`      key of the authenticator app: ${key}`]),
  ];
}

/** What people open. */
async function studioLines(studio: StudioStage, port: number): Promise<{ front: Front; lines: string[] }> {
  const { estate, hub, present: members } = studio;
  const places = { [onPremises]: deskOf(estate.aws.world, hub), internet };
  const doorName = ({ lob }: Member) => `studio-${lob.config.lob}`;
  const doors: Doors = Object.fromEntries(members.map((member) => [doorName(member), () => ownStudio(studio, member)]));
  const front = await Front.open(estate.aws, places, { port, doors });
  const page = estate.output(hub, "apiUrl");
  return {
    front,
    lines: [
      "  Sign-in page, as from on-premises:",
      `    ${front.addressOf(page, onPremises)}`,
      "  Sample users, with passwords of this run:",
      ...members.flatMap((member) => personLines(studio, member)),
      "  The same page, as from the internet (refused):",
      `    ${front.addressOf(page, "internet")}`,
      "  Studio of each LOB, by a presigned URL that is made when you open this:",
      ...members.map((member) => `    ${front.doorOf(doorName(member))}`),
    ],
  };
}

/** What people open; why there is nothing where the project's LOBs have nobody. */
async function peoplesLines(stage: Stage, port: number): Promise<{ front: Front | undefined; lines: string[] }> {
  if (!stage.project.stacks.some(isShared)) {
    return { front: undefined, lines: [] };
  }
  try {
    return await studioLines(await stage.studio(), port);
  } catch (error) {
    if (error instanceof Unplayable) {
      return { front: undefined, lines: [`  No Studio, because ${error.message}`] };
    }
    throw error;
  }
}

/** The call of a parent's model with a session of its role, as a function of a child has one. */
async function curlLines(estate: Estate, { project, payloads }: Stage): Promise<string[]> {
  const parent = project.stacks.filter(isParent)[0];
  const invokeRole = estate.aws.world
    .list(role, parent?.config.account ?? "")
    .find(({ stack }) => stack === parent?.name);
  const [endpoint] = parent === undefined ? [] : endpointsOf(parent);
  if (parent === undefined || invokeRole === undefined || endpoint === undefined) {
    return [];
  }
  const { region } = parent.config;
  const lob = project.stacks.filter(isChild).find((child) => hubOf(project, child) !== undefined);
  const origin = lob === undefined ? internet : studioOf(estate.aws.world, lob);
  const { accessKeyId, secretAccessKey, sessionToken } = estate.aws.sessions.open(
    invokeRole,
    "curl",
    credentialsSeconds,
  );
  const address = `${await estate.aws.addressOf(origin, region)}/endpoints/${endpoint}/invocations`;
  const [{ body, contentType = "application/json" }] = payloads;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return [
    `  Endpoint ${endpoint} of ${parent.name}, as ${origin === internet ? "from the internet" : "from a LOB"}, for an hour:`,
    `    curl --aws-sigv4 aws:amz:${region}:sagemaker --user ${quoted(`${accessKeyId}:${secretAccessKey}`)} \\`,
    `      -H ${quoted(`x-amz-security-token: ${sessionToken}`)} -H ${quoted(`content-type: ${contentType}`)} \\`,
    `      -d ${quoted(text)} ${address}`,
  ];
}

/**
 * Keeps an estate up, with addresses for a browser on this machine, until told to stop. A call that the local AWS doesn't
 * know is told, and ends nothing.
 *
 * @param write takes lines with passwords, and so has to be a terminal.
 * @param stopped settles when it is to end.
 */
export async function serveEstate(
  stage: Stage,
  port: number,
  write: (line: string) => void,
  stopped: Promise<void>,
): Promise<void> {
  const { front, lines } = await peoplesLines(stage, port);
  try {
    write("The estate stays up, only on this machine:");
    const report = path.resolve("out/verify.html");
    for (const line of [
      ...lines,
      ...(await curlLines(stage.estate, stage)),
      ...(existsSync(report) ? ["  Report of npm run verify:", `    ${pathToFileURL(report)}`] : []),
    ]) {
      write(line);
    }
    stage.estate.aws.onMistake = (error) =>
      write(`A call got 501: ${error instanceof Error ? error.message : String(error)}`);
    write("Ctrl-C ends it.");
    await stopped;
  } finally {
    await front?.close();
  }
}
