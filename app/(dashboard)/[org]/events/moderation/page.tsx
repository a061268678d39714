import { ModerationPage } from "#components/events/moderation-page";
import { shownOf } from "#lib/events/open";
import { moderationQueue } from "#lib/events/queries/posts";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Comments" };

export default async function CommentsToDecidePage({ params, searchParams }: PageProps<"/[org]/events/moderation">) {
  await requireActor("events:moderate");
  const { org } = await params;
  const shown = shownOf((await searchParams).show, ["waiting", "decided"]);
  const { waiting, decided } = await read("events:moderate", async (tx) => ({
    waiting: await moderationQueue(tx, "waiting"),
    decided: await moderationQueue(tx, "decided"),
  }));
  return (
    <ModerationPage
      slug={org}
      held={shown === "waiting" ? waiting : decided}
      shown={shown}
      counts={{ waiting: waiting.length, decided: decided.length }}
    />
  );
}
