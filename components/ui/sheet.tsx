"use client";

import { Dialog as DialogPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { DialogOverlay, DialogPortal, PanelClose } from "#components/ui/dialog";

export const Sheet = DialogPrimitive.Root;
export const SheetTrigger = DialogPrimitive.Trigger;
export const SheetClose = DialogPrimitive.Close;
export {
  DialogDescription as SheetDescription,
  DialogFooter as SheetFooter,
  DialogHeader as SheetHeader,
  DialogTitle as SheetTitle,
} from "#components/ui/dialog";

const sides = {
  left: "inset-y-0 left-0 w-[85%] max-w-80 border-r data-[state=open]:animate-from-left",
  right: "inset-y-0 right-0 w-full max-w-md border-l data-[state=open]:animate-from-right",
  bottom:
    "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl border-t data-[state=open]:animate-from-bottom pb-[env(safe-area-inset-bottom)]",
};

export function SheetContent({
  className,
  children,
  side = "right",
  closable = true,
  ...props
}: ComponentProps<typeof DialogPrimitive.Content> & { side?: keyof typeof sides; closable?: boolean }) {
  return (
    <DialogPortal>
      <DialogOverlay />
      <DialogPrimitive.Content
        data-slot="sheet-content"
        className={cn(
          "fixed z-50 flex flex-col gap-4 overflow-y-auto bg-popover p-5 text-popover-foreground shadow-lg outline-none",
          sides[side],
          className,
        )}
        {...props}
      >
        {children}
        {closable ? <PanelClose /> : null}
      </DialogPrimitive.Content>
    </DialogPortal>
  );
}
