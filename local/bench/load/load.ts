import type { Estate } from "../../estate/estate";
import { trustedCast } from "../../scenarios/cast";
import { samplePayloads } from "../../scenarios/payload";
import { StudioStage } from "../../scenarios/studio-stage";
import { shipped } from "../bench-estate";
import { type Driven, drive, type LoadRequest } from "./drive";
import { apiFront, functionFront } from "./fronts";
import { Heaps } from "./heap";

/** Rounds of load; before them, a shorter one starts what is to be measured. */
const rounds = 3;
const connections = 2;

/** Requests in a round. */
export const amount = { api: 200, invoke: 300 };

/** The share of a round's requests that go before the first. */
const warmUp = 0.5;

/** What is put under load: the private API with what is behind it, and the function that calls models. */
export interface UnderLoad {
  readonly api: readonly Driven[];
  readonly invoke: readonly Driven[];
  /** Bytes on each heap after every round, by the heap's owner. */
  readonly heaps: ReadonlyMap<string, readonly number[]>;
}

/** A person's request for their own Studio, whose answer must be a URL of their own domain. */
async function visits(studio: StudioStage): Promise<LoadRequest[]> {
  const desk = studio.desk();
  const { pathname } = new URL(studio.estate.output(studio.hub, "apiUrl"));
  const requests: LoadRequest[] = [];
  for (const member of studio.members) {
    const { accessToken } = await studio.signIn(member, desk);
    requests.push({
      method: "GET",
      path: `${pathname}${encodeURIComponent(member.user)}`,
      headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" },
      check(status, body) {
        const own = new RegExp(`^\\{"url":"https://${member.domain}\\.studio\\.[^"]+","expiresInSeconds":\\d+\\}$`);
        return status === 200 && own.test(body) ? undefined : `${member.user} got ${status} ${withoutTokens(body)}`;
      },
    });
  }
  return requests;
}

function withoutTokens(text: string): string {
  return text.replace(/token=[^"&]*/g, "token=…").slice(0, 200);
}

/** Two flowers, each of which must come back as its own species. */
const flowers: LoadRequest[] = samplePayloads.map((payload, index) => ({
  method: "POST",
  path: "/",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(payload),
  check(status, body) {
    const species = index === 0 ? "virginica" : "setosa";
    return status === 200 && /^\{"statusCode":200,/.test(body) && body.includes(`{\\"species\\":\\"${species}\\"`)
      ? undefined
      : `${species} got ${status} ${body.slice(0, 200)}`;
  },
}));

/** Puts an estate that is up under load: three rounds of each, the heaps after every one. */
export async function putUnderLoad(estate: Estate): Promise<UnderLoad> {
  const { child } = trustedCast(shipped);
  const studio = await StudioStage.open(shipped, estate);
  const { name: hub } = studio.hub;
  const names = [`studio-authorizer-${hub}`, `studio-presigned-url-${hub}`, `invoke-endpoint-${child.name}`];
  const heaps = await Heaps.watch(estate.aws, names, connections);
  const requests = await visits(studio);
  const api = await apiFront(studio);
  const invoker = await functionFront(estate, child);
  try {
    const round = async (share: number) => ({
      api: await drive(api.url, requests, { connections, amount: amount.api * share }),
      invoke: await drive(invoker.url, flowers, { connections, amount: amount.invoke * share }),
      heaps: await heaps.measure(),
    });
    await heaps.measure();
    await round(warmUp);
    const done: Awaited<ReturnType<typeof round>>[] = [];
    for (let number = 0; number < rounds; number++) {
      done.push(await round(1));
    }
    return {
      api: done.map((one) => one.api),
      invoke: done.map((one) => one.invoke),
      heaps: new Map(["local AWS", ...names].map((of) => [of, done.map((one) => one.heaps.get(of) ?? 0)])),
    };
  } finally {
    await api.close();
    await invoker.close();
  }
}

/** How much a heap grew from the first round to the last, as a share of the first. */
export function growth(bytes: readonly number[]): number {
  const [first = 1] = bytes;
  return (bytes.at(-1) ?? first) / first - 1;
}
