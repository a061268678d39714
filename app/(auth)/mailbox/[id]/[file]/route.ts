import { attachment } from "#lib/identity/mailbox";

export async function GET(_request: Request, { params }: RouteContext<"/mailbox/[id]/[file]">) {
  const { id, file } = await params;
  return attachment(id, Number(file));
}
