import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { jsonAnswer, permit, readMembers, readOperation } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { Place, World } from "../core/world";
import { isSharedWith } from "../ram";
import { resourceAssociation } from "../ram/kinds";
import { resolverEndpoint, resolverRule, resolverRuleAssociation } from "./kinds";

const filters = v.optional(v.array(v.strictObject({ Name: v.string(), Values: v.array(v.string()) })), []);

const listing = v.strictObject({ Filters: filters });

const addresses = v.strictObject({ ResolverEndpointId: v.string() });

type Filters = v.InferOutput<typeof filters>;

/** Those items that every filter takes: by the filter's name, what it compares. */
function filtered<T>(
  operation: string,
  items: readonly T[],
  wanted: Filters,
  known: Readonly<Record<string, (item: T) => string>>,
): T[] {
  return items.filter((item) =>
    wanted.every(({ Name, Values }) => {
      const value = known[Name];
      if (value === undefined) {
        throw NotKnown.members("Route 53 Resolver", operation, [`filter ${Name}`]);
      }
      return Values.includes(value(item));
    }),
  );
}

/** Route 53 Resolver, as far as endpoints, rules and associations that exist are looked at. */
export class Route53Resolver implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^route53resolver\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { name, members } = readOperation(request);
    const { session, region } = signedBy(arrival);
    const place = { account: session.role.account, region };
    const { run, arn = "*" } = this.operation(place, name, members);
    const resource = { arn, ...place };
    await permit(this.world, { session, via: arrival.via, action: `route53resolver:${name}`, resource });
    return jsonAnswer(run());
  }

  private operation(place: Place, name: string, members: unknown): { run: () => object; arn?: string } {
    const read = <S extends v.GenericSchema>(schema: S) => readMembers("Route 53 Resolver", name, schema, members);
    switch (name) {
      case "ListResolverEndpoints":
        return { run: () => this.endpoints(place, name, read(listing).Filters) };
      case "ListResolverEndpointIpAddresses": {
        const { ResolverEndpointId: id } = read(addresses);
        const arn = `arn:aws:route53resolver:${place.region}:${place.account}:resolver-endpoint/${id}`;
        return { run: () => this.addresses(place, id), arn };
      }
      case "ListResolverRules":
        return { run: () => this.rules(place, name, read(listing).Filters) };
      case "ListResolverRuleAssociations":
        return { run: () => this.associations(place, name, read(listing).Filters) };
      default:
        throw NotKnown.operation("Route 53 Resolver", name);
    }
  }

  private endpoints(place: Place, operation: string, wanted: Filters) {
    const found = filtered(operation, this.world.here(resolverEndpoint, place), wanted, {
      Direction: ({ state }) => state.direction,
      HostVPCId: ({ state }) => state.hostVpcId,
    });
    return {
      ResolverEndpoints: found.map(({ id, state }) => ({
        Id: id,
        Arn: state.arn,
        Direction: state.direction,
        HostVPCId: state.hostVpcId,
        IpAddressCount: state.ipAddresses.length,
        SecurityGroupIds: state.securityGroupIds,
        Status: "OPERATIONAL",
      })),
    };
  }

  private addresses(place: Place, id: string) {
    const found = this.world.here(resolverEndpoint, place).find((endpoint) => endpoint.id === id);
    if (found === undefined) {
      throw new AwsError(
        "ResourceNotFoundException",
        `[RSLVR-00601] Resolver endpoint with ID "${id}" does not exist.`,
      );
    }
    return {
      IpAddresses: found.state.ipAddresses.map(({ subnetId, ip }) => ({
        SubnetId: subnetId,
        Ip: ip,
        Status: "ATTACHED",
      })),
    };
  }

  /** The account's own rules and those shared with it. */
  private rules({ account, region }: Place, operation: string, wanted: Filters) {
    const seen = this.world
      .all(resolverRule)
      .filter((rule) => rule.region === region)
      .filter((rule) => rule.account === account || isSharedWith(this.world, rule.state.arn, account));
    const found = filtered(operation, seen, wanted, { DomainName: ({ state }) => `${state.domainName}.` });
    return {
      ResolverRules: found.map(({ id, account: owner, state }) => ({
        Id: id,
        Arn: state.arn,
        // Route 53 writes a domain with its dot.
        DomainName: `${state.domainName}.`,
        RuleType: state.ruleType,
        Status: "COMPLETE",
        OwnerId: owner,
        ShareStatus: owner === account ? this.statusOfOwn(state.arn) : "SHARED_WITH_ME",
      })),
    };
  }

  private statusOfOwn(arn: string): "NOT_SHARED" | "SHARED_BY_ME" {
    const isShared = this.world.all(resourceAssociation).some(({ state }) => state.resourceArn === arn);
    return isShared ? "SHARED_BY_ME" : "NOT_SHARED";
  }

  private associations(place: Place, operation: string, wanted: Filters) {
    const own = this.world.here(resolverRuleAssociation, place);
    const found = filtered(operation, own, wanted, {
      VPCId: ({ state }) => state.vpcId,
      ResolverRuleId: ({ state }) => state.resolverRuleId,
    });
    return {
      ResolverRuleAssociations: found.map(({ id, state }) => ({
        Id: id,
        ResolverRuleId: state.resolverRuleId,
        VPCId: state.vpcId,
        Status: "COMPLETE",
      })),
    };
  }
}
