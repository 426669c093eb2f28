import * as v from "valibot";
import { AwsError } from "../aws-error";
import { type Domain, domain } from "../resource-types/sagemaker";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../service";
import type { Resource, World } from "../world";
import { constraint, jsonAnswer, jsonError, readMembers, readOperation } from "./aws-json";
import { appOperations } from "./sagemaker-apps";
import {
  arnOf,
  checkStudioName,
  existingDomain,
  existingProfile,
  pageOf,
  permitOn,
  type SageMakerCaller,
  seconds,
  within,
} from "./sagemaker-caller";
import { profileOperations } from "./sagemaker-profiles";
import { existingSpace, spaceOperations } from "./sagemaker-spaces";
import type { StudioTokens } from "./studio-tokens";

const optionalNumber = v.optional(v.number());

const schemas = {
  ListDomains: v.strictObject({ MaxResults: optionalNumber, NextToken: v.optional(v.string()) }),
  DescribeDomain: v.strictObject({ DomainId: v.string() }),
  CreatePresignedDomainUrl: v.strictObject({
    DomainId: v.string(),
    UserProfileName: v.string(),
    ExpiresInSeconds: optionalNumber,
    SessionExpirationDurationInSeconds: optionalNumber,
    SpaceName: v.optional(v.string()),
    LandingUri: v.optional(v.string()),
  }),
};

function summary({ id, state }: Resource<Domain>) {
  return {
    DomainArn: state.arn,
    DomainId: id,
    DomainName: state.domainName,
    Status: "InService",
    CreationTime: seconds(state.created),
    LastModifiedTime: seconds(state.created),
    Url: state.url,
  };
}

/** SageMaker's control plane, as far as Studio is asked for through it. */
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

  answerError(error: AwsError): HttpAnswer {
    return jsonError(error);
  }

  private operate(caller: SageMakerCaller, name: string, members: unknown): Promise<object> {
    const read = <S extends v.GenericSchema>(schema: S) => readMembers("SageMaker", name, schema, members);
    switch (name) {
      case "ListDomains":
        return this.listDomains(caller, read(schemas.ListDomains));
      case "DescribeDomain":
        return this.describeDomain(caller, read(schemas.DescribeDomain));
      case "CreatePresignedDomainUrl":
        return this.createPresignedDomainUrl(caller, read(schemas.CreatePresignedDomainUrl));
      default:
        return this.operateOnContents(caller, name, members);
    }
  }

  /** What is in domains, which people make and delete besides stacks. */
  private operateOnContents(caller: SageMakerCaller, name: string, members: unknown): Promise<object> {
    const operate = appOperations.get(name) ?? spaceOperations.get(name) ?? profileOperations.get(name);
    if (operate === undefined) {
      throw new Error(`the local AWS doesn't know the SageMaker operation ${name}`);
    }
    return operate(this.world, caller, members);
  }

  private async listDomains(caller: SageMakerCaller, input: v.InferOutput<typeof schemas.ListDomains>) {
    within("maxResults", input.MaxResults ?? 10, 1, 100);
    await permitOn(this.world, caller, "ListDomains", "*");
    const domains = this.world.list(domain, caller.account).filter(({ region }) => region === caller.region);
    const { page, next } = pageOf(domains, input);
    return { Domains: page.map(summary), ...next };
  }

  private async describeDomain(caller: SageMakerCaller, { DomainId }: v.InferOutput<typeof schemas.DescribeDomain>) {
    await permitOn(this.world, caller, "DescribeDomain", arnOf(caller, `domain/${DomainId}`));
    const found = existingDomain(this.world, caller, DomainId);
    const { authMode, appNetworkAccessType, vpcId, subnetIds, homeEfsFileSystemId } = found.state;
    return {
      ...summary(found),
      AuthMode: authMode,
      AppNetworkAccessType: appNetworkAccessType,
      VpcId: vpcId,
      SubnetIds: subnetIds,
      HomeEfsFileSystemId: homeEfsFileSystemId,
    };
  }

  /** Source: SageMaker API, CreatePresignedDomainUrl. */
  private async createPresignedDomainUrl(
    caller: SageMakerCaller,
    request: v.InferOutput<typeof schemas.CreatePresignedDomainUrl>,
  ) {
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
