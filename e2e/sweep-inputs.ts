import { randomUUID } from "node:crypto";
import type { Input, Records } from "./sweep.ts";

const event = {
  name: "Night of Lamps",
  category: "concert",
  capacity: 10_000,
  startsAt: "2031-05-01T20:00",
  endsAt: "2031-05-01T23:00",
  currency: "USD",
  zone: "Europe/Berlin",
};
const tier = { name: "Late", price: "12.00", quota: 50 };
const venue = { name: "Old Mill", city: "Kiel", country: "DE", zone: "Europe/Berlin" };
const station = { name: "Pier", zone: "Europe/Berlin" };
const reason = "Because of the rain.";

/** What each action that is about a record takes: complete, so that nothing but the right to it is missing. */
export const aboutRecords = (r: Records): [string, Input][] => [
  ["updateVenue", { ...venue, id: r.venue }],
  ["createEvent", { ...event, venueId: r.venue }],
  ["createEvent", { ...event, stationId: r.station }],
  ["updateEvent", { ...event, id: r.event }],
  ["addTier", { ...tier, eventId: r.event }],
  ["updateTier", { ...tier, name: "Later", id: r.tier }],
  ["removeTier", { id: r.tier }],
  ...["publishEvent", "startEvent", "postponeEvent", "cancelEvent", "completeEvent", "archiveEvent"].map(
    (name): [string, Input] => [name, { id: r.event }],
  ),
  ["publishEvents", { ids: [r.event] }],
  ["archiveEvents", { ids: [r.event] }],
  ["correctAttendee", { id: r.ticket, attendeeName: "Mallory", attendeeEmail: "mallory@example.test" }],
  ["refundOrder", { orderId: r.order, reason, key: "sweep-1234" }],
  ["reverseTransaction", { transactionId: r.transaction, reason, key: randomUUID() }],
  ["renameView", { id: r.view, name: "Renamed" }],
  ["deleteView", { id: r.view }],
  ["updateStation", { ...station, id: r.station }],
  ["archiveStation", { id: r.station }],
  ["restoreStation", { id: r.station }],
  ["saveRole", { id: r.role, name: "Gatekeeper", permissions: ["events:read"] }],
  ["deleteRole", { id: r.role }],
  ["grantRole", { userId: r.user, role: "viewer" }],
  ["grantRole", { userId: r.user, role: "viewer", stationId: r.station }],
  ["grantRole", { userId: r.user, role: "viewer", eventId: r.event }],
  ["grantRole", { userId: r.user, role: r.role }],
  ["endGrant", { id: r.grant }],
  ["approvePerson", { id: r.user, role: "viewer" }],
  ["rejectPerson", { id: r.user, reason }],
  ["suspendPerson", { id: r.user, reason }],
  ["reinstatePerson", { id: r.user, reason }],
  ["removePerson", { id: r.user, reason }],
  ["deactivatePerson", { id: r.user, reason }],
  ["approveAll", { ids: [r.user], with: { role: "viewer" } }],
  ["rejectAll", { ids: [r.user], with: { reason } }],
  ["suspendAll", { ids: [r.user], with: { reason } }],
  ["removeAll", { ids: [r.user], with: { reason } }],
  ["invitePerson", { email: "mallory@example.test", role: "staff", stationId: r.station }],
  ["invitePerson", { email: "mallory@example.test", role: r.role }],
  ["resendInvitations", { ids: [r.invitation] }],
  ["revokeInvitations", { ids: [r.invitation] }],
  ["approveRequest", { id: r.request }],
  ["rejectRequest", { id: r.request, note: reason }],
  ["withdrawRequest", { id: r.request }],
  ["approvePayout", { id: r.payout }],
  ["cancelPayout", { id: r.payout, reason }],
  ["verifyPayment", { id: r.payment }],
  ["rejectPayment", { id: r.payment, reason }],
  ["reversePayment", { id: r.payment, reason }],
  ["issueInvoice", { id: r.invoice }],
  ["mailInvoice", { id: r.invoice }],
  ["discardDraft", { id: r.invoice }],
  ["acceptDispute", { disputeId: r.dispute }],
  ["contestDispute", { disputeId: r.dispute, evidence: "They were there, and here is the scan." }],
  ["replayEvent", { eventId: r.webhook }],
  ["takeStatement", { statementId: r.statement }],
  ["discardStatement", { statementId: r.statement }],
  ["acknowledgeAlert", { id: r.alert }],
  ["archiveGoal", { id: r.goal }],
  ["archiveSplit", { id: r.split }],
];

/** The rest of what an administrator can do; whoever may do it, may do it to their own organization only. */
export const aboutTheHouse: [string, Input][] = [
  ["createVenue", venue],
  ["createStation", station],
  ["saveView", { list: "events.events", name: "Mine", search: "", scope: "organization" }],
  ["updateOrganization", { name: "Taken Over", zone: "Europe/Berlin", accent: "#0f766e" }],
  ["removeLogo", {}],
  ["changeSlug", { slug: `taken-${randomUUID()}` }],
  ["closePeriod", { through: "2020-12-31" }],
  ["setApprovalRule", { act: "role_grant", active: true }],
  [
    "postJournalEntry",
    {
      key: randomUUID(),
      effectiveOn: "2031-01-01",
      currency: "USD",
      description: "Taken",
    },
  ],
];

/** Fields that are the database's or the platform's to fill in. */
export const overreach = (organizationId: string): Input => ({
  organizationId,
  organization_id: organizationId,
  state: "active",
  isPlatform: true,
  platformFeePpm: 0,
});
