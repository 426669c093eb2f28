import type { Target } from "./targets";

/** What AWS and others have on the internet: whether a place gets there, and through what. */
export function publicSide(region: string): Target[] {
  const service = (name: string, host: string): Target => ({
    name,
    ways: [{ by: "service name", destination: { host } }],
    ports: [443],
    place: "internet",
    isAt: () => true,
  });
  return [
    service("service s3", `s3.${region}.amazonaws.com`),
    service("service dynamodb", `dynamodb.${region}.amazonaws.com`),
    service("a service of AWS without an endpoint", `translate.${region}.amazonaws.com`),
    {
      name: "the internet",
      // Stands for any public address. Source: RFC 5737.
      ways: [{ by: "address", destination: { address: "203.0.113.5" } }],
      ports: [443],
      place: "internet",
      isAt: () => true,
    },
  ];
}
