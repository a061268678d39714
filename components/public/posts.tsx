import type { Route } from "next";
import Link from "next/link";
import { textLink } from "#components/public/frame";
import { SignIcon } from "#components/public/sign-icons";
import type { Post } from "#lib/events/queries/posts";
import { type Sign, signs } from "#lib/events/rules/signs";
import { formatMoment, zoneWords } from "#lib/time";

type Props = {
  /** The event's page. */
  path: string;
  event: { name: string; zone: string; organization: { name: string } };
  posts: Post[];
  tag?: string | null;
  /** A page of their own; otherwise the newest few on the event's page, and nothing where there are none. */
  whole?: boolean;
};

/** News of an event. */
export function Posts({ path, event, posts, tag, whole }: Props) {
  if (posts.length === 0 && !whole) return null;
  const Title = whole ? "h1" : "h2";
  return (
    <section aria-label="News" className={whole ? "mx-auto grid max-w-2xl gap-4" : "grid gap-4"}>
      <Title className={whole ? "font-semibold text-2xl tracking-tight" : "font-semibold text-lg"}>
        {tag ? `#${tag}` : whole ? `News of ${event.name}` : "News"}
      </Title>
      {whole ? (
        <Link href={path as Route} className={textLink}>
          See the event
        </Link>
      ) : null}
      {posts.length === 0 ? <p>There is nothing{tag ? ` with #${tag}` : ""} yet.</p> : null}
      {posts.map((post) => (
        <article key={post.id} className="grid gap-3 rounded-xl border bg-card p-4 shadow-xs sm:p-5">
          <PostBody post={post} event={event} path={path} />
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <Link
              href={`${path}/posts/${post.id}` as Route}
              prefetch={false}
              className={`${textLink} inline-flex min-h-6 items-center`}
            >
              {post.comments === 0
                ? "Answer"
                : post.comments === 1
                  ? "1 comment"
                  : `${post.comments.toLocaleString("en")} comments`}
            </Link>
            <SignCounts counts={post.signs.counts} />
          </p>
        </article>
      ))}
      {whole ? null : (
        <Link href={`${path}/posts` as Route} prefetch={false} className={textLink}>
          All news
        </Link>
      )}
    </section>
  );
}

/** Whose it is and when, the words, and the pictures. */
export function PostBody({ post, event, path }: { post: Post; event: Props["event"]; path: string }) {
  return (
    <>
      <p className="text-muted-foreground text-sm">
        {event.organization.name} ·{" "}
        <time dateTime={post.publishedAt.toISOString()}>{formatMoment(post.publishedAt, event.zone)}</time> (
        {zoneWords(post.publishedAt, event.zone)})
      </p>
      <div className="whitespace-pre-line break-words">
        <Words text={post.body} tags={post.tags} path={path} />
      </div>
      {post.pictures.length > 0 ? (
        <ul className={post.pictures.length === 1 ? "grid" : "grid grid-cols-2 gap-2"}>
          {post.pictures.map((one) => (
            <li key={one.id}>
              {/* biome-ignore lint/performance/noImgElement: a picture of our own, drawn small already */}
              <img
                src={`/media/${one.id}`}
                alt={one.alt}
                width={one.width}
                height={one.height}
                loading="lazy"
                className="h-auto w-full rounded-lg"
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Plain text, in which the #words of the post lead to their posts. */
function Words({ text, tags, path }: { text: string; tags: readonly string[]; path: string }) {
  return text.split(/(#[\p{L}\p{N}_]+)/u).map((part, index) => {
    const tag = part.startsWith("#") ? part.slice(1).toLowerCase() : null;
    return tag && tags.includes(tag) ? (
      <Link
        // biome-ignore lint/suspicious/noArrayIndexKey: the words of a text do not move
        key={index}
        href={`${path}/posts?tag=${encodeURIComponent(tag)}` as Route}
        prefetch={false}
        className={textLink}
      >
        {part}
      </Link>
    ) : (
      part
    );
  });
}

export function SignCounts({ counts }: { counts: Record<string, number> }) {
  const found = (Object.keys(signs) as Sign[]).filter((sign) => (counts[sign] ?? 0) > 0);
  return found.map((sign) => (
    <span key={sign} className="figures whitespace-nowrap text-muted-foreground">
      <SignIcon sign={sign} /> <span className="sr-only">{signs[sign]}: </span>
      {counts[sign]}
    </span>
  ));
}
