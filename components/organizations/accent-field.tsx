"use client";

import { useState } from "react";
import { TextField } from "#components/data/fields";
import { accentColours, contrast, parse } from "#lib/organizations/accent";

/** The colour with what it becomes on public pages, and whether words in it and on it can be read. */
export function AccentField({ accent }: { accent: string }) {
  const [typed, setTyped] = useState(accent);
  const colour = /^#[0-9a-f]{6}$/i.test(typed.trim()) ? typed.trim().toLowerCase() : null;
  return (
    <div className="grid gap-3">
      <div className="flex items-end gap-2">
        <TextField
          name="accent"
          label="Accent colour"
          required
          maxLength={7}
          className="figures w-32"
          hint="Of public pages, such as #0f766e."
          defaultValue={accent}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {colour ? <Contrast colour={colour} /> : null}
    </div>
  );
}

function Contrast({ colour }: { colour: string }) {
  const { fill, ink, words, fillDark, inkDark, wordsDark } = accentColours(colour);
  const grounds = [
    { name: "Light", page: "#f6f8f6", fill, ink, words },
    { name: "Dark", page: "#1c211f", fill: fillDark, ink: inkDark, words: wordsDark },
  ];
  const own = contrast(parse(colour), parse("#f6f8f6"));
  return (
    <section aria-label="How the colour will look" aria-live="polite" className="grid gap-2">
      <div className="grid gap-2 sm:grid-cols-2">
        {grounds.map((ground) => (
          <div
            key={ground.name}
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border p-3"
            style={{ background: ground.page }}
          >
            <span
              className="rounded-md px-3 py-1.5 font-medium text-sm"
              style={{ background: ground.fill, color: ground.ink }}
            >
              Get tickets
            </span>
            <span className="font-medium text-sm" style={{ color: ground.words }}>
              {ground.name}: {ratio(ground.words, ground.page)}
            </span>
          </div>
        ))}
      </div>
      <p className="text-[0.8125rem] text-muted-foreground">
        {own >= 4.5
          ? `Words in this colour stand out by ${own.toFixed(1)}:1 on a light page. That is enough.`
          : `Words in this colour would stand out by only ${own.toFixed(1)}:1 on a light page, and 4.5:1 is needed: there it is darkened to ${words}.`}
      </p>
    </section>
  );
}

const ratio = (one: string, other: string) => `${contrast(parse(one), parse(other)).toFixed(1)}:1`;
