import { Button } from "#components/ui/button";
import { signInWithGoogle } from "#lib/identity/actions";

/** Shown only where Google is configured. */
export function GoogleButton({ next }: { next?: string }) {
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3 text-muted-foreground text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </div>
      <form action={signInWithGoogle}>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Button type="submit" variant="outline" size="lg" className="w-full">
          Continue with Google
        </Button>
      </form>
    </div>
  );
}
