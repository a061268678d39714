"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/events/commands/posts";

export const addPost = formAction(commands.addPost);
export const changePost = formAction(commands.changePost);
export const movePost = action(commands.movePost);
export const restorePost = action(commands.restorePost);
export const removePicture = action(commands.removePicture);
export const moderateComment = action(commands.moderateComment);
export const rejectComment = formAction(commands.rejectComment);
