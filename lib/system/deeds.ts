/** Verbs whose past is not made by rule. */
const irregular: Record<string, string> = {
  cancel: "cancelled",
  choose: "chose",
  commit: "committed",
  find: "found",
  forget: "forgot",
  give: "gave",
  hide: "hid",
  hold: "held",
  keep: "kept",
  lay: "laid",
  make: "made",
  pay: "paid",
  put: "put",
  resend: "sent",
  sell: "sold",
  send: "sent",
  set: "set",
  split: "split",
  submit: "submitted",
  take: "took",
  tell: "told",
  transfer: "transferred",
  undo: "undid",
  untag: "untagged",
  withdraw: "withdrew",
  write: "wrote",
};

/** Names of commands in which the verb is not simply followed by what it was done to. */
const phrases: Record<string, string> = {
  ask_for_review: "asked for a review",
  ask_refund: "asked for a refund",
  ask_release: "asked for a release",
  ask_split: "asked for a split",
  check_all_integrity: "checked the integrity of all organizations",
  decide_post: "decided on the post",
  decide_refund_request: "decided on the refund request",
  end_recurring: "ended the recurring invoice",
  forget_busy: "forgot the busy times",
  fund_from_payment: "funded it from a payment",
  import_busy: "imported busy times",
  keep_apart: "kept them apart",
  note_customer: "wrote a note on the customer",
  note_lead: "wrote a note on the lead",
  preview_repeat: "looked at what a repetition makes",
  refund_sent: "noted that the refund was sent",
  reply_to_review: "replied to the review",
  sell_by_hand: "sold by hand",
  sign_in: "signed in",
  sign_out: "signed out",
  step: "moved it to its next state",
  take_back_feedback: "took the feedback back",
  write_off_invoice: "wrote off the invoice",
};

/** What a command did, for the history of a record: `events.publish_event` reads "published the event". */
export function deedWords(command: string): string {
  const name = command.replace(/^[a-z]+\./, "");
  const phrase = phrases[name];
  if (phrase) return phrase;
  const [verb = "", ...rest] = name.split("_");
  const again = verb === "resend" ? " again" : "";
  return rest.length > 0 ? `${pastOf(verb)} the ${rest.join(" ")}${again}` : `${pastOf(verb)}${again}`;
}

/** The past of an English verb: irregular, "tried", "stopped" (one short syllable doubles its end), "moved" or "opened". */
export function pastOf(verb: string): string {
  const known = irregular[verb];
  if (known) return known;
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}
