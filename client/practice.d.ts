/** What build.mjs makes of peerpwa/practice: the definitions of the first load, and all others. */
declare module "practice:*" {
  const definitions: {
    vocabularies: Record<string, { options: import("./core/types").Option[] }>;
    forms: Record<string, import("./core/types").Form>;
  };
  export default definitions;
}
