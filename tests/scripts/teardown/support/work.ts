import type { Bench } from "./bench";

/** What people made in two LOBs: work that is open, that starts and that ends. */
export function giveWork(bench: Bench): void {
  bench.give("child", "profile", "carol");
  bench.give("child", "space", "ann", { status: "InService" });
  bench.give("child", "space", "team");
  bench.give("child", "app", "ann");
  bench.give("child", "app", "team", { status: "Pending" });
  bench.give("lob-b", "app", "bob", { status: "Deleting" });
  bench.give("lob-b", "space", "bob");
}

/** How the groups of a domain's home directories go. */
export function groupCalls(domainId: string): string[] {
  return [
    `RevokeSecurityGroupIngress sg-inbound-${domainId}`,
    `RevokeSecurityGroupEgress sg-outbound-${domainId}`,
    `DeleteSecurityGroup sg-inbound-${domainId}`,
    `DeleteSecurityGroup sg-outbound-${domainId}`,
  ];
}

/** What a teardown of everything asks for with that work, in its order. */
export const allCalls = [
  "DeleteSpace d-bbbbbbbbbbbb bob",
  "DeleteUserProfile d-bbbbbbbbbbbb own",
  "DeleteDomain d-bbbbbbbbbbbb Delete",
  ...groupCalls("d-bbbbbbbbbbbb"),
  "destroy lob-b after a refresh",
  "DeleteApp d-aaaaaaaaaaaa ann",
  "DeleteApp d-aaaaaaaaaaaa team",
  "DeleteSpace d-aaaaaaaaaaaa ann",
  "DeleteSpace d-aaaaaaaaaaaa team",
  "DeleteUserProfile d-aaaaaaaaaaaa own",
  "DeleteUserProfile d-aaaaaaaaaaaa carol",
  "DeleteDomain d-aaaaaaaaaaaa Delete",
  ...groupCalls("d-aaaaaaaaaaaa"),
  "destroy child after a refresh",
  "destroy parent",
  "destroy shared",
];
