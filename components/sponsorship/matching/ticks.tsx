"use client";

import { useEffect, useId, useRef, useState } from "react";

type Props = {
  legend: string;
  hint?: string;
  name: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
};

/** Any number of a list. A form is emptied after its action; what was ticked is made anew, so that it stays after a refusal. */
export function Ticks({ legend, hint, name, options, chosen }: Props) {
  const [ticked, setTicked] = useState<readonly string[]>(chosen);
  const [turn, setTurn] = useState(0);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  useEffect(() => {
    const form = fieldset.current?.form;
    const again = () => setTurn((before) => before + 1);
    form?.addEventListener("reset", again);
    return () => form?.removeEventListener("reset", again);
  }, []);
  return (
    <fieldset ref={fieldset} className="grid gap-1.5" aria-describedby={hint ? id : undefined}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div key={turn} className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 gap-y-1">
        {options.map(({ value, label }) => (
          <label key={value} className="flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              name={`${name}[]`}
              value={value}
              defaultChecked={ticked.includes(value)}
              onChange={({ target }) =>
                setTicked((before) => (target.checked ? [...before, value] : before.filter((one) => one !== value)))
              }
              className="size-4 shrink-0 accent-primary"
            />
            {label}
          </label>
        ))}
      </div>
      {hint ? (
        <p id={id} className="text-[0.8125rem] text-muted-foreground">
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}
