import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DisputeAtGatewayPage } from "#components/gateway/dispute-page";
import { visitedDispute } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "Dispute · Test gateway" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function GatewayDisputePage({ params }: PageProps<"/pay/disputes/[dispute]">) {
  const dispute = await visitedDispute((await params).dispute);
  if (!dispute) notFound();
  return <DisputeAtGatewayPage dispute={dispute} />;
}
