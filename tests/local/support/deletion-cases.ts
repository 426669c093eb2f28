import type { RefusalNumber } from "../../../local/aws/refusals";
import type { Piece } from "../aws/network/pieces";
import { parentAccount, type Wanted } from "./local-aws";

/** Something that AWS doesn't delete while something else needs it. */
export interface DeletionCase {
  readonly row: RefusalNumber;
  readonly what: string;
  readonly given: readonly Piece[];
  /** What people made besides the stacks. */
  readonly besides?: readonly Piece[];
  /** Key of the piece that isn't deleted. */
  readonly deleted: string;
  /** It may name a piece, as pieces do. */
  readonly message: string;
  /** Keys of those that have to go before, in this order. */
  readonly first: readonly string[];
  /** Other inputs that it has to get before. */
  readonly changed?: Piece["inputs"];
}

/** A piece of the account of these tests. */
export function own(key: string, type: string, inputs: Piece["inputs"]): Piece {
  return { key, type, account: parentAccount, inputs };
}

/** What a stack asks for, as a piece. */
export function asPiece(key: string, { type, inputs }: Wanted): Piece {
  return own(key, type, inputs);
}
