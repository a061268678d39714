import type { Route } from "next";
import Link from "next/link";
import { PlanTab } from "#components/events/plan-tab";
import { Badge } from "#components/ui/badge";
import { addCasting, changeCasting, moveCasting, removeCasting } from "#lib/events/actions/planning";
import type { castingsOf } from "#lib/events/queries/planning";
import { movesOf } from "#lib/events/rules/moves";
import { talentKinds } from "#lib/events/rules/registry";
import type { Permission } from "#lib/permissions";

type Props = {
  slug: string;
  eventId: string;
  castings: Awaited<ReturnType<typeof castingsOf>>;
  talent: { value: string; label: string }[];
  permissions: ReadonlySet<Permission>;
  may: boolean;
};

/** Whom we want at this event, and whether they come. */
export function TalentTab({ slug, eventId, castings, talent, permissions, may }: Props) {
  const link = (
    <Link className="text-primary-text underline underline-offset-4" href={`/${slug}/events/talent` as Route}>
      Everybody we know
    </Link>
  );
  return (
    <PlanTab
      title="Talent"
      text={<>Castings of this event. {link}</>}
      word="a casting"
      empty={{
        title: "Nobody cast yet",
        text: "Add people under Talent first, then cast them here as what they are to do.",
      }}
      hidden={{ eventId }}
      may={may}
      fields={[
        { name: "talentId", label: "Who", kind: "choice", options: talent, none: "Choose somebody", required: true },
        { name: "part", label: "As what", kind: "text", required: true },
        { name: "notes", label: "Notes", kind: "long" },
      ]}
      acts={{ add: addCasting, change: changeCasting, move: moveCasting, remove: removeCasting }}
      items={castings.map((one) => ({
        id: one.id,
        name: one.name,
        title: (
          <Link className="hover:underline" href={`/${slug}/events/talent/${one.talentId}` as Route}>
            {one.name}
          </Link>
        ),
        state: one.state,
        next: movesOf("casting", one.state, permissions),
        tone: one.away ? ("warning" as const) : undefined,
        badges: (
          <>
            <Badge variant="outline">{talentKinds[one.kind]}</Badge>
            {one.away ? <Badge variant="warning">Away for part of it</Badge> : null}
          </>
        ),
        meta: [
          one.part,
          one.agency && `through ${one.agency}`,
          one.sessions > 0 ? `in ${one.sessions} session${one.sessions === 1 ? "" : "s"}` : "in no session yet",
        ],
        body: one.notes ? <p className="text-[0.8125rem]">{one.notes}</p> : null,
        values: { talentId: one.talentId, part: one.part, notes: one.notes },
      }))}
    />
  );
}
