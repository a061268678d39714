import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

const alertVariants = cva("flex items-start gap-2.5 rounded-lg border p-3 text-sm", {
  variants: {
    variant: {
      default: "bg-card",
      info: "border-transparent bg-info-soft [&>svg]:text-info-text",
      success: "border-transparent bg-success-soft [&>svg]:text-success-text",
      warning: "border-transparent bg-warning-soft [&>svg]:text-warning-text",
      destructive: "border-transparent bg-destructive-soft [&>svg]:text-destructive-text",
    },
  },
  defaultVariants: { variant: "default" },
});

const icons = {
  default: Info,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  destructive: CircleAlert,
};

/** `role="alert"` only when told: a note that was there from the start is not an announcement. */
export function Alert({
  className,
  variant,
  children,
  ...props
}: ComponentProps<"div"> & VariantProps<typeof alertVariants>) {
  const Icon = icons[variant ?? "default"];
  return (
    <div data-slot="alert" className={cn(alertVariants({ variant }), className)} {...props}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 grow gap-0.5">{children}</div>
    </div>
  );
}

export function AlertTitle({ className, ...props }: ComponentProps<"p">) {
  return <p data-slot="alert-title" className={cn("font-medium", className)} {...props} />;
}

export function AlertDescription({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="alert-description" className={cn("text-foreground", className)} {...props} />;
}
