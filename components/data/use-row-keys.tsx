"use client";

import { type RefObject, useEffect } from "react";
import { isFreeKey, singleKeysOn } from "#components/shell/shortcuts";

/** J and K walk the rows, X selects one; Enter opens it because the focus is on its link. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!["j", "k", "x"].includes(event.key) || !isFreeKey(event) || !singleKeysOn()) return;
      const rows = [...(table.current?.tBodies[0]?.rows ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      if (event.key === "x") {
        rows[at]?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
        return;
      }
      const next = rows[at < 0 ? 0 : event.key === "j" ? at + 1 : at - 1];
      const target = next?.querySelector<HTMLElement>("[data-row-link]") ?? next;
      if (!target) return;
      event.preventDefault();
      target.focus();
      next?.scrollIntoView({ block: "nearest" });
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [table]);
}
