import { EC2Client, type SecurityGroup } from "@aws-sdk/client-ec2";
import { inputMistakes } from "../../../models/support/input-mistakes";

/** An answer of AWS that isn't what was asked for. */
function awsError(name: string): Error {
  return Object.assign(new Error(`EC2 says ${name}`), { name, $metadata: {}, $fault: "client" });
}

/** Security groups of VPCs, and who uses them, as EC2 has them: the two of a home file system name each other. */
export class FakeEc2 {
  readonly groups = new Map<string, SecurityGroup>();
  /** How many more times a group is in use. */
  readonly uses = new Map<string, number>();

  constructor(private readonly onCall: (call: string) => void) {}

  /** Puts the groups that SageMaker makes for a domain's home file system. */
  giveNfsGroups(vpcId: string, domainId: string): void {
    const [inbound, outbound] = ["inbound", "outbound"].map((way) => `sg-${way}-${domainId}`);
    const from = (GroupId: string | undefined) => [
      { IpProtocol: "tcp", FromPort: 2049, ToPort: 2049, UserIdGroupPairs: [{ GroupId }] },
    ];
    this.put(vpcId, inbound, `security-group-for-inbound-nfs-${domainId}`, { IpPermissions: from(outbound) });
    this.put(vpcId, outbound, `security-group-for-outbound-nfs-${domainId}`, { IpPermissionsEgress: from(inbound) });
  }

  put(VpcId: string, GroupId = "", GroupName: string, rules: Partial<SecurityGroup> = {}): void {
    this.groups.set(GroupId, { VpcId, GroupId, GroupName, ...rules });
  }

  /** A client whose calls never leave this process. */
  client(): EC2Client {
    const client = new EC2Client({ region: "eu-west-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
    client.middlewareStack.add(
      (_next, { commandName = "" }) =>
        async ({ input }) => ({ output: { $metadata: {}, ...this.answer(commandName, input) }, response: {} }),
      { step: "initialize", priority: "high" },
    );
    return client;
  }

  private answer(command: string, input: object): object {
    const mistakes = inputMistakes(`ec2:${command.replace(/Command$/, "")}`, input);
    if (mistakes.length > 0) {
      throw new Error(mistakes.join("; "));
    }
    if (command === "DescribeSecurityGroupsCommand") {
      return { SecurityGroups: this.matching(input) };
    }
    const id = "GroupId" in input ? String(input.GroupId) : "";
    this.onCall(`${command.replace(/Command$/, "")} ${id}`);
    const group = this.groups.get(id);
    if (group === undefined) {
      throw awsError("InvalidGroup.NotFound");
    }
    switch (command) {
      case "RevokeSecurityGroupIngressCommand":
        this.groups.set(id, { ...group, IpPermissions: [] });
        return {};
      case "RevokeSecurityGroupEgressCommand":
        this.groups.set(id, { ...group, IpPermissionsEgress: [] });
        return {};
      case "DeleteSecurityGroupCommand":
        this.remove(id);
        return {};
      default:
        throw new Error(`the fake EC2 doesn't know ${command}`);
    }
  }

  private matching(input: object): SecurityGroup[] {
    const filters = "Filters" in input && Array.isArray(input.Filters) ? input.Filters : [];
    // `*` stands for any text. Source: EC2 User Guide, "Filter your resources".
    const matches = (name: string, value = ""): boolean =>
      (filters.find((filter) => filter.Name === name)?.Values ?? []).some((wanted: unknown) =>
        new RegExp(`^${String(wanted).replaceAll("*", ".*")}$`).test(value),
      );
    return [...this.groups.values()].filter(
      ({ VpcId, GroupName }) => matches("vpc-id", VpcId) && matches("group-name", GroupName),
    );
  }

  private remove(id: string): void {
    const uses = this.uses.get(id) ?? 0;
    const isNamed = [...this.groups.values()].some((other) =>
      [...(other.IpPermissions ?? []), ...(other.IpPermissionsEgress ?? [])].some(({ UserIdGroupPairs = [] }) =>
        UserIdGroupPairs.some(({ GroupId }) => GroupId === id),
      ),
    );
    if (uses > 0 || isNamed) {
      this.uses.set(id, uses - 1);
      throw awsError("DependencyViolation");
    }
    this.groups.delete(id);
  }
}
