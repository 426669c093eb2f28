import { kind } from "../core/world";

/** A key as KMS keeps it. */
export interface Key {
  readonly arn: string;
  readonly keyId: string;
  /** Its policy, JSON text. */
  readonly policy: string;
}
export const key = kind<Key>("aws:kms/key:Key");

/** A name of a key. */
export interface Alias {
  /** With `alias/` at its beginning. */
  readonly name: string;
}
export const alias = kind<Alias>("aws:kms/alias:Alias");
