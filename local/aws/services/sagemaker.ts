import * as v from "valibot";
import { AwsError } from "../aws-error";
import { type Domain, domain, ownDomain, ownProfile, studioName } from "../resource-types/sagemaker";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy, type Via } from "../service";
import type { Session } from "../sessions";
import type { Place, Resource, World } from "../world";
import { constraint, jsonAnswer, jsonError, permit, readMembers, readOperation } from "./aws-json";
import type { StudioTokens } from "./studio-tokens";

/** Who calls, where and which way. */
interface SageMakerCaller extends Place {
  readonly session: Session;
  readonly via: Via | undefined;
}

const optionalNumber = v.optional(v.number());

const schemas = {
  ListDomains: v.strictObject({ MaxResults: optionalNumber, NextToken: v.optional(v.string()) }),
  DescribeDomain: v.strictObject({ DomainId: v.string() }),
  DescribeUserProfile: v.strictObject({ DomainId: v.string(), UserProfileName: v.string() }),
  CreatePresignedDomainUrl: v.strictObject({
    DomainId: v.string(),
    UserProfileName: v.string(),
    ExpiresInSeconds: optionalNumber,
    SessionExpirationDurationInSeconds: optionalNumber,
    SpaceName: v.optional(v.string()),
    LandingUri: v.optional(v.string()),
  }),
};

/** Domains of a page, unless told otherwise. */
const usualPage = 10;

function within(member: string, value: number, from: number, to: number): number {
  if (value < from) {
    constraint(member, value, `have value greater than or equal to ${from}`);
  }
  if (value > to) {
    constraint(member, value, `have value less than or equal to ${to}`);
  }
  return value;
}

const seconds = (iso: string) => Date.parse(iso) / 1000;

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
      case "DescribeUserProfile":
        return this.describeUserProfile(caller, read(schemas.DescribeUserProfile));
      case "CreatePresignedDomainUrl":
        return this.createPresignedDomainUrl(caller, read(schemas.CreatePresignedDomainUrl));
      default:
        throw new Error(`the local AWS doesn't know the SageMaker operation ${name}`);
    }
  }

  private async listDomains(
    caller: SageMakerCaller,
    { MaxResults, NextToken = "0" }: v.InferOutput<typeof schemas.ListDomains>,
  ) {
    const size = within("maxResults", MaxResults ?? usualPage, 1, 100);
    await this.permit(caller, "ListDomains", "*");
    if (!/^\d+$/.test(NextToken)) {
      throw new AwsError("ValidationException", "The provided NextToken is not valid.");
    }
    const from = Number(NextToken);
    const domains = this.world.list(domain, caller.account).filter(({ region }) => region === caller.region);
    const rest = domains.length > from + size;
    return { Domains: domains.slice(from, from + size).map(summary), ...(rest && { NextToken: String(from + size) }) };
  }

  private async describeDomain(caller: SageMakerCaller, { DomainId }: v.InferOutput<typeof schemas.DescribeDomain>) {
    await this.permit(caller, "DescribeDomain", this.arn(caller, `domain/${DomainId}`));
    const found = this.domain(caller, DomainId);
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

  private async describeUserProfile(
    caller: SageMakerCaller,
    { DomainId, UserProfileName }: v.InferOutput<typeof schemas.DescribeUserProfile>,
  ) {
    await this.permit(caller, "DescribeUserProfile", this.arn(caller, `user-profile/${DomainId}/${UserProfileName}`));
    this.domain(caller, DomainId);
    const { state } = this.profile(caller, DomainId, UserProfileName);
    const time = seconds(state.created);
    return {
      DomainId,
      UserProfileArn: state.arn,
      UserProfileName,
      Status: "InService",
      CreationTime: time,
      LastModifiedTime: time,
    };
  }

  /** Source: SageMaker API, CreatePresignedDomainUrl. */
  private async createPresignedDomainUrl(
    caller: SageMakerCaller,
    request: v.InferOutput<typeof schemas.CreatePresignedDomainUrl>,
  ) {
    const { DomainId: domainId, UserProfileName: userProfileName, SpaceName, LandingUri } = request;
    if (!studioName.test(userProfileName)) {
      constraint(
        "userProfileName",
        userProfileName,
        "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      );
    }
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
    await this.permit(
      caller,
      "CreatePresignedDomainUrl",
      this.arn(caller, `user-profile/${domainId}/${userProfileName}`),
    );
    const { state } = this.domain(caller, domainId);
    if (state.authMode !== "IAM") {
      throw new AwsError(
        "ValidationException",
        "CreatePresignedDomainUrl is supported for IAM authentication mode only.",
      );
    }
    this.profile(caller, domainId, userProfileName);
    if (SpaceName !== undefined) {
      // People make spaces in Studio, and the local Studio has none.
      throw new AwsError("ResourceNotFound", `Space [${SpaceName}] does not exist.`);
    }
    const { session, account, region } = caller;
    const token = this.tokens.issue({ session, account, region, domainId, userProfileName, sessionSeconds }, expiresIn);
    return { AuthorizedUrl: `${state.url}/auth?token=${token}` };
  }

  private arn({ account, region }: SageMakerCaller, resource: string): string {
    return `arn:aws:sagemaker:${region}:${account}:${resource}`;
  }

  private permit({ session, via, account, region }: SageMakerCaller, operation: string, arn: string): Promise<void> {
    return permit(this.world, {
      session,
      via,
      action: `sagemaker:${operation}`,
      resource: { arn, account, region },
    });
  }

  private domain(place: Place, id: string): Resource<Domain> {
    const found = ownDomain(this.world, place, id);
    if (found === undefined) {
      throw new AwsError("ResourceNotFound", `Domain [${id}] does not exist.`);
    }
    return found;
  }

  private profile(place: Place, domainId: string, name: string) {
    const found = ownProfile(this.world, place, domainId, name);
    if (found === undefined) {
      throw new AwsError("ResourceNotFound", `UserProfile [${name}] does not exist.`);
    }
    return found;
  }
}
