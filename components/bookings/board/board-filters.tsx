"use client";

import { ChevronLeft, ChevronRight, Printer } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { NativeSelect } from "#components/ui/native-select";
import {
  type BoardAddress,
  type BoardWindow,
  boardStateWords,
  boardViews,
  resourceKindWords,
} from "#lib/bookings/rules/board";
import type { BoardProps } from "./board-contract.tsx";

/** An address of the board, without what is empty. */
export function boardHref(path: string, address: Partial<BoardAddress>): string {
  const asked = Object.entries(address).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${path}?${new URLSearchParams(asked)}`;
}

type Props = Pick<BoardProps, "slug" | "address" | "stations" | "steps"> & {
  services: { id: string; name: string }[];
  window: BoardWindow;
  today: string;
  children: ReactNode;
};

/** Which day, which station, and what of it. Everything is in the address, so a link shows the same. */
export function BoardFilters({ slug, address, stations, services, window, steps, today, children }: Props) {
  const router = useRouter();
  const path = `/${slug}/bookings/board`;
  const here = { ...address, day: window.day };
  const to = (change: Partial<BoardAddress>) => boardHref(path, { ...here, ...change }) as Route;
  const choose = (name: keyof BoardAddress, value: string) =>
    router.push(boardHref(path, { ...here, [name]: value || undefined }) as Route);
  const options = {
    service: services.map(({ id, name }) => [id, name] as const),
    state: Object.entries(boardStateWords),
    kind: Object.entries(resourceKindWords),
  };
  const all = { service: "All services", state: "All states", kind: "All resources" };
  return (
    <div data-print="hide" className="flex flex-wrap items-center gap-2">
      <nav aria-label="Day" className="flex items-center gap-1">
        <Button asChild variant="outline" size="icon">
          <Link href={to({ day: steps[0] })} aria-label={`The ${window.view} before`}>
            <ChevronLeft aria-hidden />
          </Link>
        </Button>
        <Button asChild variant="outline">
          <Link href={to({ day: today })}>Today</Link>
        </Button>
        <Button asChild variant="outline" size="icon">
          <Link href={to({ day: steps[1] })} aria-label={`The ${window.view} after`}>
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      </nav>
      <nav aria-label="View" className="flex items-center gap-1">
        {boardViews.map((view) => (
          <Button key={view} asChild variant={view === window.view ? "secondary" : "ghost"}>
            <Link href={to({ view })} aria-current={view === window.view ? "page" : undefined}>
              {view[0]?.toUpperCase()}
              {view.slice(1)}
            </Link>
          </Button>
        ))}
      </nav>
      {stations.length > 1 ? (
        <div className="w-44">
          <NativeSelect
            aria-label="Station"
            value={address.station ?? ""}
            onChange={({ target }) => choose("station", target.value)}
          >
            <option value="">All stations</option>
            {stations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </div>
      ) : null}
      {(["service", "state", "kind"] as const).map((name) => (
        <div key={name} className="w-34">
          <NativeSelect
            aria-label={{ service: "Service", state: "State", kind: "Kind of resource" }[name]}
            value={address[name] ?? ""}
            onChange={({ target }) => choose(name, target.value)}
          >
            <option value="">{all[name]}</option>
            {options[name].map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </div>
      ))}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {children}
        <Button variant="outline" size="icon" aria-label="Print" onClick={() => globalThis.print()}>
          <Printer aria-hidden />
        </Button>
      </div>
    </div>
  );
}
