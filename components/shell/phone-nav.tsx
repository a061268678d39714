"use client";

import { Sheet, SheetContent, SheetDescription, SheetTitle } from "#components/ui/sheet";
import { Sidebar } from "./sidebar.tsx";

export default function PhoneNav({ onClose }: { onClose: () => void }) {
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent side="left" className="bg-sidebar p-0" closable={false}>
        <SheetTitle className="sr-only">Navigation</SheetTitle>
        <SheetDescription className="sr-only">The organization's pages and your account.</SheetDescription>
        <Sidebar onGo={onClose} />
      </SheetContent>
    </Sheet>
  );
}
