/**
 * What browsers lack: one file of its own, loaded with the first PIN, kept offline. It imports nothing that the app
 * imports too, else the first load would need one request more.
 */
export { sealHpke } from "./hpke";
export { stretch } from "./stretch";
