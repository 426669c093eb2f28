import { otherStudioRefusal, studioRefusals } from "../texts";
import { answeredMembers, membersOf, textOf } from "./plain-json";
import { Refusal } from "./refusal";

/** Time-out of a call in milliseconds: a bit more than API Gateway's own. */
const patience = 32_000;

/** What a link to this page may request. */
const wanted = ["landingUri", "space"];

function refusalOf(code: string, requestId = ""): Refusal {
  // Own members only: an object also has `constructor` and the like.
  const known = Object.hasOwn(studioRefusals, code) ? studioRefusals[code] : undefined;
  return known === undefined ? new Refusal(code, otherStudioRefusal, requestId) : new Refusal(code, known);
}

/** The user's name as the pool has it, in whichever case it was typed; the API verifies the token. */
function userOf(accessToken: string): string {
  const payload = (accessToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return textOf(membersOf(JSON.parse(new TextDecoder().decode(bytes))), "username");
}

/** Whether an address is a Studio domain's: below Studio's origin, and by its protocol. */
function isStudios(address: string, studio: URL): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { protocol, host } = new URL(address);
  return protocol === studio.protocol && host.endsWith(`.${studio.host}`);
}

/**
 * Asks the access API for the presigned URL of a user's own Studio.
 *
 * @param page this page's address: the API is beside it, and its query names what to open.
 * @param studio origin that the domains of this region are below, such as `https://studio.eu-west-1.sagemaker.aws`.
 * @param accessToken of the user's sign-in.
 * @throws Refusal in words for people.
 */
export async function askForUrl(page: URL, studio: URL, accessToken: string, send: typeof fetch): Promise<string> {
  const folder = page.pathname.endsWith("/") ? page.pathname : `${page.pathname}/`;
  const address = new URL(folder + encodeURIComponent(userOf(accessToken)), page.origin);
  for (const name of wanted) {
    const value = page.searchParams.get(name);
    if (value !== null) {
      address.searchParams.set(name, value);
    }
  }
  let answer: Response;
  try {
    answer = await send(address, {
      headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    // A browser doesn't tell pages why a request didn't arrive.
    throw refusalOf("Unreachable");
  }
  const members = await answeredMembers(answer);
  if (!answer.ok) {
    const error = membersOf(members.error);
    throw refusalOf(textOf(error, "code"), textOf(error, "requestId"));
  }
  const url = textOf(members, "url");
  if (!isStudios(url, studio)) {
    throw refusalOf("InternalError");
  }
  return url;
}
