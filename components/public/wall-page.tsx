import type { Route } from "next";
import Link from "next/link";
import { PublicFrame, type Seller, textLink } from "#components/public/frame";
import { PostBody } from "#components/public/posts";
import { CommentForm, ReportForm, Signs, TakeBack, type WallPlace } from "#components/public/wall-forms";
import { Badge } from "#components/ui/badge";
import type { Comment, PostPage } from "#lib/events/queries/posts";
import { formatMoment } from "#lib/time";

type Props = {
  place: WallPlace;
  event: { name: string; zone: string; organization: Seller };
  post: PostPage;
  /** Somebody is signed in. */
  known: boolean;
};

/** One piece of news, and what people wrote below it. */
export function WallPage({ place, event, post, known }: Props) {
  const path = `/e/${place.org}/${place.event}`;
  const signIn = `/sign-in?next=${encodeURIComponent(`${path}/posts/${post.id}`)}`;
  return (
    <PublicFrame seller={event.organization}>
      <div className="mx-auto grid max-w-2xl gap-6">
        <div className="grid gap-1">
          <h1 className="font-semibold text-2xl tracking-tight">News of {event.name}</h1>
          <p className="flex gap-4">
            <Link href={path as Route} className={textLink}>
              See the event
            </Link>
            <Link href={`${path}/posts` as Route} className={textLink}>
              All news
            </Link>
          </p>
        </div>
        <article className="grid gap-3 rounded-xl border bg-card p-4 shadow-xs sm:p-5">
          <PostBody post={post} event={event} path={path} />
          <Signs
            place={place}
            comment=""
            counts={post.signs.counts}
            mine={post.signs.mine}
            known={known}
            about="this post"
          />
        </article>
        <section aria-labelledby="comments-title" className="grid gap-4">
          <h2 id="comments-title" className="font-semibold text-lg">
            {post.comments === 0
              ? "Comments"
              : post.comments === 1
                ? "1 comment"
                : `${post.comments.toLocaleString("en")} comments`}
          </h2>
          <Thread {...{ place, event, post, known }} />
          {!post.commentsOpen ? (
            <p className="text-muted-foreground">Nobody can write below this post any more.</p>
          ) : known ? (
            <CommentForm place={place} parent="" label="Write a comment" />
          ) : (
            <p>
              <Link href={signIn as Route} className={textLink}>
                Sign in
              </Link>{" "}
              to write or to leave a sign.
            </p>
          )}
        </section>
      </div>
    </PublicFrame>
  );
}

/** Answers stand below what they answer, a little further in. */
function Thread(props: Props & { below?: string | null }) {
  const { post, below = null } = props;
  const here = post.said.filter((one) => one.parentId === below);
  if (here.length === 0) return null;
  return (
    <ol className={below ? "grid gap-4 border-l pl-3 sm:pl-4" : "grid gap-5"}>
      {here.map((one) => (
        <li key={one.id} id={`c-${one.id}`} className="grid scroll-mt-4 gap-3">
          <Said {...props} comment={one} />
          <Thread {...props} below={one.id} />
        </li>
      ))}
    </ol>
  );
}

function Said({ place, event, post, known, comment }: Props & { comment: Comment }) {
  const { id, author, own, state, body } = comment;
  if (body === null)
    return (
      <div className="flex flex-wrap items-center gap-x-3 text-muted-foreground">
        <p>Removed.</p>
        {own ? <TakeBack comment={id} again /> : null}
      </div>
    );
  return (
    <article aria-label={`Comment of ${author}`} className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span className="font-medium">{author}</span>
        {comment.member ? <Badge variant="outline">{event.organization.name}</Badge> : null}
        <time dateTime={comment.createdAt.toISOString()} className="text-muted-foreground">
          {formatMoment(comment.createdAt, event.zone)}
        </time>
        {state === "pending" ? <Badge variant="warning">Waits to be looked at; only you see it</Badge> : null}
        {state === "rejected" ? <Badge>Not shown to others</Badge> : null}
      </p>
      <p className="whitespace-pre-line break-words">{body}</p>
      {state === "visible" || own ? (
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          {state === "visible" ? (
            <Signs
              place={place}
              comment={id}
              counts={comment.signs.counts}
              mine={comment.signs.mine}
              known={known}
              about={`the comment of ${author}`}
            />
          ) : null}
          {known && post.commentsOpen && state === "visible" && comment.depth < 4 ? (
            <CommentForm place={place} parent={id} label={`Answer ${author}`} folded />
          ) : null}
          {own && state !== "rejected" ? <TakeBack comment={id} /> : null}
          {known && !own && state === "visible" ? (
            <ReportForm place={place} comment={id} author={author ?? ""} />
          ) : null}
        </div>
      ) : null}
    </article>
  );
}
