"use client";

import type { ComponentProps } from "react";
import type { ListState } from "#lib/system/list";
import type { ListControl } from "./use-list-state.tsx";

/** A change of the list as a real link: it can be copied and opened in a tab, and a plain click stays on the page. */
export function StateLink({
  list,
  to,
  ...props
}: Omit<ComponentProps<"a">, "href" | "onClick"> & { list: ListControl; to: Partial<ListState> }) {
  return (
    <a
      href={list.hrefOf(to)}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        list.change(to);
      }}
      {...props}
    />
  );
}
