import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { deedWords, pastOf } from "#lib/system/deeds";

test("a history is written in English: regular and irregular verbs, particles and single words", () => {
  const read = [
    "bookings.step",
    "crm.tag_lead",
    "payments.hurry_test_gateway",
    "ticketing.undo_scan",
    "system.commit_import",
  ];
  assert.deepEqual(read.map(deedWords), [
    "moved it to its next state",
    "tagged the lead",
    "hurried the test gateway",
    "undid the scan",
    "committed the import",
  ]);
  assert.equal(deedWords("ticketing.sell_by_hand"), "sold by hand");
  assert.equal(deedWords("ticketing.resend_tickets"), "sent the tickets again");
  assert.equal(deedWords("events.publish_event"), "published the event");
  assert.deepEqual(["open", "verify", "lay", "scan", "show", "stop", "book", "end"].map(pastOf), [
    "opened",
    "verified",
    "laid",
    "scanned",
    "showed",
    "stopped",
    "booked",
    "ended",
  ]);
});

/** Every verb of a command, as somebody has read it in the past tense. A new verb is read here before people read it. */
const read =
  "accepted acknowledged activated added adopted allocated answered applied approved archived asked assigned booked cancelled changed checked cleared closed committed completed configured contested converted corrected countered created credited deactivated decided deleted discarded dismissed dropped ended exchanged exported finished forgot founded funded granted hid hurried imported invited issued judged kept laid locked made mailed marked matched merged moderated moved noted offered opened placed posted postponed previewed published raised reinstated recorded refreshed refunded rejected released remembered removed renamed renewed reopened repeated replayed replied repriced requested reserved restored retried reversed revoked saved scanned scheduled sent set settled showed sold started stepped stopped submitted suspended tagged took transferred undid unmerged untagged updated uploaded used verified viewed withdrew wrote";

test("every command's verb has a past that somebody has read", () => {
  const matrix = readFileSync(new URL("../permissions.matrix.md", import.meta.url), "utf8");
  const verbs = [...matrix.matchAll(/^\| `[a-z]+\.([a-z]+)/gm)].map(([, verb]) => pastOf(verb ?? ""));
  const known = new Set(read.split(" "));
  assert.ok(verbs.length > 300);
  assert.deepEqual([...new Set(verbs)].filter((word) => !known.has(word)).sort(), []);
});
