import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runOffboard } from "../../../../scripts/offboard/command";
import type { Options, Surroundings } from "../../../../scripts/offboard/surroundings";
import { readProject } from "../../../../stacks/project/project-files";
import { FakeAws, places } from "../../support/fake-aws";
import { Bench, Killed } from "../../teardown/support/bench";

const files = {
  "Pulumi.yaml": "name: project\nconfig:\n  region:\n    default: eu-west-1\n",
  "Pulumi.shared.yaml": [
    "# The hub.",
    "config:",
    '  account: "111122223333"',
    "  corporateCidrs: [192.168.10.0/24]",
    "  organizationArn: arn:aws:organizations::111111111111:organization/o-exampleorg1",
    '  deletionProtection: "false"',
    "  # Those that asked.",
    "  lobs:",
    '    - { name: lob-a, account: "333333333333" } # the first',
    '    - { name: lob-b, account: "444444444444" }',
    "    # Further ones below.",
    "",
  ].join("\n"),
  "Pulumi.parent.yaml":
    'config:\n  account: "222222222222"\n  children: ["333333333333", "444444444444"] # both\n  endpoints: [iris]\n',
  "Pulumi.child.yaml":
    'config:\n  account: "333333333333"\n  lob: lob-a\n  sharedStack: shared\n  vpcCidr: 10.100.0.0/16\n  userProfiles: [own]\n  homeFileSystem: Delete\n  parentStack: parent\n',
  "Pulumi.lob-b.yaml":
    'config:\n  role: child\n  account: "444444444444"\n  sharedStack: shared\n  vpcCidr: 10.101.0.0/16\n  userProfiles: [own]\n  homeFileSystem: Delete\n  parentStack: parent\n',
};

/** A project in a folder of its own, whose stacks are up, with users; and what a run of the command did and printed. */
export class OffboardBench {
  /** Everything that was asked of AWS and of the engine to delete, in order. */
  readonly calls: string[] = [];
  /** Ends, by throwing, what is about to be called; of users, as if AWS had refused it. */
  before: (call: string) => void = () => {};

  private constructor(
    readonly folder: string,
    readonly bench: Bench,
    readonly users: FakeAws,
  ) {
    bench.before = (call) => this.note(call);
    users.onWrite = (write) => this.note(write);
    users.rows.set("ann", ["lob-a", "own"]);
    users.rows.set("bob", ["lob-b", "own"]);
    users.rows.set("rob", ["lob-b", "rob"]);
    for (const name of ["ann", "bob", "new"]) {
      users.accounts.set(name, { password: undefined, permanent: true });
    }
  }

  static async start(others: Readonly<Record<string, string>> = {}): Promise<OffboardBench> {
    const folder = mkdtempSync(path.join(tmpdir(), "offboard-test-"));
    for (const [name, text] of Object.entries({ ...files, ...others })) {
      writeFileSync(path.join(folder, name), text);
    }
    return new OffboardBench(folder, await Bench.start(readProject(folder)), await FakeAws.start());
  }

  private note(call: string): void {
    this.before(call);
    this.calls.push(call);
  }

  get said(): string[] {
    return this.bench.said;
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), "utf8");
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries(readdirSync(this.folder).map((name) => [name, this.read(name)]));
  }

  /** Runs the command as one who types the name that is asked for, unless told otherwise. */
  async run(
    lob: string | undefined,
    options: Options = {},
    { answer = lob ?? options.user, ...others }: Partial<Surroundings> & { readonly answer?: string | undefined } = {},
  ): Promise<void> {
    await this.bench.around(answer, (around) =>
      runOffboard(lob, options, {
        ...around,
        folder: this.folder,
        readStack: async () => ({ account: this.users.account, region: "eu-west-1", ...places }),
        directory: () => this.users.clients(),
        ...others,
      }),
    );
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    await this.bench.close();
    await this.users.close();
  }
}

export { Killed };
