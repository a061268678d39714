/** The look that everything floating shares: menus, popovers, pickers. */
export const floating =
  "z-50 overflow-y-auto overflow-x-hidden rounded-lg border bg-popover p-1 text-popover-foreground shadow-md outline-none data-[state=open]:animate-rise";

export const menuItem =
  "relative flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none focus:bg-accent focus:text-accent-foreground data-[disabled]:pointer-events-none data-[highlighted]:bg-accent data-[disabled]:opacity-50 max-md:min-h-10 [&_svg:not([class*='size-'])]:size-4 [&_svg]:shrink-0 [&>svg]:text-muted-foreground";

export const overlay =
  "fixed inset-0 z-50 bg-[oklch(0.16_0.01_165/0.5)] data-[state=open]:animate-fade-in dark:bg-[oklch(0.08_0.005_165/0.65)]";

/** 16 px on a phone, so that focusing it does not zoom the page. */
export const control =
  "w-full min-w-0 rounded-md border border-input bg-card text-base text-foreground shadow-xs transition-[border-color] placeholder:text-muted-foreground focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive md:text-sm";

/** The look of a tab, for links that are tabs by meaning (saved views, record pages). */
export const tab =
  "relative inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap px-1 font-medium text-muted-foreground text-sm transition-colors after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-full hover:text-foreground aria-[current=page]:text-foreground data-[state=active]:text-foreground aria-[current=page]:after:bg-primary data-[state=active]:after:bg-primary";
