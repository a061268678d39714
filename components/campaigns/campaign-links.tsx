import { SelectField, TextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { addLink } from "#lib/campaigns/actions";
import type { CampaignLink } from "#lib/campaigns/queries";
import { media } from "#lib/campaigns/rules";

type Props = {
  slug: string;
  campaignId: string;
  links: readonly (CampaignLink & { address: string })[];
  mayWrite: boolean;
};
const away = "inline-flex min-h-6 items-center underline underline-offset-4 hover:no-underline";

/** The short addresses of a campaign: to be posted, or printed as a QR code. */
export function CampaignLinks({ slug, campaignId, links, mayWrite }: Props) {
  return (
    <Card role="group" aria-labelledby="links-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="links-title">Links</CardTitle>
          <CardDescription>
            Each knows its own clicks; robots are left out, and nothing is kept of who it was
          </CardDescription>
        </div>
        {mayWrite ? (
          <FormButton
            label="Add a link"
            title="Add a link"
            text="One for each place where it will be, so that you see which one works."
            verb="Add"
            pendingVerb="Adding…"
            action={addLink}
            hidden={{ campaignId }}
            done="Added."
          >
            <TextField name="name" label="Where it will be" required maxLength={120} hint="Poster at the station" />
            <SelectField
              name="medium"
              label="Carried by"
              required
              options={Object.entries(media).map(([value, label]) => ({ value, label }))}
            />
            <TextField
              name="source"
              label="Source, in one word"
              required
              maxLength={40}
              hint="poster, newsletter, city-guide"
            />
          </FormButton>
        ) : null}
      </CardHeader>
      <CardContent>
        {links.length === 0 ? (
          <p className="text-muted-foreground">No link yet. Add one for each place where people will find it.</p>
        ) : (
          <Table label="Links">
            <TableHeader>
              <TableRow>
                <TableHead>Link</TableHead>
                <TableHead>Address</TableHead>
                <TableHead>Carried by</TableHead>
                <TableHead className="text-right">Clicks</TableHead>
                <TableHead>QR code</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {links.map((link) => (
                <TableRow key={link.id}>
                  <TableCell className="font-medium">{link.name}</TableCell>
                  <TableCell>
                    <span className="figures select-all break-all">{link.address}</span>
                  </TableCell>
                  <TableCell>
                    {media[link.medium]}, {link.source}
                  </TableCell>
                  <TableCell className="figures text-right">{link.clicks.toLocaleString("en")}</TableCell>
                  <TableCell>
                    <span className="flex gap-3">
                      {(["png", "svg"] as const).map((format) => (
                        <a
                          key={format}
                          href={`/api/${slug}/campaigns/links/${link.id}?format=${format}`}
                          download
                          className={away}
                          aria-label={`QR code of ${link.name} as ${format.toUpperCase()}`}
                        >
                          {format.toUpperCase()}
                        </a>
                      ))}
                    </span>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}
