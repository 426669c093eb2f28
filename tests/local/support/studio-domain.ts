import type { HttpAnswer, Via } from "../../../local/aws/core/service";
import type { Session } from "../../../local/aws/core/sessions";
import type { LocalAws } from "../../../local/aws/local-aws";
import { parentAccount, put, region } from "./local-aws";
import { callThrough, type StudioServices, sessionOf, through } from "./studio-services";
import { domain, executionRole, giveNetwork, userProfile } from "./studio-wanted";

/** The two endpoints of a hub that a browser and a function come through, and one of somebody else. */
export const apiEndpoint = through("vpce-0e00000000000001", `com.amazonaws.${region}.sagemaker.api`);
export const studioEndpoint = through("vpce-0e00000000000002", `aws.sagemaker.${region}.studio`);
export const otherEndpoint = through("vpce-0e00000000000003", `aws.sagemaker.${region}.studio`);

/** Makes a domain with one profile in an account. */
export async function makeDomain(
  aws: LocalAws,
  { account = parentAccount, name = "lob-a", profile = "anna" } = {},
): Promise<string> {
  giveNetwork(aws.world, account);
  await put(aws, executionRole({ account }));
  const { id } = await put(aws, domain(name, {}, { account }));
  await put(aws, userProfile(id, profile, {}, { account }));
  return id;
}

/** A session that may make presigned URLs of an account, through both endpoints unless told otherwise. */
export function generator(
  aws: LocalAws,
  account = parentAccount,
  endpoints = [apiEndpoint.endpoint.id, studioEndpoint.endpoint.id],
  roleName = "PresignedURLGenerator",
): Promise<Session> {
  const statement = {
    Action: "sagemaker:CreatePresignedDomainUrl",
    Resource: `arn:aws:sagemaker:${region}:${account}:user-profile/*`,
    Condition: { StringEquals: { "aws:SourceVpce": endpoints } },
  };
  return sessionOf(aws, statement, { account, roleName });
}

/** Asks for a presigned URL, through the endpoint of SageMaker's API unless told otherwise. */
export async function presign(
  { sageMaker }: StudioServices,
  session: Session,
  members: object,
  via: Via = apiEndpoint,
): Promise<URL> {
  const answer = await callThrough(sageMaker, via, {
    host: `api.sagemaker.${region}.amazonaws.com`,
    target: "SageMaker.CreatePresignedDomainUrl",
    members,
    session,
  });
  return new URL(JSON.parse(String(answer.body)).AuthorizedUrl);
}

/** Opens an address of Studio as a browser does. */
export function open(
  { studio }: StudioServices,
  url: URL,
  { via = studioEndpoint, cookie }: { via?: Via | undefined; cookie?: string } = {},
): Promise<HttpAnswer> {
  const headers = { host: url.hostname, ...(cookie !== undefined && { cookie }) };
  return studio.answer({ method: "GET", url, headers, body: new Uint8Array() }, { caller: undefined, via });
}

/** Opens an address of Studio from outside of all networks. */
export function openFromOutside({ studio }: StudioServices, url: URL): Promise<HttpAnswer> {
  const request = { method: "GET", url, headers: { host: url.hostname }, body: new Uint8Array() };
  return studio.answer(request, { caller: undefined, via: undefined });
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf({ headers }: HttpAnswer): string {
  return (headers["set-cookie"] ?? "").split(";")[0] ?? "";
}
