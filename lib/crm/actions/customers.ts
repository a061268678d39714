"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/crm/commands/customers";

export const addCustomer = formAction(commands.addCustomer);
export const changeCustomer = formAction(commands.changeCustomer);
export const noteCustomer = formAction(commands.noteCustomer);
export const removeCustomerNote = action(commands.removeCustomerNote);
export const recordInteraction = formAction(commands.recordInteraction);
export const removeInteraction = action(commands.removeInteraction);
export const addMeasurement = formAction(commands.addMeasurement);
export const removeMeasurement = action(commands.removeMeasurement);
export const recordConsent = formAction(commands.recordConsent);
export const mergeCustomers = formAction(commands.mergeCustomers);
export const unmergeCustomers = action(commands.unmergeCustomers);
export const keepApart = action(commands.keepApart);
