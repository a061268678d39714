"use client";

import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { control } from "#components/ui/surface";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(control, "field-sizing-content min-h-20 px-2.5 py-1.5", className)}
      {...props}
    />
  );
}
