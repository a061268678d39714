"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/feedback/commands";
import { reviewList } from "#lib/feedback/lists";
import { bulkAction } from "#lib/system/bulk";

export const askForReview = formAction(commands.askForReview);
export const addReview = formAction(commands.addReview);
export const approveReview = action(commands.approveReview);
export const rejectReview = formAction(commands.rejectReview);
export const replyToReview = formAction(commands.replyToReview);
export const approveReviews = bulkAction(reviewList, "reviewer", "approved", commands.approveReview);
export const publishTestimonial = formAction(commands.publishTestimonial);
export const withdrawTestimonial = action(commands.withdrawTestimonial);
export const addPost = formAction(commands.addPost);
export const changePost = formAction(commands.changePost);
export const decidePost = formAction(commands.decidePost);
