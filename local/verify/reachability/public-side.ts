import type { Target } from "./targets";

/** What AWS, in each region of the estate, and others have on the internet: whether a place gets there, and through what. */
export function publicSide(regions: readonly string[]): Target[] {
  const service = (name: string, label: string): Target => ({
    name,
    ways: regions.map((region) => ({
      by: "service name",
      destination: { host: `${label}.${region}.amazonaws.com` },
    })),
    ports: [443],
    place: "internet",
    isAt: () => true,
  });
  return [
    service("service s3", "s3"),
    service("service dynamodb", "dynamodb"),
    service("a service of AWS without an endpoint", "translate"),
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
