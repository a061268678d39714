import { z } from "zod";

const listName = z.string().regex(/^[a-z]+\.[a-z_]+$/);
const search = z.string().max(2000);
const name = z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 characters.");

export const SaveView = z.strictObject({ list: listName, name, search, scope: z.enum(["mine", "organization"]) });
export const RenameView = z.strictObject({ id: z.uuid(), name });
export const DeleteView = z.strictObject({ id: z.uuid() });
export const ExportList = z.strictObject({ list: listName, search });

/** What kind of deed an audit line tells of, in words. */
export const auditKindWords = {
  VIEW: "Looked at",
  CREATE: "Created",
  UPDATE: "Changed",
  DELETE: "Removed",
  EXPORT: "Exported",
  DENY: "Refused",
  SIGN_IN: "Signed in",
  SIGN_OUT: "Signed out",
  ERASE: "Erased",
} as const;

/** Nothing to say: it is the open organization's own log that is proved. */
export const VerifyAudit = z.strictObject({});
/** What the proof of an audit log came to; `auditId` is the first line that does not hold. */
export type AuditProof = {
  ok: boolean;
  checked: number;
  firstBad: number | null;
  auditId: string | null;
  detail: string;
};

/** A list's tab: the system's own, the organization's, or mine. */
export type View = { id: string; name: string; scope: "mine" | "organization" | "system"; search: string };

/** Tabs of the audit log that everybody has who may read it. */
export const auditViews: View[] = [
  { id: "refusals", name: "Refusals", scope: "system", search: "f.kind=DENY" },
  { id: "exports", name: "Exports", scope: "system", search: "f.kind=EXPORT" },
  { id: "sign-ins", name: "Sign-ins", scope: "system", search: "f.kind=SIGN_IN,SIGN_OUT" },
  { id: "platform", name: "By the platform", scope: "system", search: "f.looked=yes" },
];

/** One line of a record's history. */
export type HistoryLine = {
  id: string;
  at: Date;
  who: string;
  what: string;
  changes: { field: string; before: string; after: string }[];
};

/** A file is sent in parts of this many bytes, so that no process holds more of it. */
export const partSize = 1024 * 1024;
