"use client";

import { useOptimistic, useState, useTransition } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { savePreference } from "#lib/users/actions";
import { type Channel, channels, type Preference } from "#lib/users/rules";

/** Topics by channels. A tick counts at once; what concerns one's own account cannot be switched off. */
export function Preferences({ preferences }: { preferences: readonly Preference[] }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [, start] = useTransition();
  const [shown, set] = useOptimistic(preferences, (all, changed: Preference) =>
    all.map((one) => (one.topic === changed.topic && one.channel === changed.channel ? changed : one)),
  );
  const want = (preference: Preference, wanted: boolean) =>
    start(async () => {
      const { topic, channel } = preference;
      set({ ...preference, wanted });
      const answer = await savePreference({ topic, channel, wanted });
      setProblem(answer.ok ? null : answer.problem.message);
    });
  const topics = [...new Set(shown.map((one) => one.topic))];
  return (
    <div className="grid gap-2">
      <Table label="Notifications">
        <TableHeader>
          <TableRow>
            <TableHead className="pl-0">About</TableHead>
            {Object.values(channels).map((words) => (
              <TableHead key={words} className="text-center">
                {words}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {topics.map((topic) => {
            const row = shown.filter((one) => one.topic === topic);
            return (
              <TableRow key={topic}>
                <TableCell className="pl-0">
                  {row[0]?.words}
                  {row[0]?.fixed ? <span className="text-muted-foreground"> · always</span> : null}
                </TableCell>
                {(Object.keys(channels) as Channel[]).map((channel) => {
                  const one = row.find((each) => each.channel === channel);
                  return (
                    <TableCell key={channel} className="text-center">
                      {one ? (
                        <Checkbox
                          aria-label={`${one.words}: ${channels[channel]}`}
                          checked={one.wanted}
                          disabled={one.fixed}
                          onCheckedChange={(checked) => want(one, checked === true)}
                        />
                      ) : null}
                    </TableCell>
                  );
                })}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
