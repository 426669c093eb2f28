import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { constraint, jsonAnswer, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { World } from "../core/world";
import type { StudioTokens } from "../studio/tokens";
import { appOperations } from "./apps";
import {
  arnOf,
  checkStudioName,
  existingDomain,
  existingProfile,
  permitOn,
  type SageMakerCaller,
  within,
} from "./caller";
import { domainOperations } from "./describe-domains";
import { hostingOperations } from "./hosting-operations";
import { jobOperations } from "./jobs";
import { profileOperations } from "./profiles";
import { existingSpace, spaceOperations } from "./spaces";

const optionalNumber = v.optional(v.number());

const presigned = v.strictObject({
  DomainId: v.string(),
  UserProfileName: v.string(),
  ExpiresInSeconds: optionalNumber,
  SessionExpirationDurationInSeconds: optionalNumber,
  SpaceName: v.optional(v.string()),
  LandingUri: v.optional(v.string()),
});

/** What is done with domains, with what is in them, and with models and jobs, which people make besides stacks. */
const operations = new Map([
  ...domainOperations,
  ...appOperations,
  ...spaceOperations,
  ...profileOperations,
  ...hostingOperations,
  ...jobOperations,
]);

/** SageMaker's control plane, as far as Studio and hosted models are asked for through it. */
export class SageMaker implements Service {
  constructor(
    private readonly world: World,
    private readonly tokens: StudioTokens,
  ) {}

  serves(host: string): boolean {
    return /^api\.sagemaker\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { name, members } = readOperation(request);
    const { session, region } = signedBy(arrival);
    const caller = { session, region, account: session.role.account, via: arrival.via };
    return jsonAnswer(await this.operate(caller, name, members));
  }

  private operate(caller: SageMakerCaller, name: string, members: unknown): Promise<object> {
    if (name === "CreatePresignedDomainUrl") {
      return this.createPresignedDomainUrl(caller, readMembers("SageMaker", name, presigned, members));
    }
    const operate = operations.get(name);
    if (operate === undefined) {
      throw NotKnown.operation("SageMaker", name);
    }
    return operate(this.world, caller, members);
  }

  /** Source: SageMaker API, CreatePresignedDomainUrl. */
  private async createPresignedDomainUrl(caller: SageMakerCaller, request: v.InferOutput<typeof presigned>) {
    const { DomainId: domainId, UserProfileName: userProfileName, SpaceName, LandingUri } = request;
    checkStudioName("userProfileName", userProfileName);
    const expiresIn = within("expiresInSeconds", request.ExpiresInSeconds ?? 300, 5, 300);
    const sessionSeconds = within(
      "sessionExpirationDurationInSeconds",
      request.SessionExpirationDurationInSeconds ?? 43_200,
      1800,
      43_200,
    );
    if (LandingUri !== undefined && LandingUri.length > 1023) {
      constraint("landingUri", LandingUri, "have length less than or equal to 1023");
    }
    const resource = arnOf(caller, `user-profile/${domainId}/${userProfileName}`);
    await permitOn(this.world, caller, "CreatePresignedDomainUrl", resource);
    const { state } = existingDomain(this.world, caller, domainId);
    if (state.authMode !== "IAM") {
      throw new AwsError(
        "ValidationException",
        "CreatePresignedDomainUrl is supported for IAM authentication mode only.",
      );
    }
    existingProfile(this.world, caller, domainId, userProfileName);
    if (SpaceName !== undefined) {
      existingSpace(this.world, caller, domainId, SpaceName);
    }
    const { session, account, region } = caller;
    const token = this.tokens.issue({ session, account, region, domainId, userProfileName, sessionSeconds }, expiresIn);
    return { AuthorizedUrl: `${state.url}/auth?token=${token}` };
  }
}
