import { ownNames, vpcEndpoint } from "../aws";
import type { StudioStage } from "./studio-stage";

/** A central interface endpoint, with every way to name it. */
export interface CentralEndpoint {
  readonly id: string;
  /** The service's name without what all have in common, such as `sagemaker.api`. */
  readonly service: string;
  /** A name under which callers know the service. */
  readonly host: string;
  /** The endpoint's own names, which anybody can resolve. */
  readonly ownNames: readonly string[];
  readonly addresses: readonly string[];
  /** Whether people's browsers use it. */
  readonly isForPeople: boolean;
  /** Whether code uses it, in LOBs and in the hub. */
  readonly isForWorkloads: boolean;
}

const onlyForPeople = new Set(["execute-api", "studio", "cognito-idp"]);

/** Studio's page calls it from the browser, and code in Studio calls it as well. */
const forBoth = "sagemaker.api";

/** The name that callers use, which the endpoint service's name doesn't tell. */
function hostOf(service: string, region: string, studio: StudioStage): string {
  switch (service) {
    case "execute-api":
      return new URL(studio.estate.output(studio.hub, "apiUrl")).hostname;
    case "studio":
      return `${studio.member.domain}.studio.${region}.sagemaker.aws`;
    case "sagemaker.api":
    case "sagemaker.runtime":
    case "ecr.api":
    case "ecr.dkr":
      return `${service.split(".").reverse().join(".")}.${region}.amazonaws.com`;
    default:
      return `${service}.${region}.amazonaws.com`;
  }
}

/** The interface endpoints of a hub. */
export function centralEndpoints(studio: StudioStage): CentralEndpoint[] {
  const { account, region } = studio.hub.config;
  return studio.estate.aws.world
    .list(vpcEndpoint, account)
    .filter(({ stack, state }) => stack === studio.hub.name && state.vpcEndpointType === "Interface")
    .map(({ id, state }) => {
      const service = state.serviceName.replace(/^com\.amazonaws\.[a-z0-9-]+\.|^aws\.sagemaker\.[a-z0-9-]+\./, "");
      return {
        id,
        service,
        host: hostOf(service, region, studio),
        ownNames: ownNames(state),
        addresses: state.networkInterfaces.map(({ address }) => address),
        isForPeople: onlyForPeople.has(service) || service === forBoth,
        isForWorkloads: !onlyForPeople.has(service),
      };
    });
}
