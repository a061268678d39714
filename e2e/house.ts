import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { createServerClient } from "@supabase/ssr";
import { admin, given, type Organization, password } from "#db/given";
import type { Actor } from "#db/tenant";
import type { Role } from "#lib/permissions";

export { admin, expect, given, type Organization, password };
export type Signed = { org: Organization; person: Actor };

type House = {
  /** Sign in as a fresh person with `role`, in a fresh organization or in the given one. */
  as: (role: Role, org?: Organization, options?: { stationId?: string }) => Promise<Signed>;
  /** Sign in a person who exists already, in another browser. */
  elsewhere: (person: Actor) => Promise<Page>;
};

export const test = base.extend<House>({
  as: async ({ context, baseURL }, use) => {
    await use(async (role, organization, options) => {
      const org = organization ?? (await given.organization({ name: "Lantern Nights" }));
      const person = await given.person(role, org, options);
      await signIn(context, baseURL ?? "", person.snapshot.email);
      return { org, person };
    });
  },
  elsewhere: async ({ browser, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (person) => {
      const context = await browser.newContext({ baseURL });
      opened.push(context);
      await signIn(context, baseURL ?? "", person.snapshot.email);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

let visitor = 1;

/** The same library call that the sign-in page makes; its cookies go into the browser. */
export async function signIn(
  context: BrowserContext,
  baseURL: string,
  email: string,
  secret = password,
): Promise<void> {
  visitor += 1;
  const address = `10.${process.pid % 250}.${Math.floor(visitor / 250)}.${visitor % 250}`;
  const client = createServerClient(baseURL, process.env.SUPABASE_PUBLISHABLE_KEY ?? "embedded", {
    cookieOptions: { name: "greenroom" },
    cookies: {
      getAll: () => [],
      setAll: (cookies) =>
        context.addCookies(
          cookies.map(({ name, value }) => ({ name, value, url: baseURL, httpOnly: true, sameSite: "Lax" as const })),
        ),
    },
    global: { headers: { "x-forwarded-for": address } },
  });
  const { error } = await client.auth.signInWithPassword({ email, password: secret });
  if (error) throw new Error(`${email} could not sign in: ${error.message}`);
}

/** Go there, and wait until the page's scripts listen: what is typed or pressed before that may be lost. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => {
    const first = document.querySelector("main [type=search], main form, main");
    return Object.keys(first ?? {}).some((key) => key.startsWith("__react"));
  });
}

/**
 * Follow a link to the page of this heading, and wait until it is there: until then the page that was left still stands,
 * and a button of the same name there would be pressed in its stead. What arrives listens at once; it was made here.
 */
export async function follow(link: Locator, heading: string | RegExp): Promise<void> {
  await link.click();
  await expect(link.page().getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const bothThemes = ["light", "dark"] as const;

/**
 * Accessible by WCAG 2.2 AA as far as a program can tell. Only colours differ between the themes, so the second one is
 * asked about its contrast alone.
 */
export async function expectAccessible(page: Page, themes: readonly ("light" | "dark")[] = bothThemes): Promise<void> {
  for (const [n, colorScheme] of themes.entries()) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The theme follows the media query a moment later.
    await expect(page.locator("html")).toHaveCSS("color-scheme", colorScheme);
    // After a jump down the page something may lie under its bar, and would count as too small to be hit.
    await page.evaluate(() => window.scrollTo(0, 0));
    // A page that was reached by a click gets its title a moment after its address.
    await expect(page).toHaveTitle(/./);
    // Without frames of other origins the answer is whole in one page, and what passed need not be listed.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);
    const { violations } = await (n === 0 ? axe.withTags(rules) : axe.withRules("color-contrast")).analyze();
    const found = violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
    expect(found, `${page.url()} in ${colorScheme}`).toEqual([]);
  }
}
