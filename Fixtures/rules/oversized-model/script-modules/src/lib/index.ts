export * from "./models";
export { ask, askConfigured as askAs } from "./ask";
export { Asker, askTwice } from "./text";
