"use client";

import { Kbd } from "#components/ui/kbd";
import { Label } from "#components/ui/label";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "#components/ui/sheet";
import { Switch } from "#components/ui/switch";
import { navFor } from "./nav.ts";
import { useShell } from "./shell-context.tsx";
import { useSingleKeys } from "./shortcuts.tsx";

const general: readonly Row[] = [
  { keys: ["⌘", "K"], does: "Search and go anywhere (Ctrl K)", always: true },
  { keys: ["?"], does: "Show this help" },
  { keys: ["/"], does: "Search in the list" },
];

const lists: readonly Row[] = [
  { keys: ["J"], does: "Next row" },
  { keys: ["K"], does: "Previous row" },
  { keys: ["Enter"], does: "Open the row", always: true },
  { keys: ["X"], does: "Select the row" },
  { keys: ["Shift", "click"], does: "Select from the last row to this one", always: true },
];

const workbench: readonly Row[] = [
  { keys: ["J"], does: "Next line" },
  { keys: ["K"], does: "Previous line" },
  { keys: ["Enter"], does: "Accept the first suggestion", always: true },
  { keys: ["X"], does: "Pick the line, to match several together" },
  { keys: ["S"], does: "Split the line" },
  { keys: ["W"], does: "Write the rest off" },
  { keys: ["U"], does: "Undo the match" },
];

type Row = { keys: readonly string[]; does: string; always?: boolean };

export default function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { permissions } = useShell();
  const [on, setOn] = useSingleKeys();
  const places = navFor(permissions)
    .flatMap((group) => group.entries)
    .flatMap((entry) =>
      entry.shortcut ? [{ keys: ["G", entry.shortcut.toUpperCase()], does: `Go to ${entry.label}` }] : [],
    );
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Keyboard</SheetTitle>
          <SheetDescription>Everything can also be reached with Tab, Enter and the arrow keys.</SheetDescription>
        </SheetHeader>
        <div className="flex items-center justify-between gap-4 rounded-lg border p-3">
          <Label htmlFor="single-keys">Single-letter shortcuts</Label>
          <Switch id="single-keys" checked={on} onCheckedChange={setOn} />
        </div>
        <Keys title="Everywhere" rows={general} on={on} />
        <Keys title="Lists" rows={lists} on={on} />
        {permissions.has("payments:reconcile") ? (
          <Keys title="Matching lines of the bank" rows={workbench} on={on} />
        ) : null}
        <Keys title="Places" rows={places} on={on} />
      </SheetContent>
    </Sheet>
  );
}

function Keys({ title, rows, on }: { title: string; rows: readonly Row[]; on: boolean }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-muted-foreground text-xs">{title}</h3>
      <dl className="divide-y">
        {rows
          .filter((row) => on || row.always)
          .map((row) => (
            <div key={row.does} className="flex items-center justify-between gap-4 py-1.5">
              <dt>{row.does}</dt>
              <dd className="flex gap-1">
                {row.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
