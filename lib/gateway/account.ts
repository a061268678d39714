import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";

/** Our record of an account at a processor, with its keys as they lie in the database. */
export const Account = z.object({
  accountId: z.uuid(),
  /** The organization whose account it is. */
  holder: z.uuid(),
  gateway: z.enum(["stripe", "stripe-test"]),
  providerAccount: z.string(),
  sealedKey: z.string(),
  sealedWebhookSecret: z.string(),
});
export type Account = z.output<typeof Account>;

/**
 * Encrypt a key for the database: AES-256-GCM under a key derived from the house's own, bound to `owner`, so that a
 * sealed key that was copied to another account does not open there. `v1.<iv>.<tag>.<text>`, each in base64url.
 */
export function seal(text: string, owner: string, master = process.env.SECRET_KEY): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(master), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** What `seal` hid. Throws when it was changed, or belongs to somebody else. */
export function unseal(sealed: string, owner: string, master = process.env.SECRET_KEY): string {
  const [version, ...parts] = sealed.split(".");
  const [iv, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
  if (version !== "v1" || !iv || tag?.length !== 16 || !text) throw new Error("That is not a sealed key.");
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(master), iv).setAAD(Buffer.from(owner)).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}

function keyFrom(master: string | undefined): Buffer {
  if (!master) throw new Error("SECRET_KEY is missing.");
  return Buffer.from(hkdfSync("sha256", Buffer.from(master, "base64"), "", "keys of payment processors", 32));
}
