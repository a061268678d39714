import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import type { Shop } from "#lib/ticketing/queries/shop";

/** A promo or guest code: typed here or brought by a link, and what it does. Works without scripts. */
export function CodeForm({ shop }: { shop: Shop }) {
  const { code } = shop;
  if (!code && !shop.takesCodes) return null;
  return (
    <form method="get" action="#tickets" className="grid gap-1.5 border-b px-4 py-3 sm:px-5">
      <label htmlFor="code" className="font-medium text-sm">
        Code
      </label>
      <div className="flex gap-2">
        <Input
          id="code"
          name="code"
          key={code?.typed}
          defaultValue={code?.typed ?? ""}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
          aria-invalid={code?.problem ? true : undefined}
          aria-describedby={code ? "code-words" : undefined}
          className="h-11 max-md:h-11"
        />
        <Button type="submit" variant="outline" className="h-11 max-md:h-11 px-4">
          Apply
        </Button>
      </div>
      {code ? (
        <p
          id="code-words"
          role="status"
          className={code.problem ? "text-destructive-text text-sm" : "text-sm text-success-text"}
        >
          {code.problem ?? code.words}
        </p>
      ) : null}
    </form>
  );
}
