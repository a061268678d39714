"use client";

import { useEffect } from "react";
import { viewProposal } from "#lib/sponsorship/actions";

/** The sponsor has it before their eyes: the organizer is told. Not while rendering, which happens ahead of being seen. */
export function Viewed({ id }: { id: string }) {
  useEffect(() => void viewProposal({ id }), [id]);
  return null;
}
