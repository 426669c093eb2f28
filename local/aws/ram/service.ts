import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { permit, readMembers } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { Place, World } from "../core/world";
import { standingOf } from ".";
import { principalAssociation, resourceAssociation, resourceShare } from "./kinds";

const schemas = {
  GetResourceShareAssociations: v.strictObject({
    associationType: v.picklist(["PRINCIPAL", "RESOURCE"]),
    resourceShareArns: v.array(v.string()),
  }),
  GetResourceShareInvitations: v.strictObject({}),
  GetResourceShares: v.strictObject({ resourceOwner: v.literal("OTHER-ACCOUNTS") }),
  ListResources: v.strictObject({ resourceOwner: v.literal("OTHER-ACCOUNTS") }),
};

/** What an operation does with its members, which are read once its caller may call it. */
function asked<Name extends keyof typeof schemas>(
  operation: Name,
  body: Uint8Array,
  run: (members: v.InferOutput<(typeof schemas)[Name]>) => object,
) {
  const text = Buffer.from(body).toString("utf8");
  return {
    operation,
    run: () => run(readMembers("RAM", operation, schemas[operation], JSON.parse(text === "" ? "{}" : text))),
  };
}

/**
 * Resource Access Manager, as owners and receivers of a share see it. A share is ready as soon as it is made, and
 * is visible only in its own region.
 *
 * Source: AWS RAM API Reference.
 */
export class Ram implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^ram\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer({ url, body }: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { session, region } = signedBy(arrival);
    const { account } = session.role;
    const { operation, run } = this.operation(url.pathname, { account, region }, body);
    const resource = { arn: "*", account, region };
    await permit(this.world, { session, via: arrival.via, action: `ram:${operation}`, resource });
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(run()) };
  }

  answerError({ code, message, status }: AwsError): HttpAnswer {
    return {
      status: code === "AccessDeniedException" ? 403 : status,
      headers: { "content-type": "application/json", "x-amzn-errortype": code },
      body: JSON.stringify({ message }),
    };
  }

  private operation(path: string, place: Place, body: Uint8Array): { operation: string; run: () => object } {
    switch (path) {
      case "/getresourceshareassociations":
        return asked("GetResourceShareAssociations", body, (members) => this.associations(place, members));
      case "/getresourceshareinvitations":
        return asked("GetResourceShareInvitations", body, () => this.invitations(place));
      case "/getresourceshares":
        return asked("GetResourceShares", body, () => this.shares(place));
      case "/listresources":
        return asked("ListResources", body, () => this.resources(place));
      default:
        throw NotKnown.operation("RAM", `at ${path}`);
    }
  }

  /** Only of shares that the caller owns. */
  private associations(
    { account, region }: Place,
    { associationType, resourceShareArns }: v.InferOutput<typeof schemas.GetResourceShareAssociations>,
  ) {
    const own = this.world.list(resourceShare, account).filter((share) => share.region === region);
    const foreign = resourceShareArns.find((arn) => !own.some(({ state }) => state.arn === arn));
    if (foreign !== undefined) {
      throw new AwsError("UnknownResourceException", `ResourceShare ${foreign} could not be found.`);
    }
    const associated =
      associationType === "PRINCIPAL"
        ? this.world.list(principalAssociation, account).map(({ state }) => ({ ...state, entity: state.principal }))
        : this.world.list(resourceAssociation, account).map(({ state }) => ({ ...state, entity: state.resourceArn }));
    return {
      resourceShareAssociations: associated
        .filter(({ resourceShareArn }) => resourceShareArns.includes(resourceShareArn))
        .map(({ resourceShareArn, entity }) => ({
          resourceShareArn,
          associatedEntity: entity,
          associationType,
          status: "ASSOCIATED",
        })),
    };
  }

  /** Other accounts' shares to which an account has this access. */
  private others({ account, region }: Place, standing: "invited" | true) {
    return this.world
      .all(resourceShare)
      .filter((share) => share.account !== account && share.region === region)
      .filter((share) => standingOf(this.world, share, account) === standing);
  }

  private invitations(place: Place) {
    return {
      resourceShareInvitations: this.others(place, "invited").map((share) => ({
        resourceShareInvitationArn: share.state.arn.replace(":resource-share/", ":resource-share-invitation/"),
        resourceShareName: share.state.name,
        resourceShareArn: share.state.arn,
        senderAccountId: share.account,
        receiverAccountId: place.account,
        status: "PENDING",
      })),
    };
  }

  private shares(place: Place) {
    return {
      resourceShares: this.others(place, true).map(({ account: owner, state }) => ({
        resourceShareArn: state.arn,
        name: state.name,
        owningAccountId: owner,
        allowExternalPrincipals: state.allowExternalPrincipals,
        status: "ACTIVE",
      })),
    };
  }

  private resources(place: Place) {
    const shares = this.others(place, true).map(({ state }) => state.arn);
    return {
      resources: this.world
        .all(resourceAssociation)
        .filter(({ state }) => shares.includes(state.resourceShareArn))
        // AWS writes a resource's status only where it can't be used.
        .map(({ state }) => ({ arn: state.resourceArn, resourceShareArn: state.resourceShareArn })),
    };
  }
}
