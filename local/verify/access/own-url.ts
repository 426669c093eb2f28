import { CreatePresignedDomainUrlCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { ownProfile, pageOrigin, studioSession } from "../../aws";
import type { Estate } from "../../estate/estate";
import type { Browser } from "../../scenarios/browser";
import type { Member } from "../../scenarios/people";

/** The URL by which Studio's page opens an app for its user, made under the LOB's execution role; undefined if it is refused. */
export async function urlOfStudio(
  { aws }: Estate,
  desk: Browser,
  { lob, domain, profile }: Member,
): Promise<string | undefined> {
  const { world, sessions } = aws;
  const { region } = lob.config;
  const own = ownProfile(world, lob.config, domain, profile);
  if (own === undefined) {
    return undefined;
  }
  const client = new SageMakerClient({
    region,
    endpoint: await aws.addressOf(pageOrigin(world, desk.place), region),
    credentials: studioSession(world, sessions, own, "page"),
    maxAttempts: 1,
  });
  const command = new CreatePresignedDomainUrlCommand({ DomainId: domain, UserProfileName: profile });
  try {
    return (await client.send(command)).AuthorizedUrl;
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
