import type { Cells, CheckedRow, ImportFacts, RowToCheck } from "#lib/system/imports/cells";
import { checkCustomer } from "#lib/system/imports/checking-customers";
import { checkEvent, checkSession } from "#lib/system/imports/checking-events";
import { checkOrder } from "#lib/system/imports/checking-orders";
import type { RowError } from "#lib/system/imports/rules";

/** What a row means for its kind, or what is wrong in which field. */
export function checkRow(row: RowToCheck, facts: ImportFacts): CheckedRow {
  const errors: RowError[] = [...row.found];
  const cells: Cells = {
    get: (key) => (facts.mapping[key] === undefined ? "" : (row.data[facts.mapping[key]] ?? "").trim()),
    wrong: (key, message) => {
      errors.push({ column: key, message });
      return undefined;
    },
  };
  const checks = { events: checkEvent, sessions: checkSession, orders: checkOrder, customers: checkCustomer };
  const { value, key, unit } = checks[facts.kind](cells, facts, row);
  return {
    n: row.n,
    value: errors.length > 0 ? null : value,
    key: key.slice(0, 500),
    unit: unit.slice(0, 500),
    errors,
  };
}
