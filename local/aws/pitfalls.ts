/**
 * Mistakes that AWS accepts at creation and that fail later; the local AWS accepts them as well and shows
 * the step at which a call or a later run fails, or `isolation` where a call arrives that shouldn't. Facts are from AWS's
 * documentation; each row has its case in one of `tests/local/aws/*pitfalls.test.ts`.
 */
export const pitfalls = {
  P01: { fact: "an endpoint's private DNS answers only in the endpoint's own VPC", failsAt: "route" },
  P02: { fact: "a rule whose target is in its own VPC makes queries loop", failsAt: "rule" },
  P03: { fact: "a rule overrides a private zone of the same name, and so the VPC's own endpoint", failsAt: "route" },
  P04: { fact: "a name that a private zone covers but doesn't have isn't looked up in public DNS", failsAt: "name" },
  P05: {
    fact: "one rule for amazonaws.com forwards every AWS name to the hub, even those that a VPC serves itself",
    failsAt: "security group",
  },
  P06: { fact: "private zones aren't read in a VPC without DNS host names", failsAt: "route" },
  P07: { fact: "an inbound resolver endpoint whose group allows only UDP 53 loses longer answers", failsAt: "rule" },
  P08: {
    fact: "an outbound resolver endpoint whose group allows only UDP 53 loses longer answers",
    failsAt: "rule",
  },
  P09: { fact: "Studio's hosts are below the name of its zone, which needs a wildcard", failsAt: "name" },
  P10: { fact: "a gateway endpoint doesn't serve traffic from a transit gateway", failsAt: "route" },
  P11: {
    fact: "a private zone for dynamodb doesn't cover the name with the account's id that SDKs call",
    failsAt: "route",
  },
  P12: {
    fact: "a private zone for all of execute-api sends calls of other APIs to the endpoint, which refuses them",
    failsAt: "service",
  },
  P13: {
    fact: "an endpoint without security groups gets the VPC's default group, which allows only its own members",
    failsAt: "security group",
  },
  P14: {
    fact: "rules and zones don't protect an endpoint's own name: any VPC that its group allows reaches it",
    failsAt: "isolation",
  },
  P15: {
    fact: "a transit gateway with its own defaults is an open mesh: every attached VPC reaches every other",
    failsAt: "isolation",
  },
  P16: {
    fact: "a shared attachment stays pending if the gateway doesn't accept attachments automatically",
    failsAt: "route",
  },
  P17: {
    fact: "an attachment stays in the table that was the default at its creation, even if the default changes",
    failsAt: "transit gateway",
  },
  P18: {
    fact: "an attachment to another account's gateway joins the default tables despite its own flags",
    failsAt: "isolation",
  },
  P19: {
    fact: "a LOB may attach any CIDR block; only return routes limited to the declared supernet keep it out",
    failsAt: "return route",
  },
  P20: { fact: "a transit gateway adds no routes to a VPC: answers need one, too", failsAt: "return route" },
  P21: {
    fact: "an attachment's CIDR block that overlaps an earlier one is dropped from the table silently",
    failsAt: "return route",
  },
  P22: {
    fact: "an attachment serves only the Availability Zones in which it has a subnet",
    failsAt: "transit gateway",
  },
  P23: { fact: "an attachment adds no routes to its own VPC", failsAt: "route" },
  P24: {
    fact: "a transit gateway doesn't share a VPC's private zones: that takes a rule",
    failsAt: "route",
  },
  P25: { fact: "spokes know only routes that propagate into their table", failsAt: "transit gateway" },
  P26: {
    fact: "an on-premises network that doesn't propagate into the hub's table gets no answers",
    failsAt: "return route",
  },
  P27: { fact: "an attachment without an associated table sends nothing", failsAt: "return route" },
  P28: { fact: "a rule may name a target at which no resolver answers", failsAt: "rule" },
  P29: { fact: "no name resolves in a VPC without DNS support", failsAt: "name" },
  P30: { fact: "a changed API policy takes effect only after the API is deployed again", failsAt: "isolation" },
  P31: {
    fact: "an API policy that allows one endpoint and denies none allows every endpoint if the authorizer does",
    failsAt: "isolation",
  },
  P32: {
    fact: "an API policy that allows a path admits everybody whom the authorizer doesn't explicitly deny",
    failsAt: "isolation",
  },
  P33: {
    fact: "a cached authorizer result that allows one path refuses the user's next path",
    failsAt: "authorizer",
  },
  P34: { fact: "a cached authorizer result outlives the token", failsAt: "isolation" },
  P35: {
    fact: "a method without an authorizer needs an API's policy that allows it, not only one that doesn't deny",
    failsAt: "resource policy",
  },
  P36: {
    fact: "an endpoint policy that names principals refuses callers with only a token: to IAM they are anonymous",
    failsAt: "endpoint policy",
  },
  P37: {
    fact: "API Gateway calls no function whose policy doesn't allow it, and doesn't report why",
    failsAt: "integration",
  },
  P38: { fact: "an integration may name a function that doesn't exist", failsAt: "integration" },
  P39: {
    fact: "an integration calls Lambda with its configured method, and Lambda accepts only POST",
    failsAt: "integration",
  },
  P40: {
    fact: "an authorizer fails if its context has a value other than a string, number or boolean",
    failsAt: "authorizer",
  },
  P41: { fact: "a stage's data traces write presigned URLs to the log", failsAt: "isolation" },
  P42: { fact: "an answer of API Gateway itself needs a status in the request template", failsAt: "integration" },
  P50: {
    fact: "a trust policy that names a role doesn't trust a new role of the same name",
    failsAt: "trust policy",
  },
  P51: { fact: "a trust policy that names an account trusts any of its roles that may call sts", failsAt: "isolation" },
  P52: { fact: "nobody checks an ExternalId that the trust policy doesn't demand", failsAt: "isolation" },
  P53: {
    fact: "a trust policy that allows only AssumeRole refuses sessions with a source identity",
    failsAt: "trust policy",
  },
  P54: {
    fact: "a chained role session lasts at most an hour, whatever the role allows",
    failsAt: "session",
  },
  P55: {
    fact: "an endpoint policy for sts that allows only AssumeRole refuses sessions with a source identity",
    failsAt: "endpoint policy",
  },
  P56: {
    fact: "GetCallerIdentity has no resource, so a policy that requires the resource's organization refuses it",
    failsAt: "endpoint policy",
  },
  P57: {
    fact: "at the endpoint of sagemaker.runtime the caller is the model account's role, which its policy must allow",
    failsAt: "endpoint policy",
  },
  P58: { fact: "the name of a SageMaker endpoint means one of the caller's own account", failsAt: "service" },
  P59: { fact: "IAM compares a SageMaker endpoint's name in lower case", failsAt: "identity policy" },
  P60: {
    fact: "an endpoint policy for cognito-idp that names principals refuses every sign-in",
    failsAt: "endpoint policy",
  },
  P61: {
    fact: "a client that doesn't hide which users exist reveals them to anybody",
    failsAt: "isolation",
  },
  P62: { fact: "a case-sensitive pool accepts two users whose names differ only in case", failsAt: "isolation" },
  P63: {
    fact: "a role that may presign only through the endpoint of the API makes URLs that Studio refuses",
    failsAt: "studio",
  },
  P64: { fact: "ListDomains has no resource, so a policy that names a domain refuses it", failsAt: "identity policy" },
  P65: { fact: "a user pool with a domain isn't reached through an endpoint of cognito-idp", failsAt: "sign-in" },
  P66: {
    fact: "a Studio domain's group that allows itself opens every user's JupyterLab to every other, whatever their profiles' groups",
    failsAt: "isolation",
  },
  P73: {
    fact: "a VPC's default security group lets its members reach each other and send anything out until its rules are removed",
    failsAt: "isolation",
  },
  P80: {
    fact: "a VPC without a route to the internet still looks up outsiders' names, which can carry data out",
    failsAt: "isolation",
  },
  P81: {
    fact: "DNS Firewall can block an allowed name by its redirection's target, unless the rule trusts redirections",
    failsAt: "dns firewall",
  },
  P82: { fact: "*.x in a list of DNS Firewall covers names below x, but not x itself", failsAt: "dns firewall" },
  P83: {
    fact: "DNS Firewall filters only its VPC's own resolver: any other reachable resolver answers every name",
    failsAt: "isolation",
  },
  P84: {
    fact: "AWS returns a list's names with a final dot: without it in the program, each refresh finds a change",
    failsAt: "refresh",
  },
  P85: {
    fact: "an account that shares a transit gateway can attach any CIDR block, and groups that allow the CIDR block admit it",
    failsAt: "isolation",
  },
  P86: {
    fact: "a blackhole route for a wider CIDR block drops nothing that a transit gateway's table learned more specifically",
    failsAt: "isolation",
  },
  P105: {
    fact: "a session that has a source identity can't take another for the role that it assumes",
    failsAt: "source identity",
  },
  P106: {
    fact: "a session that has a source identity needs sts:SetSourceIdentity in its own policy to assume any role",
    failsAt: "identity policy",
  },
} as const satisfies Record<string, { fact: string; failsAt: string }>;

export type PitfallNumber = keyof typeof pitfalls;
