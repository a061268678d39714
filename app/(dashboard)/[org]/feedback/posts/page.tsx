import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { postList } from "#lib/feedback/lists";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Posts" };

export default async function PostsPage({ searchParams }: PageProps<"/[org]/feedback/posts">) {
  await requireActor("feedback:read");
  const screen = await listScreen(postList, await searchParams);
  return (
    <>
      <PageHeader
        title="Posts"
        description="Articles that began with a review. Published in the words that were approved."
      />
      <DataTable
        {...screen}
        label="Posts"
        empty={<Empty title="No posts yet">Open an approved review and draft one.</Empty>}
      />
    </>
  );
}
