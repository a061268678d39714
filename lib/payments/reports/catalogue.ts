import "server-only";
import type { TenantTx } from "#db/tenant";
import { payablesReport, receivablesReport } from "#lib/payments/receivables/reports";
import { feesReport, heldReport, refundsReport, taxesReport } from "#lib/payments/reports/activity";
import {
  balanceSheetReport,
  incomeStatementReport,
  type Question,
  trialBalanceReport,
} from "#lib/payments/reports/balances";
import type { ReportName } from "#lib/payments/reports/names";
import type { Report } from "#lib/payments/reports/sheet";

/** What draws up each report of `lib/payments/reports/names.ts`. */
export const reports: Record<ReportName, (tx: TenantTx, question: Question) => Promise<Report>> = {
  "trial-balance": trialBalanceReport,
  "income-statement": incomeStatementReport,
  "balance-sheet": balanceSheetReport,
  fees: feesReport,
  taxes: taxesReport,
  refunds: refundsReport,
  held: heldReport,
  receivables: receivablesReport,
  payables: payablesReport,
};
