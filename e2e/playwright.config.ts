import { defineConfig } from "@playwright/test";
import { launchOptions } from "../bin/lib/chromium.mjs";

/** `npm test` starts the house and says where it stands; every test makes its own organization in it. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  // In a whole run a test that a busy machine made late is tried again, and is listed as flaky.
  retries: Number(process.env.RETRIES ?? 0),
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.APP_ORIGIN,
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    // A trace of every test costs a quarter of the whole run; ask for one when something fails.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: await launchOptions(),
  },
});
