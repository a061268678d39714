import { z } from "zod";

const listName = z.string().regex(/^[a-z]+\.[a-z_]+$/);
const search = z.string().max(2000);
const name = z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 characters.");

export const SaveView = z.strictObject({ list: listName, name, search, scope: z.enum(["mine", "organization"]) });
export const RenameView = z.strictObject({ id: z.uuid(), name });
export const DeleteView = z.strictObject({ id: z.uuid() });
export const ExportList = z.strictObject({ list: listName, search });

/** A list's tab: the system's own, the organization's, or mine. */
export type View = { id: string; name: string; scope: "mine" | "organization" | "system"; search: string };

/** One line of a record's history. */
export type HistoryLine = {
  id: string;
  at: Date;
  who: string;
  what: string;
  changes: { field: string; before: string; after: string }[];
};
