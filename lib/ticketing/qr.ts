import "server-only";
import qrcode from "qrcode";

/** The code as a QR picture for an `<img>`: black on white with its quiet zone, so that it scans on a dark page as well. */
export async function qrPicture(code: string): Promise<string> {
  const svg = await qrcode.toString(code, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

/** Tickets with their pictures; one that is no longer good has none. */
export const withPictures = <T extends { code: string; state: string }>(tickets: readonly T[]) =>
  Promise.all(
    tickets.map(async (ticket) => ({
      ...ticket,
      qr: ["issued", "redeemed"].includes(ticket.state) ? await qrPicture(ticket.code) : null,
    })),
  );
