"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";

export default function Toaster(props: ToasterProps) {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      visibleToasts={4}
      style={{ fontFamily: "inherit" }}
      icons={{
        success: <CircleCheck className="size-4 text-success-text" />,
        info: <Info className="size-4 text-info-text" />,
        warning: <TriangleAlert className="size-4 text-warning-text" />,
        error: <CircleAlert className="size-4 text-destructive-text" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-start gap-2.5 rounded-lg border bg-popover p-3 text-popover-foreground text-sm shadow-lg",
          content: "min-w-0 grow",
          icon: "mt-0.5 shrink-0",
          title: "font-medium",
          description: "text-muted-foreground text-[0.8125rem]",
          actionButton: "h-7 shrink-0 rounded-md bg-primary px-2 font-medium text-[0.8125rem] text-primary-foreground",
          cancelButton: "h-7 shrink-0 rounded-md border px-2 font-medium text-[0.8125rem]",
        },
      }}
      {...props}
    />
  );
}
