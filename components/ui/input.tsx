"use client";

import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { control } from "#components/ui/surface";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(
        control,
        "h-8 px-2.5 file:mr-3 file:border-0 file:bg-transparent file:font-medium file:text-sm max-md:h-10",
        className,
      )}
      {...props}
    />
  );
}
