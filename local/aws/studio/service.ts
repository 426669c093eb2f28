import type { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import type { Arrival, AwsRequest, HttpAnswer, Service } from "../core/service";
import type { World } from "../core/world";
import { authorize, judgeAtEndpoint } from "../iam/authorize";
import { ownDomain, ownProfile } from "../sagemaker/domain";
import type { Domain } from "../sagemaker/kinds";
import type { StudioGrant, StudioTokens } from "./tokens";

const hostForm = /^(?<domainId>d-[a-z0-9]+)\.studio\.[a-z0-9-]+\.sagemaker\.aws$/;

/** Where Studio's page opens JupyterLab, which starts it. */
export const appPath = "/jupyterlab/default/lab";

/** AWS's two answers to somebody who may not be in Studio, word for word. */
const invalid = "Invalid or Expired Auth Token";
const insufficient = "Auth token containing insufficient permissions";

/** The look of the sign-in page, light and dark; the two stand apart, since the local AWS takes nothing of the project. */
const style = `:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--text:#171b21}
@media(prefers-color-scheme:dark){:root{--page:#111418;--card:#1c2026;--text:#ebeef2}}
body,main{box-sizing:border-box}
body{margin:0;padding:1rem;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{width:min(26rem,100%);padding:2rem;background:var(--card);border-radius:.75rem;box-shadow:0 1px 4px rgb(0 0 0/.25)}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
p{margin:0 0 .5rem;overflow-wrap:anywhere}`;

function page(
  status: number,
  title: string,
  lines: readonly string[],
  headers: Record<string, string> = {},
): HttpAnswer {
  const paragraphs = lines.map((line) => `<p>${line}</p>`).join("");
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main><h1>${title}</h1>${paragraphs}</main></body></html>`,
  };
}

/** Studio's page for a signed-in user; names were checked at creation, so none contains markup. */
function studioPage({ domainName }: Domain, grant: StudioGrant, headers: Record<string, string> = {}): HttpAnswer {
  return page(
    200,
    "SageMaker Studio",
    [`Domain: ${domainName} (${grant.domainId})`, `User: ${grant.userProfileName}`, `Account: ${grant.account}`],
    headers,
  );
}

/** A separate cookie for each domain, so that several can be open behind one host. */
function cookieName(domainId: string): string {
  return `studio-session-${domainId}`;
}

function cookie({ headers }: AwsRequest, name: string): string {
  const pairs = (headers.cookie ?? "").split(/;\s*/).map((pair) => pair.split("="));
  return pairs.find(([key]) => key === name)?.[1] ?? "";
}

/**
 * Studio itself: takes a presigned URL, opens a session, and judges each request by what the role that asked for the
 * URL may do at that moment, and by the way that the request came. Source: SageMaker API, CreatePresignedDomainUrl, and
 * SageMaker Developer Guide, "Connect to Amazon SageMaker Studio through an interface endpoint".
 */
export class Studio implements Service {
  constructor(
    private readonly world: World,
    private readonly tokens: StudioTokens,
  ) {}

  serves(host: string): boolean {
    return /\.studio\.[a-z0-9-]+\.sagemaker\.aws$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { method, url } = request;
    if (method !== "GET") {
      throw new NotKnown(`the local Studio doesn't know ${method} ${url.pathname}`);
    }
    const domainId = hostForm.exec(url.hostname)?.groups?.domainId ?? "";
    const enters = url.pathname === "/auth";
    const grant = enters
      ? this.tokens.ofUrl(url.searchParams.get("token") ?? "")
      : this.tokens.ofSession(cookie(request, cookieName(domainId)));
    const domain = grant?.domainId === domainId ? this.domainOf(grant) : undefined;
    if (grant === undefined || domain === undefined) {
      return page(403, "SageMaker Studio", [invalid]);
    }
    const startsApp = url.pathname === appPath;
    if (!(await this.isAllowed(grant, arrival)) || (startsApp && !(await this.mayStartApp(grant, arrival)))) {
      return page(403, "SageMaker Studio", [insufficient]);
    }
    if (!enters) {
      return studioPage(domain, grant);
    }
    const session = `${cookieName(domainId)}=${this.tokens.open(grant)}`;
    const attributes = `Max-Age=${grant.sessionSeconds}; Path=/; Secure; HttpOnly; SameSite=Lax`;
    return studioPage(domain, grant, { "set-cookie": `${session}; ${attributes}` });
  }

  answerError({ status, message }: AwsError): HttpAnswer {
    return page(status, "SageMaker Studio", [message]);
  }

  /** The domain, as long as it and the user's profile exist. */
  private domainOf(grant: StudioGrant): Domain | undefined {
    const profile = ownProfile(this.world, grant, grant.domainId, grant.userProfileName);
    return profile === undefined ? undefined : ownDomain(this.world, grant, grant.domainId)?.state;
  }

  /**
   * Which keys of the caller the endpoint's policy gets is the open question `browser-principal`; which keys the role's own
   * policies get is `browser-conditions`.
   */
  private async isAllowed({ session, account, region, domainId, userProfileName }: StudioGrant, { via }: Arrival) {
    const arn = `arn:aws:sagemaker:${region}:${account}:user-profile/${domainId}/${userProfileName}`;
    const action = "sagemaker:CreatePresignedDomainUrl";
    const hidesCaller = this.world.readings["browser-conditions"] === "network";
    const call = { session, via, action, resource: { arn, account, region }, hidesCaller };
    const isKnown = this.world.readings["browser-principal"] === "known";
    if (via === undefined || (isKnown && !hidesCaller)) {
      return authorize(this.world, call);
    }
    const atEndpoint = { via, action, region, resource: { arn, account }, knowsResource: isKnown };
    const passes = await judgeAtEndpoint(this.world, { ...atEndpoint, session: isKnown ? session : undefined });
    return passes.allowed && (await authorize(this.world, { ...call, isPastEndpoint: true }));
  }

  /** Which question the endpoint's policy gets is the open question `app-start`. */
  private async mayStartApp({ session, account, region, domainId, userProfileName }: StudioGrant, { via }: Arrival) {
    const { "app-start": appStart, "browser-principal": browserPrincipal } = this.world.readings;
    if (via === undefined || appStart === "nothing") {
      return true;
    }
    const isKnown = browserPrincipal === "known";
    const call = {
      session: isKnown ? session : undefined,
      ...{ via, action: "sagemaker:CreateApp", region, knowsResource: isKnown },
    };
    const of = (resource: string) => ({ arn: `arn:aws:sagemaker:${region}:${account}:${resource}`, account });
    const verdict = await judgeAtEndpoint(
      this.world,
      appStart === "app"
        ? { ...call, resource: of(`app/${domainId}/${userProfileName}/jupyterlab/default`) }
        : {
            ...call,
            resource: of(`user-profile/${domainId}/${userProfileName}`),
            standIn: "sagemaker:CreatePresignedDomainUrl",
          },
    );
    return verdict.allowed;
  }
}
