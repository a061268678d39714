import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { recordConsent } from "#lib/crm/commands/customers";
import { aCustomer, type Kitchens, kitchens, one, refusedWith } from "#lib/crm/crm.given";
import { askForReview } from "#lib/feedback/commands";
import { sendRequest } from "#lib/feedback/jobs";
import { digestOf, reviewSecret } from "#lib/feedback/link";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const send = (at: Kitchens, requestId: string) =>
  asWorker(at.org.id, (tx) =>
    sendRequest({
      tx,
      payload: { requestId },
      row: {
        organizationId: at.org.id,
        id: requestId,
        topic: "feedback.send_request",
        attempts: 1,
        createdAt: new Date(),
      },
      signal: new AbortController().signal,
    }),
  );

describe("a review", () => {
  it("is asked for once, and never of somebody who wants no letters", async () => {
    const at = await kitchens();
    const customerId = await aCustomer(at.admin, { stationId: at.stations[0] });
    const { requestId } = await askForReview(at.admin, {
      customerId,
      stationId: at.stations[0],
      occasion: "Hibachi at home",
    });
    const secret = reviewSecret(requestId);
    await send(at, requestId);
    await send(at, requestId);
    const letters = await admin.query(
      "select payload -> 'data' as data from system.outbox where organization_id = $1 and payload ->> 'template' = 'review_request'",
      [at.org.id],
    );
    assert.equal(letters.rowCount, 1);
    assert.equal(letters.rows[0].data.link, `/review/${secret}`);
    assert.match(letters.rows[0].data.optOut, /^\/opt-out\/[0-9a-f-]{36}$/);
    const { token_hash } = await one<{ token_hash: string }>(
      "select token_hash from feedback.review_requests where id = $1",
      [requestId],
    );
    assert.equal(token_hash, digestOf(secret), "the database knows the digest alone");
    await refusedWith(askForReview(at.admin, { customerId, occasion: "again" }), /thirty days/);
    const tired = await aCustomer(at.admin);
    await recordConsent(at.admin, { customerId: tired, choice: "withdrawn", source: "on the phone" });
    assert.equal((await askForReview(at.admin, { customerId: tired })).skippedReason, "does not want to be written to");
    const later = await aCustomer(at.admin);
    const waiting = await askForReview(at.admin, { customerId: later });
    await recordConsent(at.admin, { customerId: later, choice: "withdrawn", source: "on the phone" });
    await send(at, waiting.requestId);
    const state = await one<{ state: string }>("select state from feedback.review_requests where id = $1", [
      waiting.requestId,
    ]);
    assert.equal(state.state, "skipped", "a no said after the asking counts as well");
  });
});
