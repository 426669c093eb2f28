import { isRecord } from "../../../../common/is-record";
import type { Run } from "../../../../local/aws/core/run";
import type { LocalAws } from "../../../../local/aws/local-aws";
import type { Origin } from "../../../../local/aws/network/origin";
import { put, region } from "../../support/local-aws";

/** A resource of a network that a test puts together. A text of its inputs may name another's state: `{key.member}`. */
export interface Piece {
  readonly key: string;
  readonly type: string;
  readonly account: string;
  /** Default: the estate's. */
  readonly region?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Where a test's call starts: a VPC's subnets by their names, and a security group. */
export interface Place {
  readonly account: string;
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
}

const placeholder = /\{([\w-]+)((?:\.\w+)*)\}/g;

/** Pieces that were put, by their keys. */
export class Put {
  private readonly states = new Map<string, Readonly<Record<string, unknown>>>();

  /** Puts pieces one after the other. */
  static async all(aws: LocalAws, pieces: readonly Piece[]): Promise<Put> {
    const made = new Put();
    for (const piece of pieces) {
      await made.add(aws, piece);
    }
    return made;
  }

  /** @param run the deployer's run that asks for it. Default: none, so that nothing happens at the same time. */
  async add(aws: LocalAws, { key, type, account, region: place = region, inputs }: Piece, run?: Run): Promise<void> {
    const plain = this.fill(inputs);
    const { id, state } = await put(
      aws,
      { type, account, region: place, as: key, inputs: isRecord(plain) ? plain : {} },
      run,
    );
    this.states.set(key, { ...state, id });
  }

  /** What a placeholder stands for: a piece's id, or a member of its state. */
  private valueOf(key: string, path: string): unknown {
    let value: unknown = this.states.get(key);
    for (const member of path === "" ? ["id"] : path.slice(1).split(".")) {
      value = isRecord(value) ? value[member] : undefined;
    }
    if (value === undefined) {
      throw new Error(`there is no ${key}${path}`);
    }
    return value;
  }

  private fill(value: unknown): unknown {
    if (typeof value === "string") {
      return this.text(value);
    }
    if (Array.isArray(value)) {
      return value.map((inner) => this.fill(inner));
    }
    return isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.fill(inner)]))
      : value;
  }

  /** A text with its placeholders filled in. */
  text(template: string): string {
    return template.replaceAll(placeholder, (_, key: string, path: string) => String(this.valueOf(key, path)));
  }

  /** Where a call starts. */
  origin({ account, vpc, subnets, groups }: Place): Origin {
    return {
      kind: "vpc",
      account,
      region,
      vpcId: this.text(vpc),
      subnetIds: subnets.map((id) => this.text(id)),
      securityGroupIds: groups.map((id) => this.text(id)),
    };
  }
}

/** The pieces without some. */
export function without(...keys: readonly string[]): (pieces: readonly Piece[]) => Piece[] {
  return (pieces) => {
    find(pieces, ...keys);
    return pieces.filter(({ key }) => !keys.includes(key));
  };
}

/** The pieces with other inputs of one. */
export function changed(key: string, inputs: Piece["inputs"]): (pieces: readonly Piece[]) => Piece[] {
  return (pieces) => {
    find(pieces, key);
    return pieces.map((piece) => (piece.key === key ? { ...piece, inputs: { ...piece.inputs, ...inputs } } : piece));
  };
}

/** The pieces, one of which comes right after another. */
export function later(key: string, than: string): (pieces: readonly Piece[]) => Piece[] {
  return (pieces) => {
    const moved = find(pieces, key, than).filter((piece) => piece.key === key);
    return pieces
      .filter((piece) => piece.key !== key)
      .flatMap((piece) => (piece.key === than ? [piece, ...moved] : piece));
  };
}

/** The pieces with further ones at their end. */
export function withMore(...more: readonly Piece[]): (pieces: readonly Piece[]) => Piece[] {
  return (pieces) => [...pieces, ...more];
}

/** Several changes, one after the other. */
export function all(
  ...changes: readonly ((pieces: readonly Piece[]) => Piece[])[]
): (pieces: readonly Piece[]) => Piece[] {
  return (pieces) => changes.reduce<readonly Piece[]>((soFar, change) => change(soFar), pieces).slice();
}

/** The pieces with these keys, all of which are there. */
export function find(pieces: readonly Piece[], ...keys: readonly string[]): Piece[] {
  const missing = keys.find((key) => !pieces.some((piece) => piece.key === key));
  if (missing !== undefined) {
    throw new Error(`there is no piece ${missing}`);
  }
  return pieces.filter(({ key }) => keys.includes(key));
}
