/**
 * What AWS accepts when a resource is created, and what doesn't work then; the local AWS accepts it as well and shows
 * the step at which a call or a later run fails, or `isolation` where a call arrives that shouldn't. Facts are from AWS's
 * documentation; each row has its case in one of `tests/local/aws/*pitfalls.test.ts`.
 */
export const pitfalls = {
  P01: { fact: "an endpoint's private DNS answers in the endpoint's own VPC alone", failsAt: "route" },
  P02: { fact: "a rule whose target is in the rule's own VPC sends queries in a loop", failsAt: "rule" },
  P03: { fact: "a rule beats a private zone of the same name, and the VPC's own endpoint with it", failsAt: "route" },
  P04: { fact: "a name that a private zone takes in but doesn't have isn't looked for in public DNS", failsAt: "name" },
  P05: {
    fact: "one rule for amazonaws.com hands every name of AWS to the hub, those that a VPC serves itself among them",
    failsAt: "security group",
  },
  P06: { fact: "private zones aren't read in a VPC without DNS host names", failsAt: "route" },
  P07: { fact: "an inbound resolver endpoint whose group lets in UDP 53 alone loses longer answers", failsAt: "rule" },
  P08: {
    fact: "an outbound resolver endpoint whose group lets out UDP 53 alone loses longer answers",
    failsAt: "rule",
  },
  P09: { fact: "Studio's hosts are below the name of its zone, which needs a wildcard", failsAt: "name" },
  P10: { fact: "a gateway endpoint doesn't serve what comes in through a transit gateway", failsAt: "route" },
  P11: {
    fact: "a private zone for dynamodb misses the name with the account's id that SDKs call",
    failsAt: "route",
  },
  P12: {
    fact: "a private zone for all of execute-api takes calls of other APIs to the endpoint, which refuses them",
    failsAt: "service",
  },
  P13: {
    fact: "an endpoint without security groups gets the VPC's default one, which lets in itself alone",
    failsAt: "security group",
  },
  P14: {
    fact: "rules and zones keep nobody from an endpoint's own name: where its group lets a VPC in, the VPC reaches it",
    failsAt: "isolation",
  },
  P15: {
    fact: "a transit gateway with its own defaults is an open mesh: every attached VPC reaches every other",
    failsAt: "isolation",
  },
  P16: { fact: "a shared attachment waits for ever where the gateway doesn't accept by itself", failsAt: "route" },
  P17: {
    fact: "an attachment stays in the table that was the default when it was made, whatever is swapped later",
    failsAt: "transit gateway",
  },
  P18: {
    fact: "an attachment to a gateway of another account joins the default tables whatever its own flags say",
    failsAt: "isolation",
  },
  P19: {
    fact: "a LOB may attach any range; return routes for the declared supernet alone keep it out",
    failsAt: "return route",
  },
  P20: { fact: "a transit gateway puts no routes into a VPC: answers need one, too", failsAt: "return route" },
  P21: {
    fact: "the range of an attachment that overlaps with an earlier one's is dropped from the table without a word",
    failsAt: "return route",
  },
  P22: {
    fact: "an attachment serves those Availability Zones alone that it has a subnet in",
    failsAt: "transit gateway",
  },
  P23: { fact: "an attachment puts no routes into its own VPC", failsAt: "route" },
  P24: {
    fact: "a transit gateway doesn't make a VPC's private zones known to others: a rule has to",
    failsAt: "route",
  },
  P25: { fact: "spokes know what propagates into their table alone", failsAt: "transit gateway" },
  P26: {
    fact: "an on-premises network that doesn't propagate into the hub's table gets no answers",
    failsAt: "return route",
  },
  P27: { fact: "an attachment that is associated with no table sends nothing", failsAt: "return route" },
  P28: { fact: "a rule may name a target where no resolver answers", failsAt: "rule" },
  P29: { fact: "nothing can look names up in a VPC without DNS support", failsAt: "name" },
  P30: { fact: "another policy of an API works only once the API is deployed anew", failsAt: "isolation" },
  P31: {
    fact: "an API's policy that allows one endpoint and denies none lets in any, if the authorizer allows",
    failsAt: "isolation",
  },
  P32: {
    fact: "an API's policy that allows a path lets in everybody whom the authorizer doesn't deny, allowed or not",
    failsAt: "isolation",
  },
  P33: {
    fact: "an authorizer's result that is remembered and allows one path refuses the user's next one",
    failsAt: "authorizer",
  },
  P34: { fact: "an authorizer's result that is remembered outlives the token", failsAt: "isolation" },
  P35: {
    fact: "a method without an authorizer needs an API's policy that allows it, not only one that doesn't deny",
    failsAt: "resource policy",
  },
  P36: {
    fact: "an endpoint's policy that names principals refuses whoever bears a token: to IAM they are nobody",
    failsAt: "endpoint policy",
  },
  P37: {
    fact: "API Gateway calls no function whose policy doesn't let it, and doesn't say so",
    failsAt: "integration",
  },
  P38: { fact: "an integration may name a function that doesn't exist", failsAt: "integration" },
  P39: {
    fact: "an integration calls Lambda by the verb it names, and Lambda takes POST alone",
    failsAt: "integration",
  },
  P40: {
    fact: "an authorizer fails whose context has a value that is neither text nor number nor truth value",
    failsAt: "authorizer",
  },
  P41: { fact: "traced calls of a stage have presigned URLs in the log", failsAt: "isolation" },
  P42: { fact: "what API Gateway answers itself needs a status in the request's template", failsAt: "integration" },
  P50: {
    fact: "a trust policy that names a role doesn't mean one that is made anew under the name",
    failsAt: "trust policy",
  },
  P51: { fact: "a trust policy that names an account lets in whichever role of it may ask", failsAt: "isolation" },
  P52: { fact: "nobody checks an ExternalId that the trust policy doesn't demand", failsAt: "isolation" },
  P53: {
    fact: "a trust policy that allows AssumeRole alone refuses sessions with a source identity",
    failsAt: "trust policy",
  },
  P54: {
    fact: "a role's session that another role's session opens lasts an hour at most, whatever the role allows",
    failsAt: "session",
  },
  P55: {
    fact: "an endpoint's policy for sts that allows AssumeRole alone refuses sessions with a source identity",
    failsAt: "endpoint policy",
  },
  P56: {
    fact: "GetCallerIdentity has no resource, so a policy that wants the resource's organization refuses it",
    failsAt: "endpoint policy",
  },
  P57: {
    fact: "behind the endpoint of sagemaker.runtime the caller is the model account's role, which its policy must take",
    failsAt: "endpoint policy",
  },
  P58: { fact: "the name of a SageMaker endpoint means one of the caller's own account", failsAt: "service" },
  P59: { fact: "the name of a SageMaker endpoint is judged in lower case", failsAt: "identity policy" },
  P60: {
    fact: "an endpoint's policy for cognito-idp that names principals keeps everybody from signing in",
    failsAt: "endpoint policy",
  },
  P61: {
    fact: "a client that doesn't hide which users exist tells anybody who asks",
    failsAt: "isolation",
  },
  P62: { fact: "a pool that minds letter case takes two users whose names differ in it alone", failsAt: "isolation" },
  P63: {
    fact: "a role that may presign through the endpoint of the API alone makes URLs that Studio refuses",
    failsAt: "studio",
  },
  P64: { fact: "ListDomains works on no domain, so a policy that names one refuses it", failsAt: "identity policy" },
  P65: { fact: "a user pool with a domain isn't reached through an endpoint of cognito-idp", failsAt: "sign-in" },
  P66: {
    fact: "a Studio domain's group that lets itself in lets every user into every other's JupyterLab, whatever their profiles' groups are",
    failsAt: "isolation",
  },
  P73: {
    fact: "a VPC's default security group lets its members reach each other and send everything out, until it is emptied",
    failsAt: "isolation",
  },
  P80: {
    fact: "a VPC without a way to the internet looks up strangers' names all the same, and data leave in them",
    failsAt: "isolation",
  },
  P81: {
    fact: "a rule of DNS Firewall that allows a name blocks it by what it leads to, unless it trusts redirections",
    failsAt: "dns firewall",
  },
  P82: { fact: "*.x in a list of DNS Firewall takes in what is below x, and not x itself", failsAt: "dns firewall" },
  P83: {
    fact: "DNS Firewall judges what is asked of its VPC's own resolver: another that can be reached answers any name",
    failsAt: "isolation",
  },
  P84: {
    fact: "AWS gives a list's names back with a dot at their end: without it in the program, each refresh finds a change",
    failsAt: "refresh",
  },
  P85: {
    fact: "an account with a transit gateway's share attaches whatever range, and is let in where that range is",
    failsAt: "isolation",
  },
  P86: {
    fact: "a transit gateway's table drops nothing of what it learned, where a wider range is written to be dropped",
    failsAt: "isolation",
  },
} as const satisfies Record<string, { fact: string; failsAt: string }>;

export type PitfallNumber = keyof typeof pitfalls;
