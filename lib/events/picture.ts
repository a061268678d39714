import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { ImageResponse } from "next/og";
import type { ReactElement } from "react";

/** A PNG of that element, in the house's own type. Nothing is fetched from anywhere; kept by browsers for an hour. */
export async function picture(element: ReactElement, size: { width: number; height: number }): Promise<Response> {
  fonts ??= Promise.all([font("Regular", 400), font("SemiBold", 600)]);
  return new ImageResponse(element, {
    ...size,
    fonts: await fonts,
    headers: { "Cache-Control": "public, max-age=3600" },
  });
}

type Font = { name: string; data: Buffer; weight: 400 | 600 };
let fonts: Promise<Font[]> | undefined;

async function font(cut: string, weight: 400 | 600): Promise<Font> {
  const file = path.join(process.cwd(), "node_modules", "geist", "dist", "fonts", "geist-sans", `Geist-${cut}.ttf`);
  return { name: "Geist", data: await readFile(file), weight };
}
