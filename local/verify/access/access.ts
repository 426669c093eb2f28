/** Where AWS's services call from. */
export const inAws = "AWS itself";

/** Whether somebody may do something from somewhere. */
export interface Access {
  readonly who: string;
  readonly may: string;
  readonly from: string;
  readonly allowed: boolean;
  /** Which policies, or which step of the way, decide it: one sentence. */
  readonly decidedBy: string;
  /** Set where the caller may do the same bringing less: an access of its own is the least that it takes. */
  readonly isImplied: boolean;
}

/** The same, only in words. */
export type AccessWords = Pick<Access, "who" | "may" | "from">;

/** A text that tells accesses apart. */
export function accessKey({ who, may, from }: AccessWords): string {
  return `${who}\n${may}\n${from}`;
}
