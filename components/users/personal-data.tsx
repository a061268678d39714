import { Button } from "#components/ui/button";

/** A form, not a link: the download is on record, so nothing may fetch it ahead. */
export function PersonalData() {
  return (
    <form action="/api/account/export" method="post">
      <Button type="submit" variant="outline">
        Download your data
      </Button>
    </form>
  );
}
