import { mountedAuth } from "#lib/identity/mounted";

export { mountedAuth as DELETE, mountedAuth as GET, mountedAuth as OPTIONS, mountedAuth as POST, mountedAuth as PUT };
