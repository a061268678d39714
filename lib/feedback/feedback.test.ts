import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { aCustomer, aLead, type Kitchens, kitchens, one, refusedWith } from "#lib/crm/crm.given";
import * as commands from "#lib/feedback/commands";
import { digestOf, reviewSecret } from "#lib/feedback/link";
import { reviewById } from "#lib/feedback/queries";
import { firstNameOf } from "#lib/feedback/rules";
import { pictureAnswer, reviewForm, shownPost, shownTestimonials, writeReview } from "#lib/feedback/visitor";
import { png } from "#lib/users/picture.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

/** A customer who was asked and got the letter; answers the secret in its link. */
async function asked(at: Kitchens, stationId = at.stations[0]) {
  const customerId = await aCustomer(at.admin, { stationId });
  const { requestId } = await commands.askForReview(at.admin, { customerId, stationId, occasion: "Hibachi at home" });
  const secret = reviewSecret(requestId);
  await admin.query(
    "update feedback.review_requests set state = 'sent', sent_at = now(), expires_at = now() + interval '1 day', token_hash = $2 where id = $1",
    [requestId, digestOf(secret)],
  );
  return { customerId, requestId, secret };
}

function words(fields: Record<string, string | Blob> = {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries({
    rating: "5",
    body: "The best evening of the year.",
    reviewer: "Ana Reyes",
    mayPublish: "on",
    ...fields,
  }))
    form.append(key, value);
  return form;
}

describe("a review", () => {
  it("is written once through the signed link, with its pictures drawn anew", async () => {
    const at = await kitchens();
    const { secret } = await asked(at);
    assert.equal((await reviewForm(secret))?.state, "sent");
    assert.equal(await reviewForm(`${secret.slice(0, -2)}xx`), null);
    await refusedWith(writeReview(secret, words({ rating: "6" })), /one to five/);
    await refusedWith(writeReview(secret, words({ pictures: new File(["<svg/>"], "a.svg") })), /not a picture/);
    const four = words();
    for (let n = 0; n < 4; n += 1) four.append("pictures", new File([new Uint8Array(png(40, 30))], "a.png"));
    await refusedWith(writeReview(secret, four), /Three pictures/);
    const form = words();
    form.append("pictures", new File([new Uint8Array(png(2000, 1000))], "garden.png"));
    const reviewId = await writeReview(secret, form);
    const { width, height, kind } = await one<{ width: number; height: number; kind: string }>(
      "select width, height, encode(substring(content from 9 for 4), 'escape') as kind from feedback.review_images where review_id = $1",
      [reviewId],
    );
    assert.deepEqual([width, height, kind], [1280, 640, "WEBP"]);
    await refusedWith(writeReview(secret, words()), /written already/);
    assert.equal((await reviewForm(secret))?.state, "answered");
  });

  it("is decided with a reason, and shown only when it is approved and they allowed it", async () => {
    const at = await kitchens();
    const { secret } = await asked(at);
    const form = words();
    form.append("pictures", new File([new Uint8Array(png(64, 64))], "a.png"));
    const id = await writeReview(secret, form);
    const { id: picture } = await one<{ id: string }>("select id from feedback.review_images where review_id = $1", [
      id,
    ]);
    const testimonial = { id, quote: "The best evening of the year.", author: firstNameOf("Ana Reyes") };
    await refusedWith(commands.publishTestimonial(at.admin, testimonial), /Approve the review first/);
    await commands.approveReview(at.admin, { id });
    assert.equal((await pictureAnswer(picture)).status, 404, "nothing is shown before it is a testimonial");
    const { id: shown } = await commands.publishTestimonial(at.admin, testimonial);
    const page = await shownTestimonials(at.org.slug);
    assert.deepEqual(
      page?.testimonials.map(({ quote, author }) => [quote, author]),
      [["The best evening of the year.", "Ana R."]],
    );
    assert.equal(page?.average, "5.0");
    assert.equal((await pictureAnswer(picture)).status, 200);
    await refusedWith(commands.rejectReview(at.admin, { id, reason: "" }), /Say why/);
    await commands.rejectReview(at.admin, { id, reason: "It was about another house." });
    assert.equal((await shownTestimonials(at.org.slug))?.testimonials.length, 0);
    assert.equal((await pictureAnswer(picture)).status, 404);
    await commands.approveReview(at.admin, { id });
    await commands.publishTestimonial(at.admin, testimonial);
    await commands.withdrawTestimonial(at.admin, { id: shown });
    assert.equal((await shownTestimonials(at.org.slug))?.testimonials.length, 0);
    const { secret: other } = await asked(at);
    const quiet = await writeReview(
      other,
      (() => {
        const f = words();
        f.delete("mayPublish");
        return f;
      })(),
    );
    await commands.approveReview(at.admin, { id: quiet });
    await refusedWith(commands.publishTestimonial(at.admin, { ...testimonial, id: quiet }), /did not say/);
    await refusedWith(commands.addPost(at.admin, { reviewId: quiet, title: "No", body: "No." }), /may be shown/);
  });

  it("becomes a post that is published in the words that somebody approved, and in no others", async () => {
    const at = await kitchens();
    const { id: reviewId } = await commands.addReview(at.admin, {
      source: "google_business",
      rating: "5",
      body: "Wonderful.",
      reviewer: "Bo",
      mayPublish: "on",
    });
    await commands.approveReview(at.admin, { id: reviewId });
    const { id } = await commands.addPost(at.admin, {
      reviewId,
      title: "An evening in the garden",
      body: "It began with rain.",
    });
    const decide = (decision: string, note = "") => commands.decidePost(at.admin, { id, decision, note });
    await refusedWith(decide("published"), /Nobody approved/);
    await refusedWith(decide("changes_wanted"), /what should change/);
    await decide("approved");
    await commands.changePost(at.admin, { id, title: "An evening in the garden", body: "It began with sun." });
    await refusedWith(decide("published"), /Nobody approved/);
    await decide("approved");
    await decide("published");
    assert.equal((await shownPost(at.org.slug, "an-evening-in-the-garden"))?.body, "It began with sun.");
    await refusedWith(commands.changePost(at.admin, { id, title: "X", body: "Y" }), /Only a draft/);
    await decide("archived");
    assert.equal(await shownPost(at.org.slug, "an-evening-in-the-garden"), null);
    const log = await admin.query(
      "select decision, version from feedback.review_post_approvals where post_id = $1 order by id",
      [id],
    );
    assert.deepEqual(
      log.rows.map(({ decision, version }) => `${decision} ${version}`),
      ["approved 1", "approved 2", "published 2", "archived 2"],
    );
  });

  it("of another station is not there for a manager of one; their own is", async () => {
    const at = await kitchens();
    const [manager] = at.managers;
    const mine = await writeReview((await asked(at, at.stations[0])).secret, words());
    const theirs = await writeReview((await asked(at, at.stations[1])).secret, words());
    assert.ok(await readAsTenant(manager, (tx) => reviewById(tx, mine)));
    assert.equal(await readAsTenant(manager, (tx) => reviewById(tx, theirs)), null);
    await refusedWith(commands.approveReview(manager, { id: theirs }), /not here/);
    await commands.approveReview(manager, { id: mine });
    await refusedWith(
      commands.askForReview(manager, { customerId: await aCustomer(at.admin), stationId: at.stations[0] }),
      /not here/,
    );
    assert.ok(await aLead(manager, { stationId: at.stations[0] }));
  });
});
