/** What the cards say: [English, French]. */
export const said = {
  toShow: ["To show or print", "À montrer ou imprimer"],
  written: ["What we write and why", "Ce qu'on écrit et pourquoi"],
  complaint: ["How to complain", "Comment se plaindre"],
} satisfies Record<string, [string, string]>;
