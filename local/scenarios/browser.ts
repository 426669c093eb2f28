import type { LocalAws, Origin } from "../aws";

/** The outcome of a browser's request. */
export interface Page {
  /** Undefined where the request didn't arrive. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The steps of the path; the last one names why it ended there. */
  readonly steps: readonly string[];
}

/** What a request carries besides its address. */
export interface Request {
  readonly method?: "GET" | "POST" | "OPTIONS";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A browser, or a program, on a machine somewhere in the network. It keeps cookies by host and follows no redirect by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly aws: LocalAws,
    readonly place: Origin,
  ) {}

  async open(address: string, { method = "GET", headers = {}, body = "" }: Request = {}): Promise<Page> {
    if (!URL.canParse(address)) {
      const reason = `there is no address to open: "${address}"`;
      return { status: undefined, headers: {}, text: reason, steps: [reason] };
    }
    const url = new URL(address);
    const cookie = this.cookies.get(url.hostname);
    const { path, answer } = await this.aws.send(this.place, {
      method,
      url,
      headers: { host: url.hostname, ...headers, ...(cookie !== undefined && { cookie }) },
      body: Buffer.from(body),
    });
    if (answer === undefined) {
      const reason = path.reached ? "" : path.reason;
      return { status: undefined, headers: {}, text: reason, steps: [...path.steps, reason] };
    }
    const given = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const [session] = (given["set-cookie"] ?? "").split(";");
    if (session !== undefined && session !== "") {
      this.cookies.set(url.hostname, session);
    }
    const { status } = answer;
    return { status, headers: given, text: Buffer.from(answer.body).toString("utf8"), steps: path.steps };
  }
}
