"use client";

import { Check, Minus } from "lucide-react";
import { useState } from "react";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import { type MatrixProps, peopleWords } from "./role-matrix.tsx";

/** The matrix on a phone: one role at a time. */
export function RolePicker({ groups, roles }: MatrixProps) {
  const [key, setKey] = useState(roles[0]?.key);
  const role = roles.find((one) => one.key === key) ?? roles[0];
  if (!role) return null;
  return (
    <div className="grid gap-4 md:hidden">
      <Field label="Role" required hint={`Held by ${peopleWords(role.people)}.`}>
        <NativeSelect value={role.key} onChange={(event) => setKey(event.target.value)}>
          {roles.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {groups.map((group) => (
        <section key={group.domain} className="grid gap-1.5 rounded-lg border bg-card p-3">
          <h2 className="font-semibold text-sm">{group.words}</h2>
          <ul className="grid gap-1.5">
            {group.permissions.map((one) => {
              const held = role.permissions.includes(one.permission);
              const Icon = held ? Check : Minus;
              return (
                <li key={one.permission} className={`flex items-start gap-2 ${held ? "" : "text-muted-foreground"}`}>
                  <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${held ? "text-primary-text" : ""}`} />
                  <span>
                    <span className="sr-only">{held ? "Yes: " : "No: "}</span>
                    {one.words}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
