import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { AddItem, EditItem } from "#components/events/plan-item";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { changePost, decidePost } from "#lib/feedback/actions";
import type { Post } from "#lib/feedback/queries";
import { type Decision, decisions } from "#lib/feedback/rules";

type Props = { slug: string; zone: string; post: Post; may: { moderate: boolean; publish: boolean } };
type Step = { decision: Decision; label: string; title: string; text: string; main?: true };

/** What can be decided from here. Publishing needs the present words approved. */
function stepsOf(post: Post): Step[] {
  const said = post.log.find(
    ({ version, decision }) => version === post.version && ["approved", "changes_wanted"].includes(decision),
  );
  const archive: Step = {
    decision: "archived",
    label: "Archive",
    title: "Archive this post?",
    text: "Visitors do not see it any more. It can be opened again as a draft.",
  };
  if (post.state === "archived")
    return [
      { decision: "reopened", label: "Open again", title: "Open again?", text: "It becomes a draft.", main: true },
    ];
  if (post.state === "published") return [archive];
  const change: Step = {
    decision: "changes_wanted",
    label: "Want changes",
    title: "What should change?",
    text: "Whoever wrote it reads it here.",
  };
  const approve: Step = {
    decision: "approved",
    label: "Approve",
    title: "Approve these words?",
    text: "The approval is of this version; a change needs another one.",
    main: true,
  };
  const publish: Step = {
    decision: "published",
    label: "Publish",
    title: "Publish this post?",
    text: "Everybody can read it at once.",
    main: true,
  };
  return [archive, change, said?.decision === "approved" ? publish : approve];
}

/** A post that began with a review: its words, and everything that was decided about them. */
export function PostPage({ slug, zone, post, may }: Props) {
  return (
    <>
      <PageHeader
        title={post.title}
        badge={<StateBadge state={post.state} />}
        description={
          post.state === "published" ? (
            <Link
              className="text-primary-text underline underline-offset-4"
              href={`/reviews/${slug}/${post.slug}` as Route}
            >
              /reviews/{slug}/{post.slug}
            </Link>
          ) : (
            `Version ${post.version}`
          )
        }
        crumbs={[{ label: post.title }]}
        actions={
          <>
            {may.moderate && post.state === "draft" ? (
              <EditItem
                name={post.title}
                title="Change this draft"
                verb="Save"
                done="Saved."
                action={changePost}
                hidden={{ id: post.id }}
                fields={[
                  { name: "title", label: "Title", kind: "text", required: true },
                  { name: "slug", label: "Address", kind: "text", hint: `/reviews/${slug}/…` },
                  { name: "body", label: "Text", kind: "long", rows: 12, required: true },
                ]}
                values={{ title: post.title, slug: post.slug, body: post.body }}
              />
            ) : null}
            {may.publish
              ? stepsOf(post).map((step) => (
                  <AddItem
                    key={step.decision}
                    label={step.label}
                    variant={step.main ? undefined : "outline"}
                    title={step.title}
                    text={step.text}
                    verb={step.label}
                    done={`${decisions[step.decision]}.`}
                    action={decidePost}
                    hidden={{ id: post.id, decision: step.decision }}
                    fields={[{ name: "note", label: "Note", kind: "long", rows: 2 }]}
                  />
                ))
              : null}
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <article className="whitespace-pre-line break-words rounded-lg border bg-card p-4 text-base leading-7">
          {post.body}
        </article>
        <Card>
          <CardHeader>
            <CardTitle>Decisions</CardTitle>
          </CardHeader>
          <CardContent>
            {post.log.length === 0 ? <p className="text-muted-foreground">Nobody decided yet.</p> : null}
            <ol className="grid gap-3">
              {post.log.map((line) => (
                <li key={line.id}>
                  <p>
                    <span className="font-medium">{decisions[line.decision]}</span>, version {line.version}
                  </p>
                  {line.note ? <p>{line.note}</p> : null}
                  <p className="text-[0.8125rem] text-muted-foreground">
                    <Time at={line.at} zone={zone} /> {line.by}
                  </p>
                </li>
              ))}
            </ol>
            {post.reviewId ? (
              <p className="mt-4">
                From the{" "}
                <Link
                  className="text-primary-text underline underline-offset-4"
                  href={`/${slug}/feedback/reviews/${post.reviewId}` as Route}
                >
                  review by {post.reviewer}
                </Link>
              </p>
            ) : null}
          </CardContent>
        </Card>
      </div>
    </>
  );
}
