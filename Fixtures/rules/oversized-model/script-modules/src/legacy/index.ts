// What this folder is told to hand on goes before what the library has.
export { LARGE } from "./ask";
export * from "../lib/models";
