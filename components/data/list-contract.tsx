import type { ReactNode } from "react";
import type { Problem } from "#lib/errors";
import type { ListPage, ListSpec } from "#lib/system/list";

export type Answer<O> = { ok: true; value: O } | { ok: false; problem: Problem };

/** Rows by id, or every row that this search matches, also those on other pages. */
export type BulkSelection = { ids: string[] } | { allMatching: string };

export type BulkAction = {
  label: string;
  tone?: "default" | "destructive";
  confirm?: Confirmation;
  /** A server action. `message` is what happened, in words: "12 events published." */
  run?: (selection: BulkSelection) => Promise<Answer<{ message: string; refused?: number }>>;
  /** Instead of `run`, where more has to be asked first: opens a form, which calls `clear` when all is done. */
  open?: (selection: BulkSelection, clear: () => void) => void;
};

/** What must be understood before something is done. `typed` is the word to type before what is costly. */
export type Confirmation = { title: string; text: ReactNode; verb: string; typed?: string };

export type SavedView = { id: string; name: string; scope: "mine" | "organization" | "system"; search: string };

/** Server actions of the saved views; without them the views can only be chosen. */
export type ViewActions = {
  saveView: (input: {
    list: string;
    name: string;
    scope: "mine" | "organization";
    search: string;
  }) => Promise<Answer<{ id: string }>>;
  renameView: (input: { id: string; name: string }) => Promise<Answer<unknown>>;
  deleteView: (input: { id: string }) => Promise<Answer<unknown>>;
  /** May this person save for the whole organization? */
  mayShare?: boolean;
};

export type DataTableProps = {
  /** The list's name, `<domain>.<list>`: saved views belong to it. */
  name: string;
  /** What the rows are, for headings and screen readers: "Events". */
  label: string;
  spec: ListSpec;
  /** Null when the rows could not be read; `failure` then says under which id it was logged. */
  page: ListPage | null;
  failure?: { id?: string };
  /** The IANA zone of every date and time in the list. */
  zone: string;
  /** Shown when there is nothing at all: an `<Empty>` with one verb. */
  empty: ReactNode;
  /** A GET route that takes the list's own search and answers CSV. */
  exportHref?: string;
  actions?: readonly BulkAction[];
  views?: readonly SavedView[];
  viewActions?: ViewActions;
};
