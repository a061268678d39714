"use client";

import { X } from "lucide-react";
import { useActionState } from "react";
import { useAct } from "#components/events/plan-item";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { tagLead, untagLead } from "#lib/crm/actions";

/** The words by which a lead is found with others. */
export function LeadTags({ id, tags, may }: { id: string; tags: string[]; may: boolean }) {
  const [state, submit] = useActionState(tagLead, { done: false });
  const { pending, problem, run } = useAct();
  const wrong = problem ?? state.problem?.fields?.tag?.[0] ?? state.problem?.message;
  return (
    <div className="grid gap-2">
      <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
        {tags.map((tag) => (
          <li key={tag}>
            <Badge variant="outline" className="h-7 pr-0.5">
              {tag}
              {may ? (
                <button
                  type="button"
                  aria-label={`Remove the tag ${tag}`}
                  aria-disabled={pending}
                  className="grid size-6 place-content-center rounded-full hover:bg-accent [&_svg]:size-3"
                  onClick={() => run(() => untagLead({ id, tag }), `${tag} removed.`)}
                >
                  <X aria-hidden />
                </button>
              ) : (
                <span className="w-1.5" />
              )}
            </Badge>
          </li>
        ))}
        {tags.length === 0 ? <li className="text-muted-foreground">None yet.</li> : null}
      </ul>
      {may ? (
        <form action={submit} className="flex gap-2">
          <input type="hidden" name="id" value={id} />
          <Input name="tag" aria-label="New tag" placeholder="Add a tag" maxLength={40} className="h-8 max-w-40" />
          <Button type="submit" variant="outline" size="sm" className="h-8">
            Add
          </Button>
        </form>
      ) : null}
      {wrong ? (
        <p role="alert" className="text-[0.8125rem] text-destructive-text">
          {wrong}
        </p>
      ) : null}
    </div>
  );
}
