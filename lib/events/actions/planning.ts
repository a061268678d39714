"use server";
import { action, formAction } from "#lib/action";
import * as plans from "#lib/events/commands/planning";
import * as program from "#lib/events/commands/program";
import * as staff from "#lib/events/commands/staff";

export const addSession = formAction(program.addSession);
export const changeSession = formAction(program.changeSession);
export const removeSession = action(program.removeSession);
export const moveSession = action(program.moveSession);
export const placeSession = action(program.placeSession);

export const addShift = formAction(staff.addShift);
export const changeShift = formAction(staff.changeShift);
export const removeShift = action(staff.removeShift);
export const moveShift = action(staff.moveShift);
export const assignShift = formAction(staff.assignShift);
export const moveAssignment = action(staff.moveAssignment);
export const answerShift = action(staff.answerShift);

export const addTask = formAction(plans.addTask);
export const changeTask = formAction(plans.changeTask);
export const removeTask = action(plans.removeTask);
export const moveTask = action(plans.moveTask);

export const addRisk = formAction(plans.addRisk);
export const changeRisk = formAction(plans.changeRisk);
export const removeRisk = action(plans.removeRisk);
export const moveRisk = action(plans.moveRisk);

export const addDocument = formAction(plans.addDocument);
export const changeDocument = formAction(plans.changeDocument);
export const removeDocument = action(plans.removeDocument);
export const moveDocument = action(plans.moveDocument);

export const addLogistics = formAction(program.addLogistics);
export const changeLogistics = formAction(program.changeLogistics);
export const removeLogistics = action(program.removeLogistics);
export const moveLogistics = action(program.moveLogistics);

export const addRun = formAction(program.addRun);
export const changeRun = formAction(program.changeRun);
export const removeRun = action(program.removeRun);
export const moveRun = action(program.moveRun);

export const addCasting = formAction(program.addCasting);
export const changeCasting = formAction(program.changeCasting);
export const removeCasting = action(program.removeCasting);
export const moveCasting = action(program.moveCasting);

export const addContract = formAction(program.addContract);
export const changeContract = formAction(program.changeContract);
export const removeContract = action(program.removeContract);
export const moveContract = action(program.moveContract);

export const addUpdate = formAction(plans.addUpdate);
export const changeUpdate = formAction(plans.changeUpdate);
export const removeUpdate = action(plans.removeUpdate);
export const sendUpdate = action(plans.sendUpdate);

export const addGuide = formAction(plans.addGuide);
export const changeGuide = formAction(plans.changeGuide);
export const removeGuide = action(plans.removeGuide);
