import type { ReactNode } from "react";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import type { ListScreen } from "#lib/system/list-screen";

type Props = { screen: ListScreen; title: string; text: string; empty: string; actions?: ReactNode };

/** A list of this domain with its head; the one verb stands there, and again where the list is empty. */
export function EventListScreen({ screen, title, text, empty, actions }: Props) {
  return (
    <>
      <PageHeader title={title} description={text} actions={actions} />
      <DataTable {...screen} label={title} empty={<Empty title={`No ${title.toLowerCase()} yet`}>{empty}</Empty>} />
    </>
  );
}
