/** What build.mjs makes of peerpwa/practice: the definitions of the first load, and all others. */
declare module "practice:*" {
  const definitions: {
    vocabularies: Record<string, { options: import("./core/types").Option[] }>;
    forms: Record<string, import("./core/types").Form>;
  };
  export default definitions;
}

declare module "practice:clocks" {
  const clocks: import("./practice/clocks").Clocks;
  export default clocks;
}

declare module "practice:triggers" {
  const triggers: import("./practice/levels").Triggers;
  export default triggers;
}

declare module "practice:libraries" {
  const libraries: Record<string, { options: import("./core/types").Option[] }>;
  export default libraries;
}

declare module "practice:picks" {
  const picks: Record<string, string[]>;
  export default picks;
}
