import { receiveAvatar } from "#lib/users/answers";

/** A new avatar, as the body of the request: `{ url }`, or the problem in words. */
export const POST = receiveAvatar;
