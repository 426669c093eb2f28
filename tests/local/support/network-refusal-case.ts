import type { Lack } from "../../../local/aws/network/availability";
import type { RefusalNumber } from "../../../local/aws/refusals";
import type { Piece } from "../aws/network/pieces";

/** Something in an estate that AWS refuses, and what it takes instead. */
export interface NetworkRefusalCase {
  readonly row: RefusalNumber;
  readonly what: string;
  /** What AWS doesn't have. */
  readonly lacking?: Lack;
  /** What exists already; the estate of a hub and two LOBs unless told. */
  readonly given?: readonly Piece[];
  /** What is asked for in the same run, and may still be under way. Default: nothing. */
  readonly meanwhile?: readonly Piece[];
  readonly refused: Piece;
  /** It may name a piece, as pieces do. */
  readonly message: string;
  /** The same, a step away. */
  readonly accepted: readonly Piece[];
}
