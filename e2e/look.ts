import type { Page } from "@playwright/test";
import { desk, phone } from "./picture.ts";

/** With SHOTS, the page as it looks at a desk and on a phone, light and dark. */
export async function look(page: Page, name: string) {
  const folder = process.env.SHOTS;
  if (!folder) return;
  for (const [size, label] of [
    [desk, "desk"],
    [phone, "phone"],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({
        path: `${folder}/${name}-${label}-${colorScheme}.png`,
        fullPage: true,
        animations: "disabled",
      });
    }
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: "light" });
}
