import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import type { PlanField } from "#components/events/plan-fields";
import { ActButton, AddItem, EditItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PictureUpload, PostPictures, RemovePost } from "#components/events/post-acts";
import { VideoSection } from "#components/events/video-section";
import { Badge } from "#components/ui/badge";
import { addPost, changePost, movePost, restorePost } from "#lib/events/actions/posts";
import type { postsOf } from "#lib/events/queries/posts";
import type { OwnVideo } from "#lib/events/queries/videos";

type Posts = Awaited<ReturnType<typeof postsOf>>;
type Props = {
  slug: string;
  event: { id: string; slug: string; zone: string; state: string };
  posts: Posts;
  /** What its public page shows besides. */
  video: OwnVideo | null;
  may: { write: boolean; moderate: boolean };
};

const fields: PlanField[] = [
  {
    name: "body",
    label: "Text",
    kind: "long",
    rows: 8,
    required: true,
    hint: "Plain text. #words can be looked for; @Name of a colleague tells them once it is published.",
  },
  { name: "commentsOpen", label: "People may write below it", kind: "tick" },
];

/** News of an event: what stands on its page, what is being written, and what was removed. */
export function PostsPage({ slug, event, posts, video, may }: Props) {
  const kept = posts.filter((one) => one.state !== "removed");
  const removed = posts.filter((one) => one.state === "removed");
  const waiting = posts.reduce((sum, one) => sum + one.waiting, 0);
  return (
    <div className="grid gap-8">
      <section aria-label="Posts">
        <PlanHead
          title="Posts"
          text="News on the event's page. Whoever is signed in may answer and leave a sign."
          actions={
            <>
              {may.moderate && waiting > 0 ? (
                <Link
                  className="text-primary-text underline underline-offset-4"
                  href={`/${slug}/events/moderation` as Route}
                >
                  {waiting === 1 ? "1 comment waits for a decision" : `${waiting} comments wait for a decision`}
                </Link>
              ) : null}
              {may.write ? (
                <AddItem
                  label="Write a post"
                  title="Write a post"
                  text="It is a draft until you publish it."
                  verb="Save the draft"
                  done="The draft is saved. Publish it when it is ready."
                  action={addPost}
                  hidden={{ eventId: event.id }}
                  fields={fields}
                  values={{ commentsOpen: true }}
                />
              ) : null}
            </>
          }
        />
        {kept.length === 0 ? (
          <NothingYet title="No posts yet">
            Say what people can look forward to, how it was, and thank who helped.
          </NothingYet>
        ) : (
          <PlanList label="Posts">
            {kept.map((post) => (
              <Row key={post.id} {...{ slug, event, post, may }} />
            ))}
          </PlanList>
        )}
      </section>
      <VideoSection slug={slug} eventId={event.id} video={video} may={may.write} />
      {removed.length > 0 ? (
        <details>
          <summary className="w-fit cursor-pointer py-1 font-medium">Removed posts ({removed.length})</summary>
          <div className="mt-2">
            <PlanList label="Removed posts">
              {removed.map((post) => (
                <PlanRow
                  key={post.id}
                  title={firstLine(post.body)}
                  actions={
                    may.write ? (
                      <ActButton
                        label="Bring back"
                        aria-label={`Bring back “${firstLine(post.body)}”`}
                        input={{ id: post.id }}
                        act={restorePost}
                        done="It is back as it was."
                      />
                    ) : null
                  }
                />
              ))}
            </PlanList>
          </div>
        </details>
      ) : null}
    </div>
  );
}

function Row({ slug, event, post, may }: Omit<Props, "posts" | "video"> & { post: Posts[number] }) {
  const name = firstLine(post.body);
  const shown = post.state === "published";
  return (
    <PlanRow
      title={
        shown ? (
          <Link className="hover:underline" href={`/e/${slug}/${event.slug}/posts/${post.id}` as Route}>
            {name}
          </Link>
        ) : (
          name
        )
      }
      badges={
        <>
          <StateBadge state={post.state} />
          {post.waiting > 0 ? <Badge variant="warning">{post.waiting} to decide</Badge> : null}
          {post.commentsOpen ? null : <Badge>Closed for comments</Badge>}
        </>
      }
      meta={[
        post.author,
        <Time key="at" at={post.publishedAt ?? post.createdAt} zone={event.zone} />,
        count(post.comments, "comment"),
        count(post.reactions, "reaction"),
        post.tags.map((tag) => `#${tag}`).join(" "),
      ]}
      actions={
        may.write ? (
          <>
            {post.state === "published" ? (
              <ActButton
                label="Take off the page"
                input={{ id: post.id, to: "archived" }}
                act={movePost}
                done="It is on the page no more."
              />
            ) : (
              <ActButton
                label="Publish"
                variant="default"
                aria-label={`Publish “${name}”`}
                input={{ id: post.id, to: "published" }}
                act={movePost}
                done="It is on the event's page."
              />
            )}
            <PictureUpload address={`/api/${slug}/events/posts/${post.id}`} name={name} />
            <EditItem
              name={`“${name}”`}
              title="Change this post"
              verb="Save"
              done="Saved."
              action={changePost}
              hidden={{ id: post.id }}
              fields={fields}
              values={{ body: post.body, commentsOpen: post.commentsOpen }}
            />
            <RemovePost id={post.id} name={name} />
          </>
        ) : null
      }
    >
      {post.body === name ? null : (
        <p className="line-clamp-4 max-w-prose whitespace-pre-line break-words text-[0.8125rem]">{post.body}</p>
      )}
      <PostPictures pictures={post.pictures} may={may.write} />
    </PlanRow>
  );
}

const firstLine = (body: string) => {
  const line = body.split("\n")[0] ?? "";
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
};
const count = (many: number, word: string) =>
  many === 0 ? null : `${many.toLocaleString("en")} ${word}${many === 1 ? "" : "s"}`;
