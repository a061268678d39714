"use client";

import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useCallback, useMemo, useTransition } from "react";
import { type ListSpec, type ListState, parseListState, toSearchParams } from "#lib/system/list";

export type ListControl = {
  state: ListState;
  /** The server is reading what the address now asks for. */
  pending: boolean;
  /** Change part of the state. Whatever else changes, the list begins at its first page. */
  change: (part: Partial<ListState>, how?: "typing") => void;
  /** The address of that change, for a real link. */
  hrefOf: (part: Partial<ListState>) => string;
};

/** The list's state lives in the address and nowhere else; the page is read again on the server. */
export function useListState(spec: ListSpec): ListControl {
  const [pending, startTransition] = useTransition();
  const parsers = useMemo(() => Object.fromEntries(keysOf(spec).map((key) => [key, parseAsString])), [spec]);
  const [values, setValues] = useQueryStates(parsers, { shallow: false, history: "push", startTransition });
  const state = useMemo(() => {
    const given = Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
    return parseListState(spec, Object.fromEntries(given));
  }, [spec, values]);

  const change = useCallback<ListControl["change"]>(
    (part, how) => {
      const params = toSearchParams(spec, { ...state, cursor: null, ...part });
      const next = Object.fromEntries(keysOf(spec).map((key) => [key, params.get(key)]));
      void setValues(next, how === "typing" ? { history: "replace", limitUrlUpdates: debounce(250) } : {});
    },
    [spec, state, setValues],
  );
  const hrefOf = useCallback<ListControl["hrefOf"]>(
    (part) => `?${toSearchParams(spec, { ...state, cursor: null, ...part })}`,
    [spec, state],
  );
  return { state, pending, change, hrefOf };
}

function keysOf(spec: ListSpec): string[] {
  const filters = spec.columns.filter((column) => column.filter).map((column) => `f.${column.key}`);
  return ["q", "sort", "cols", "after", "before", "size", "view", ...filters];
}
