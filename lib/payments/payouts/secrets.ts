import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from "node:crypto";

/**
 * Bank details at rest: AES-256-GCM under a key that HKDF (RFC 5869) derives from SECRET_KEY for this use alone. The row is
 * the additional data, so that what was copied to another row does not open there. Layout: version 1, 12 bytes nonce,
 * 16 bytes tag, ciphertext. Throws when the key is another one or a bit was changed.
 */
export type BankDetails = { number: string; routing?: string };
type Row = { organizationId: string; id: string };

export const sealDetails = (details: BankDetails, row: Row) => seal(JSON.stringify(details), "details", row);
export const openDetails = (sealed: Buffer, row: Row) => JSON.parse(open(sealed, "details", row)) as BankDetails;
export const sealCode = (code: string, row: Row) => seal(code, "code", row);
export const openCode = (sealed: Buffer, row: Row) => open(sealed, "code", row);

/** Six digits that nobody can guess in five attempts. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, "0");

/** What a code is compared by; it says nothing about the code without the key. */
export const proofOf = (code: string, row: Row) => mac(`code:${row.organizationId}:${row.id}:${code}`);

/** The same number of the same organization has the same fingerprint, and tells nothing else. */
export const fingerprintOf = ({ number, routing = "" }: BankDetails, organizationId: string) =>
  mac(`number:${organizationId}:${routing}:${number}`);

function seal(text: string, what: string, row: Row): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("encryption"), nonce).setAAD(about(what, row));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body]);
}

function open(sealed: Buffer, what: string, row: Row): string {
  if (sealed[0] !== 1 || sealed.length < 29)
    throw new Error("These bank details were sealed in a way that is not known.");
  const decipher = createDecipheriv("aes-256-gcm", keyFor("encryption"), sealed.subarray(1, 13));
  decipher.setAAD(about(what, row)).setAuthTag(sealed.subarray(13, 29));
  return decipher.update(sealed.subarray(29), undefined, "utf8") + decipher.final("utf8");
}

const about = (what: string, { organizationId, id }: Row) =>
  Buffer.from(`payout-account:${what}:${organizationId}:${id}`);
const mac = (text: string) => createHmac("sha256", keyFor("comparison")).update(text).digest("hex");

function keyFor(use: "encryption" | "comparison"): Buffer {
  const secret = Buffer.from(process.env.SECRET_KEY ?? "", "base64");
  if (secret.length !== 32) throw new Error("SECRET_KEY is missing: 32 random bytes in base64.");
  return Buffer.from(hkdfSync("sha256", secret, "", `greenroom payout accounts ${use}`, 32));
}
