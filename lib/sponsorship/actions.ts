"use server";
import { action, type FormState, formAction, quietAction } from "#lib/action";
import { openOrganization } from "#lib/session";
import * as catalogue from "#lib/sponsorship/commands/catalogue";
import * as decks from "#lib/sponsorship/commands/decks";
import * as files from "#lib/sponsorship/commands/files";
import * as invoices from "#lib/sponsorship/commands/invoices";
import * as orders from "#lib/sponsorship/commands/orders";
import * as profiles from "#lib/sponsorship/commands/profiles";
import * as talks from "#lib/sponsorship/commands/talks";
import * as paying from "#lib/sponsorship/paying";

export const saveSponsor = formAction(catalogue.saveSponsor);
export const archiveSponsor = formAction(catalogue.archiveSponsor);
export const addMember = formAction(catalogue.addMember);
export const removeMember = formAction(catalogue.removeMember);
export const savePackage = formAction(catalogue.savePackage);
export const movePackage = formAction(catalogue.movePackage);
export const saveTemplate = formAction(catalogue.saveTemplate);
export const dropTemplate = formAction(catalogue.dropTemplate);

export const makeDeck = formAction(decks.makeDeck);
export const saveDeck = formAction(decks.saveDeck);
export const showDeck = formAction(decks.showDeck);
export const answerEnquiry = formAction(decks.answerEnquiry);
export const dismissEnquiry = formAction(decks.dismissEnquiry);
export const reopenEnquiry = formAction(decks.reopenEnquiry);
export const saveProfile = formAction(profiles.saveProfile);
export const publishProfile = formAction(profiles.publishProfile);
export const hideProfile = formAction(profiles.hideProfile);
export const saveSponsorLogo = action(profiles.saveSponsorLogo);
export const saveHeldName = formAction(profiles.saveHeldName);

export const saveProposal = formAction(talks.saveProposal);
export const sendProposal = formAction(talks.sendProposal);
export const viewProposal = quietAction(talks.viewProposal);
export const counterProposal = formAction(talks.counterProposal);
export const acceptProposal = formAction(talks.acceptProposal);
export const rejectProposal = formAction(talks.rejectProposal);
export const writeMessage = withFile(formAction(talks.writeMessage));

export const startUpload = quietAction(files.startUpload);
export const fundFromPayment = formAction(orders.fundFromPayment);
export const issueOrderInvoice = formAction(invoices.issueOrderInvoice);
export const lockFunds = formAction(orders.lockFunds);
export const cancelOrder = formAction(orders.cancelOrder);
export const askRelease = formAction(orders.askRelease);
export const askRefund = formAction(orders.askRefund);
export const askSplit = formAction(orders.askSplit);
export const openDispute = formAction(orders.openDispute);
export const withdrawDispute = formAction(orders.withdrawDispute);
export const addEvidence = withFile(formAction(orders.addEvidence));
export const submitProof = withFile(formAction(orders.submitProof));
export const approveProof = formAction(orders.approveProof);
export const rejectProof = formAction(orders.rejectProof);
export const refundSentByHand = formAction(orders.refundSentByHand);
export const resendRefund = formAction(orders.resendRefund);

/** The gateway's page, where the sponsor pays. */
export async function startFunding(input: unknown) {
  const { slug } = await openOrganization();
  return action((actor, raw) => paying.startFunding(actor, slug, raw))(input);
}

/** What was typed comes back after a refusal, but a file has to be chosen again. */
function withFile<O>(act: (state: unknown, form: FormData) => Promise<FormState<O>>) {
  return async (state: unknown, form: FormData): Promise<FormState<O>> => {
    const { values, ...answer } = await act(state, form);
    return { ...answer, ...(values && { values: { ...values, file: undefined } }) };
  };
}
