"use client";

import { useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button, type ButtonProps } from "#components/ui/button";
import type { Answer } from "#lib/action";

type Props = Omit<ButtonProps, "onClick"> & {
  act: (input: { id: string }) => Promise<Answer<unknown>>;
  id: string;
  done: string;
};

/** Acts at once and says how it went. For what is easily taken back, or was asked about before. */
export function ActButton({ act, id, done, children, ...props }: Props) {
  const [pending, start] = useTransition();
  return (
    <Button
      aria-disabled={pending}
      onClick={() =>
        start(async () => {
          const answer = await act({ id });
          if (answer.ok) notify("success", done);
          else notify("error", answer.problem.message);
        })
      }
      {...props}
    >
      {children}
    </Button>
  );
}
