import "server-only";
import { bookingList, resourceList } from "#lib/bookings/lists";
import { reminderList } from "#lib/bookings/reminder-lists";
import { campaignList } from "#lib/campaigns/lists";
import { customerList, leadList, opportunityList } from "#lib/crm/lists";
import { feedbackList } from "#lib/events/feedback-lists";
import { eventList } from "#lib/events/lists";
import { talentList, taskList, vendorList, venueList } from "#lib/events/registry-lists";
import { postList, reviewList } from "#lib/feedback/lists";
import { approvalQueue, grantList, roleList, stationList } from "#lib/identity/lists";
import { invitationList, peopleList, requestList } from "#lib/organizations/lists";
import { alertList } from "#lib/payments/alerts/lists";
import { creditLotList } from "#lib/payments/credits/queries";
import { accountList, transactionList } from "#lib/payments/lists";
import { payoutLineList, payoutList } from "#lib/payments/payouts/lists";
import { balanceList, disputeList, processorPayoutList, webhookList } from "#lib/payments/processor/lists";
import { billList, invoiceList, manualPaymentList, partyList } from "#lib/payments/receivables/lists";
import { enquiryList } from "#lib/sponsorship/deck-lists";
import { packageList, proposalList, sponsorList, sponsorshipOrderList } from "#lib/sponsorship/lists";
import type { ListDefinition } from "#lib/system/list-query";
import { auditList } from "#lib/system/lists";
import { attendeeList, orderList } from "#lib/ticketing/lists";
import { refundOutcomeList } from "#lib/ticketing/refund-outcomes";

/** Every list that can be exported or acted on by name. */
export const lists: readonly ListDefinition[] = [
  eventList,
  venueList,
  vendorList,
  talentList,
  taskList,
  feedbackList,
  reminderList,
  bookingList,
  resourceList,
  campaignList,
  orderList,
  attendeeList,
  refundOutcomeList,
  accountList,
  transactionList,
  invoiceList,
  billList,
  partyList,
  manualPaymentList,
  payoutList,
  payoutLineList,
  disputeList,
  webhookList,
  balanceList,
  processorPayoutList,
  peopleList,
  approvalQueue,
  grantList,
  roleList,
  stationList,
  invitationList,
  requestList,
  auditList,
  creditLotList,
  alertList,
  leadList,
  customerList,
  opportunityList,
  reviewList,
  postList,
  enquiryList,
  sponsorList,
  packageList,
  proposalList,
  sponsorshipOrderList,
];
