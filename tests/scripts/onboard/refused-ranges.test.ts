import { itRefuses, type RefusalCase, shippedWith } from "./support/refusal-case";

const key = "sagemaker-multi-account";

const cases: readonly RefusalCase[] = [
  {
    title: "a CIDR block that another LOB has, with a free one of its size",
    given: { cidr: "10.101.64.0/18" },
    says: [
      '--cidr is "10.101.64.0/18", which overlaps "10.101.0.0/16" of stack lob-b: the transit gateway would drop one of the two; 10.96.0.0/18 is free',
    ],
  },
  {
    title: "a CIDR block that holds another LOB's",
    files: () => shippedWith("Pulumi.lob-b.yaml", "10.101.0.0/16", "10.101.7.0/24"),
    given: { cidr: "10.101.0.0/16" },
    says: [
      '--cidr is "10.101.0.0/16", which overlaps "10.101.7.0/24" of stack lob-b: the transit gateway would drop one of the two; 10.96.0.0/16 is free',
    ],
  },
  {
    title: "the hub's own CIDR block",
    given: { cidr: "10.0.0.0/16" },
    says: [
      '--cidr is "10.0.0.0/16", which overlaps the hub\'s own "10.0.0.0/16": a LOB\'s CIDR block lies inside lobSupernet 10.96.0.0/11; 10.96.0.0/16 is free',
    ],
  },
  {
    title: "a corporate CIDR block",
    given: { cidr: "192.168.0.0/16" },
    says: [
      '--cidr is "192.168.0.0/16", which overlaps "192.168.10.0/24" in corporateCidrs of stack shared: a LOB\'s CIDR block lies inside lobSupernet 10.96.0.0/11; 10.96.0.0/16 is free',
    ],
  },
  {
    title: "a CIDR block that is too small",
    given: { cidr: "10.102.0.0/25" },
    says: [
      '--cidr is "10.102.0.0/25": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24; 10.96.0.0/16 is free',
    ],
  },
  {
    title: "a CIDR block that begins within itself",
    given: { cidr: "10.102.0.1/16" },
    says: [
      '--cidr is "10.102.0.1/16": a CIDR block begins at its network\'s address; write 10.102.0.0/16; 10.96.0.0/16 is free',
    ],
  },
  {
    title: "any CIDR block where none is left",
    files: () => shippedWith("Pulumi.shared.yaml", "config:", `config:\n  ${key}:lobSupernet: 10.100.0.0/15`),
    given: { cidr: "10.101.0.0/24" },
    says: [
      '--cidr is "10.101.0.0/24", which overlaps "10.101.0.0/16" of stack lob-b: the transit gateway would drop one of the two; lobSupernet 10.100.0.0/15 has no room for another LOB: widen it in the config of stack shared',
    ],
  },
  {
    title: "no CIDR block where none is left",
    files: () => shippedWith("Pulumi.shared.yaml", "config:", `config:\n  ${key}:lobSupernet: 10.100.0.0/15`),
    says: [
      "--cidr is not set, and lobSupernet 10.100.0.0/15 has no room for another LOB: widen it in the config of stack shared",
    ],
  },
];

describe("npm run onboard refuses, with no file touched and a free CIDR block named,", () => itRefuses(cases));
