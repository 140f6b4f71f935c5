/** What the screens about handovers say: [English, French]. */
export const said = {
  handover: ["Shift handover", "Relais de quart"],
  lead: ["Filled in for you. Untick what isn't needed.", "Déjà rempli. Décochez ce qui est de trop."],
  fades: ["The team sees it. It fades after 72 hours.", "L'équipe le voit. Il s'efface après 72 heures."],
  open: ["Open matters", "Affaires en cours"],
  nothingOpen: ["Nothing open from this shift.", "Rien en cours de ce quart."],
  whatToDo: ["What to do", "Quoi faire"],
  lineOf: ["In a few words: {line}", "En quelques mots\u00a0: {line}"],
  few: ["A few words, if you like", "Quelques mots, si vous voulez"],
  careOne: ["1 matter needs care. Ask your supervisor.", "1 affaire demande du soin. Demandez à la supervision."],
  careMany: ["{n} matters need care. Ask your supervisor.", "{n} affaires demandent du soin. Demandez à la supervision."],
  careLead: ["Only the number goes along.", "Seul le nombre est transmis."],
  plans: ["Space plans in force", "Plans d'espace en cours"],
  until: ["until {day}", "jusqu'au {day}"],
  checkins: ["Check-ins due", "Suivis dus"],
  someone: ["Someone without a name here", "Quelqu'un sans nom ici"],
  withBy: ["{name} does it", "{name} s'en charge"],
  quiet: ["A quiet shift: no log.", "Un quart tranquille\u00a0: aucune note."],
  to: ["For whom, if you like", "Pour qui, si vous voulez"],
  toWhom: ["For {names}", "Pour {names}"],
  save: ["Save and hand over", "Enregistrer le relais"],
  last: ["Last 72 hours", "Les 72 dernières heures"],
  leftYou: ["{name} left you a handover", "{name} vous a laissé un relais"],
  yours: ["Your handover", "Votre relais"],
  readBy: ["{name} read it, {time}", "{name} l'a lu, {time}"],
  youRead: ["You read it, {time}", "Vous l'avez lu, {time}"],
  nobodyRead: ["Nobody has said “I read it” yet.", "Personne n'a encore dit «\u00a0Je l'ai lu\u00a0»."],
  iRead: ["I read it", "Je l'ai lu"],
  askBack: ["Ask back", "Poser une question"],
  asks: ["{name} asks, {time}", "{name} demande, {time}"],
  questions: ["Questions", "Questions"],
  readers: ["Who has read it", "Qui l'a lu"],
  faded: ["This handover has faded.", "Ce relais s'est effacé."],
  fadedLead: ["Each matter lives on in its own log.", "Chaque affaire continue dans sa propre note."],
  takeOut: ["Take these words out", "Retirer ces mots"],
  seeLog: ["See the log", "Voir la note"],
  madeBy: ["{name}, {time}", "{name}, {time}"],
} satisfies Record<string, [string, string]>;

/** A sentence with its gaps filled. */
export function fill(sentence: string, gaps: Record<string, string>): string {
  return Object.entries(gaps).reduce((made, [name, text]) => made.replace(`{${name}}`, () => text), sentence);
}
