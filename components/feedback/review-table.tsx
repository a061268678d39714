"use client";

import { DataTable } from "#components/data/data-table";
import type { DataTableProps } from "#components/data/list-contract";
import { approveReviews } from "#lib/feedback/actions";

/** The reviews; several can be approved at once, each is rejected by itself, with its reason. */
export function ReviewTable({ may, ...screen }: Omit<DataTableProps, "actions"> & { may: boolean }) {
  return <DataTable {...screen} actions={may ? [{ label: "Approve", run: approveReviews }] : []} />;
}
