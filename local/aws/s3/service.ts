import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import { type Session, sessionArn } from "../core/sessions";
import type { World } from "../core/world";
import { type Call, judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import type { NamedPolicy } from "../iam/question";
import { decryption } from "../kms/use";
import { bucket, bucketPolicy, keyOfBucket, type StackObject, stackObject } from "./kinds";

const action = "s3:GetObject";

const xml = new XMLBuilder();

/** Source: Amazon S3 User Guide, "Virtual hosting of general purpose buckets": a bucket is in the path or in the name. */
const host = /^(?:(?<bucket>.+)\.)?s3\.[a-z0-9-]+\.amazonaws\.com$/;

/** The bucket and the key that a request is for. */
function addressed({ url }: AwsRequest): { readonly name: string; readonly key: string } {
  const inHost = host.exec(url.hostname)?.groups?.bucket;
  const path = decodeURIComponent(url.pathname.slice(1));
  const [first = "", ...rest] = path.split("/");
  return inHost === undefined ? { name: first, key: rest.join("/") } : { name: inHost, key: path };
}

function bodyOf({ content, contentBase64 = "" }: StackObject): string | Uint8Array<ArrayBuffer> {
  return content ?? Buffer.from(contentBase64, "base64");
}

function policyOf(world: World, name: string): NamedPolicy | undefined {
  const text = world.all(bucketPolicy).find(({ state }) => state.bucket === name)?.state.policy;
  return text === undefined ? undefined : { name: `the policy of bucket ${name}`, document: JSON.parse(text) };
}

/**
 * S3: GetObject of the files that stacks put there. A bucket's key has to let the caller decrypt as well.
 *
 * Source: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)".
 */
export class S3 implements Service {
  constructor(private readonly world: World) {}

  serves(name: string): boolean {
    return host.test(name);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { session, region } = signedBy(arrival);
    const { name, key } = addressed(request);
    if (request.method !== "GET" || key === "") {
      throw NotKnown.operation("S3", `${request.method} ${key === "" ? "of a bucket" : "of an object"}`);
    }
    const home = this.world.all(bucket).find(({ id }) => id === name);
    if (home === undefined) {
      throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
    }
    const arn = `arn:aws:s3:::${name}/${key}`;
    const resourcePolicy = policyOf(this.world, name);
    await this.permit(
      {
        ...{ session, via: arrival.via, action },
        resource: { arn, account: home.account, region },
        ...(resourcePolicy !== undefined && { resourcePolicy }),
      },
      `"${arn}"`,
    );
    const found = this.world.all(stackObject).find(({ state }) => state.bucket === name && state.key === key);
    const place = { account: home.account, region: home.region };
    const decrypting = decryption(this.world, session, place, "s3", keyOfBucket(this.world, name));
    if (decrypting !== undefined) {
      await this.permit(decrypting, decrypting.resource.arn);
    }
    if (found === undefined) {
      throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
    }
    // S3's own type of what was put without one.
    const { contentType = "binary/octet-stream" } = found.state;
    return { status: 200, headers: { "content-type": contentType }, body: bodyOf(found.state) };
  }

  private async permit(call: Call & { readonly session: Session }, resource: string): Promise<void> {
    const verdict = await judge(this.world, call);
    if (!verdict.allowed) {
      const { reason } = verdict;
      throw new AwsError(
        "AccessDenied",
        notAuthorized(sessionArn(call.session), call.action, { resource, reason }),
        403,
      );
    }
  }

  answerError({ code, message, status }: AwsError, requestId: string): HttpAnswer {
    const body = xml.build({ Error: { Code: code, Message: message, RequestId: requestId } });
    return { status, headers: { "content-type": "application/xml" }, body };
  }
}
