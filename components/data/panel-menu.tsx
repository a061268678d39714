"use client";

import { Download } from "lucide-react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "#components/ui/dropdown-menu";
import type { Panel } from "#lib/system/figures";
import type { PanelFacts } from "#lib/system/panel-csv";

/** What a panel's files are called and state of themselves; `pdf` is the address of its paper, where there is one. */
export type PanelFiles = PanelFacts & { name: string; pdf?: string };

/** A panel as file: exactly the figures that stand on the screen. */
export function PanelMenu({ panel, files }: { panel: Panel; files: PanelFiles }) {
  const { name, pdf, ...facts } = files;
  const make = async (kind: "saveCsv" | "savePicture") => {
    try {
      const made = await import("#components/data/panel-picture");
      await made[kind](panel, facts, name);
    } catch {
      void notify("error", "The file could not be made. Try it again.");
    }
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Save ${panel.title} as a file`}>
          <Download aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => make("saveCsv")}>Figures (CSV)</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => make("savePicture")}>Picture (PNG)</DropdownMenuItem>
        {pdf ? (
          <DropdownMenuItem asChild>
            <a href={pdf} download>
              Paper (PDF)
            </a>
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
