import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

/** A face or initials. Decorative: the name stands next to it. */
export function Avatar({
  className,
  name,
  src,
  shape = "round",
  ...props
}: ComponentProps<"span"> & { name: string; src?: string | null; shape?: "round" | "square" }) {
  return (
    <span
      data-slot="avatar"
      aria-hidden
      className={cn(
        "grid size-7 shrink-0 select-none place-content-center overflow-hidden bg-primary-soft font-semibold text-[0.6875rem] text-primary-text",
        shape === "round" ? "rounded-full" : "rounded-md",
        className,
      )}
      {...props}
    >
      {src ? (
        // biome-ignore lint/performance/noImgElement: a face of a few kilobytes from a signed address
        <img
          src={src}
          alt=""
          className={cn("size-full", shape === "round" ? "object-cover" : "object-contain")}
          referrerPolicy="no-referrer"
        />
      ) : (
        initials(name)
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "?")][0]?.toUpperCase()).join("");
}
