"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { type FormEvent, useEffect, useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { type DoorCounts, DoorMatch } from "#lib/ticketing/rules/door";
import { codeIn } from "./door-queue.ts";
import { LastScan, ScanList } from "./door-results.tsx";
import { useDoor } from "./use-door.ts";
import { useKeptDoor } from "./use-kept-door.ts";

const DoorCamera = dynamic(() => import("./door-camera.tsx"), { ssr: false });

export type DoorIslandProps = {
  slug: string;
  event: { id: string; zone: string };
  gates: { id: string; name: string; tiers: string[] }[];
  counts: DoorCounts;
};
type Found = { counts: DoorCounts; matches?: unknown };

/** Everything that happens at a door on one device. */
export function DoorIsland({ slug, event, gates, counts: first }: DoorIslandProps) {
  useKeptDoor();
  const { shown, waiting, online, scan, undo } = useDoor(event.id);
  const [gateId, setGate] = useRemembered(`door:${event.id}:gate`, gates);
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState("");
  const address = `/api/${slug}/events/${event.id}/door`;
  const counts = useQuery({
    queryKey: ["door", event.id],
    queryFn: ({ signal }) => ask(address, signal),
    initialData: { counts: first },
    refetchInterval: 10_000,
  });
  const found = useQuery({
    queryKey: ["door", event.id, "search", asked],
    queryFn: ({ signal }) => ask(`${address}?q=${encodeURIComponent(asked)}`, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    networkMode: "always",
    retry: false,
  });
  const gate = gates.find((one) => one.id === gateId);
  const submit = (form: FormEvent) => {
    form.preventDefault();
    const code = codeIn(words);
    if (code) {
      scan({ code, gateId, label: short(code) });
      setWords("");
      setAsked("");
    } else setAsked(words.trim());
  };
  return (
    <div className="mx-auto grid w-full max-w-5xl items-start gap-5 lg:grid-cols-2">
      <div className="grid gap-4">
        <Tally counts={counts.data.counts} waiting={waiting} online={online} />
        {gates.length > 0 ? (
          <Field
            label="Gate"
            required
            hint={gate ? admits(gate.tiers) : "Without a gate, every ticket of the event is let in."}
          >
            <NativeSelect value={gateId ?? ""} onChange={(change) => setGate(change.target.value || undefined)}>
              <option value="">No gate</option>
              {gates.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
        ) : null}
        <LastScan scan={shown[0]} />
        <DoorCamera onCode={(text) => scan({ code: text.slice(0, 128), gateId, label: short(text) })} />
        <form onSubmit={submit} className="flex items-end gap-2">
          <Field label="Code, name or order" required className="grow">
            <Input
              className="h-11 max-md:h-11"
              value={words}
              onChange={(change) => setWords(change.target.value)}
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <Button type="submit" variant="outline" className="h-11 max-md:h-11">
            <Search aria-hidden /> Look up
          </Button>
        </form>
        {asked ? (
          <Matches
            found={found.data?.matches}
            failed={found.isError}
            letIn={(one) => scan({ ticketId: one.id, gateId, label: one.attendee })}
          />
        ) : null}
      </div>
      <ScanList scans={shown} zone={event.zone} undo={undo} />
    </div>
  );
}

function Tally({ counts, waiting, online }: { counts: DoorCounts; waiting: number; online: boolean }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-2 rounded-lg border bg-card px-4 py-3">
      <p>
        <span className="figures font-semibold text-2xl">{counts.arrived}</span>
        <span className="text-muted-foreground"> of {counts.expected} are in</span>
      </p>
      <p role="status" className="flex flex-wrap gap-1.5">
        {online ? null : <Badge variant="warning">No connection</Badge>}
        {waiting > 0 ? <Badge variant="warning">{waiting} queued</Badge> : null}
        {online && waiting === 0 ? <Badge variant="success">Connected</Badge> : null}
      </p>
    </div>
  );
}

function Matches({ found, failed, letIn }: { found: unknown; failed: boolean; letIn: (one: DoorMatch) => void }) {
  if (failed)
    return <p role="alert">Names can only be looked up with a connection. Codes can be scanned: they are queued.</p>;
  if (!found) return <p role="status">Looking…</p>;
  const list = DoorMatch.array().parse(found);
  if (list.length === 0) return <p role="status">Nobody with this name, order or code comes to this event.</p>;
  return (
    <ul aria-label="Found" className="divide-y rounded-lg border bg-card">
      {list.map((one) => (
        <li key={one.id} className="flex items-center gap-3 px-3 py-2.5">
          <div className="min-w-0 grow break-words">
            <p className="font-medium">{one.attendee}</p>
            <p className="text-[0.8125rem] text-muted-foreground">
              {one.tier} · {one.order}
            </p>
          </div>
          {one.state === "issued" ? (
            <Button aria-label={`Let ${one.attendee} in`} onClick={() => letIn(one)}>
              Let in
            </Button>
          ) : (
            <Badge variant={one.state === "redeemed" ? "info" : "danger"}>{stateWords[one.state] ?? "Not valid"}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}

const stateWords: Record<string, string> = { redeemed: "In already", refunded: "Refunded", transferred: "Passed on" };
const admits = (tiers: string[]) => (tiers.length === 0 ? "Admits every ticket." : `Admits ${tiers.join(", ")}.`);
const short = (code: string) => (code.length > 12 ? `${code.slice(0, 6)}…${code.slice(-4)}` : code);

async function ask(address: string, signal: AbortSignal): Promise<Found> {
  const answer = await fetch(address, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as Found;
}

/** The gate of this device, also after a reload; one that was closed meanwhile is forgotten. */
function useRemembered(key: string, gates: readonly { id: string }[]) {
  const [value, setValue] = useState<string>();
  useEffect(() => {
    const before = localStorage.getItem(key);
    if (before && gates.some((one) => one.id === before)) setValue(before);
  }, [key, gates]);
  const choose = (next: string | undefined) => {
    setValue(next);
    if (next) localStorage.setItem(key, next);
    else localStorage.removeItem(key);
  };
  return [value, choose] as const;
}
