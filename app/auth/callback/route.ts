export { finishGoogle as GET } from "#lib/identity/callback";
