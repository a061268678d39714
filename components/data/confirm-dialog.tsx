"use client";

import { useId, useState } from "react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "#components/ui/alert-dialog";
import { buttonVariants } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Label } from "#components/ui/label";
import type { Confirmation } from "./list-contract.tsx";

export type ConfirmDialogProps = Confirmation & {
  tone?: "default" | "destructive";
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something that cannot be taken back, and says what will follow. Mount it to open it. */
export default function ConfirmDialog({ title, text, verb, typed, tone, onConfirm, onClose }: ConfirmDialogProps) {
  const [written, setWritten] = useState("");
  const id = useId();
  return (
    <AlertDialog open onOpenChange={(open) => open || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription asChild>
            <div>{text}</div>
          </AlertDialogDescription>
        </AlertDialogHeader>
        {typed ? (
          <div className="grid gap-1.5">
            <Label htmlFor={id} className="select-text">
              Type <strong className="font-semibold">{typed}</strong> to go on
            </Label>
            <Input id={id} autoComplete="off" value={written} onChange={(event) => setWritten(event.target.value)} />
          </div>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>Back</AlertDialogCancel>
          <AlertDialogAction
            disabled={typed !== undefined && written.trim() !== typed}
            className={buttonVariants({ variant: tone ?? "default" })}
            onClick={onConfirm}
          >
            {verb}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
