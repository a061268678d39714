import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

/** A second of a moving square, recorded by the browser: a real WebM of a few kilobytes. */
async function film(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 160, height: 90 });
    const pen = canvas.getContext("2d");
    const pieces: Blob[] = [];
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm;codecs=vp8" });
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let n = 0; n < 30; n++) {
      if (pen) {
        pen.fillStyle = n % 2 ? "#204060" : "#f0c040";
        pen.fillRect(0, 0, 160, 90);
        pen.fillStyle = "#ffffff";
        pen.fillRect(n * 4, 30, 30, 30);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  });
  return Buffer.from(text, "base64");
}

test("an organizer shows a video on an event's page, and sees how far a visitor who agreed watched it", async ({
  browser,
  baseURL,
  page,
  as,
}) => {
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org);
  await as("organizer", org);
  const posts = `/${org.slug}/events/${event.id}/posts`;
  await open(page, posts);
  const section = page.getByRole("region", { name: "Video", exact: true });
  await expect(section.getByText("No video yet")).toBeVisible();
  await section.getByRole("button", { name: "Add a video" }).click();
  await section
    .getByLabel("What is to be seen and heard")
    .fill("A white square crosses a yellow field. Nobody speaks.");
  const file = section.locator("input[name=video]");
  await file.setInputFiles({ name: "film.webm", mimeType: "video/webm", buffer: Buffer.from("This is no film.") });
  await section.getByRole("button", { name: "Show it on the page" }).click();
  await expect(section.getByRole("alert")).toContainText("MP4 and WebM are taken");
  await file.setInputFiles({ name: "film.webm", mimeType: "video/webm", buffer: await film(page) });
  await section.getByRole("button", { name: "Show it on the page" }).click();
  await expect(section.getByText("A white square crosses a yellow field.")).toBeVisible();
  await expect(section.getByRole("button", { name: "Replace the video" })).toBeVisible();
  await look(page, "video-posts");
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL });
  const visitor = await context.newPage();
  await open(visitor, event.path);
  await visitor.getByRole("button", { name: "Count my visit" }).click();
  await expect(visitor.getByText("Lantern Nights counts your visits.")).toBeVisible();
  await expect(visitor.getByText("A white square crosses a yellow field.")).toBeVisible();
  await expectAccessible(visitor);
  const video = visitor.locator("main video");
  const address = await video.locator("source").getAttribute("src");
  const some = await visitor.request.get(address ?? "", { headers: { range: "bytes=0-3" } });
  expect([some.status(), (await some.body()).toString("hex")]).toEqual([206, "1a45dfa3"]);
  await video.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true;
    await element.play();
  });
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.ended)).toBe(true);
  await video.evaluate((element: HTMLVideoElement) => element.play());
  const told = async () =>
    (
      await admin.query<{ value: number }>(
        "select value from analytics.event_impressions where organization_id = $1 and kind = 'video' order by value",
        [org.id],
      )
    ).rows.map(({ value }) => value);
  await expect.poll(told).toEqual([0, 25, 50, 75, 100]);
  await context.close();

  await admin.query("select analytics.refresh()");
  await open(page, `/${org.slug}/analytics/events/${event.id}`);
  const panel = page.getByRole("group", { name: "How far people watch the video" });
  await expect(panel.getByRole("listitem")).toHaveCount(5);
  await expect(panel.getByRole("listitem").last()).toContainText("100.0 % of plays");
  await look(page, "video-analytics");
  await expectAccessible(page);
  await panel.getByRole("link", { name: "Watched to the end" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Watched to the end" })).toBeVisible();
  await expect(page.getByText("1 row", { exact: true })).toBeVisible();

  await open(page, posts);
  await section.getByRole("button", { name: "Remove the video" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove the video" }).click();
  await expect(section.getByText("No video yet")).toBeVisible();
  expect((await page.request.get(address ?? "")).status()).toBe(404);
});
