"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { cn } from "#components/ui/cn";
import { Label } from "#components/ui/label";

type ControlProps = {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false";
};

export type FieldProps = Omit<ComponentProps<"div">, "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | readonly string[] | null;
  required?: boolean;
  /** The label stands after the control, on its line: checkbox and switch. */
  inline?: boolean;
  children: ReactElement<ControlProps>;
};

/** One control with its label, hint and error, wired by `aria-describedby` and `aria-invalid`. */
export function Field({ label, hint, error, required, inline, children, className, ...props }: FieldProps) {
  const made = useId();
  const id = children.props.id ?? made;
  const messages = error ? [error].flat() : [];
  const describedBy = [
    children.props["aria-describedby"],
    hint ? `${id}-hint` : null,
    messages.length > 0 ? `${id}-error` : null,
  ].filter(Boolean);
  const control = cloneElement(children, {
    id,
    ...(required ? { required } : {}),
    ...(describedBy.length > 0 ? { "aria-describedby": describedBy.join(" ") } : {}),
    ...(messages.length > 0 ? { "aria-invalid": true } : {}),
  });
  const title = (
    <Label htmlFor={id}>
      {label}
      {required ? null : inline ? null : <span className="font-normal text-muted-foreground">optional</span>}
    </Label>
  );
  return (
    <div data-slot="field" className={cn("grid gap-1.5", className)} {...props}>
      {inline ? (
        <div className="flex min-h-6 items-center gap-2">
          {control}
          {title}
        </div>
      ) : (
        <>
          {title}
          {control}
        </>
      )}
      {hint ? <FieldHint id={`${id}-hint`}>{hint}</FieldHint> : null}
      {messages.length > 0 ? <FieldError id={`${id}-error`}>{messages.join(" ")}</FieldError> : null}
    </div>
  );
}

export function FieldHint({ className, ...props }: ComponentProps<"p">) {
  return <p data-slot="field-hint" className={cn("text-[0.8125rem] text-muted-foreground", className)} {...props} />;
}

export function FieldError({ className, children, ...props }: ComponentProps<"p">) {
  return (
    <p
      data-slot="field-error"
      className={cn("flex items-start gap-1.5 text-[0.8125rem] text-destructive-text", className)}
      {...props}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
