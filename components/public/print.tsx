"use client";

import { Printer } from "lucide-react";
import { Button } from "#components/ui/button";

export function Print() {
  return (
    <Button variant="outline" className="needs-script h-11 max-md:h-11 px-4" onClick={() => window.print()}>
      <Printer aria-hidden />
      Print
    </Button>
  );
}
