"use client";

import { Minus, Plus } from "lucide-react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { control } from "#components/ui/surface";

/**
 * How many of one ticket: a number to type, with a button on either side. From none the first step leads to `least`, and
 * back below `least` to none. Without scripts the number remains.
 */
export function Stepper({
  name,
  label,
  value,
  least,
  most,
  onChange,
}: {
  name: string;
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}) {
  const step = "needs-script size-11 shrink-0 max-md:size-11";
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      <Button
        variant="outline"
        size="icon"
        className={step}
        aria-label={`One ${label} less`}
        aria-disabled={value <= 0}
        onClick={() => onChange(value <= least ? 0 : value - 1)}
      >
        <Minus aria-hidden />
      </Button>
      <input
        type="number"
        inputMode="numeric"
        name={name}
        aria-label={`Number of ${label}`}
        min={0}
        max={most}
        step={1}
        value={value}
        onChange={(event) => onChange(Math.max(0, Math.min(most, Math.trunc(Number(event.target.value)) || 0)))}
        onFocus={(event) => event.target.select()}
        className={cn(
          control,
          "figures h-11 max-md:h-11 w-12 text-center [appearance:textfield] md:text-base [&::-webkit-inner-spin-button]:appearance-none",
        )}
      />
      <Button
        variant="outline"
        size="icon"
        className={step}
        aria-label={`One ${label} more`}
        aria-disabled={value >= most}
        onClick={() => onChange(value === 0 ? least : Math.min(most, value + 1))}
      >
        <Plus aria-hidden />
      </Button>
    </div>
  );
}
