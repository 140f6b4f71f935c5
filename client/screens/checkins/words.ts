/** What the check-ins' screens say, in both languages, and days as people say them. */
import type { Pair } from "../../core/types";
import { language, say } from "../../words";

export const said = {
  title: ["Check-ins", "Suivis"],
  owed: ["Still owed", "Encore dû"],
  today: ["Today", "Aujourd'hui"],
  later: ["Later", "Plus tard"],
  empty: ["Nobody is due", "Aucun suivi dû"],
  emptyLead: ["Whoever wants a check-in stands here.", "Qui veut un suivi est inscrit ici."],
  since: ["since {day}", "depuis {day}"],
  byEnd: ["by end of day", "d'ici la fin du jour"],
  youKnowWho: ["You know who", "Vous savez qui"],
  noName: ["No name kept. Only you see this.", "Aucun nom gardé. Vous seul le voyez."],
  someone: ["Someone here", "Une personne d'ici"],
  askedOnce: ["asked once", "demandé une fois"],
  askedMore: ["asked before", "déjà demandé"],
  found: ["Found them", "On s'est parlé"],
  notToday: ["Not today", "Pas aujourd'hui"],
  notTodayShort: ["Not today", "Plus tard"],
  notSafe: ["Not safe", "Risqué"],
  toAsk: ["to ask", "de demander"],
  hasThis: ["{name} has this", "{name} s'en occupe"],
  youHave: ["You have this", "Vous vous en occupez"],
  somebody: ["A co-worker", "Un collègue"],
  takeOver: ["I take this over", "Je prends le relais"],
  started: ["Started. Kept on this phone.", "Commencé. Gardé sur ce téléphone."],

  notTodayLead: ["Any of these is fine.", "Chaque réponse convient."],
  noPrivate: ["No private place now", "Pas d'endroit privé"],
  noPrivateLead: ["Ask later, where nobody listens in.", "Demandez plus tard, à l'écart."],
  askLater: ["Ask later", "Demander plus tard"],
  askLaterLead: ["Nothing leaves this phone. No alarm rings.", "Rien ne sort de ce téléphone. Aucune alarme."],
  inAnHour: ["In 1 hour", "Dans 1 heure"],
  endOfShift: ["End of shift", "Fin du quart"],
  give: ["Give to a co-worker", "Confier à un collègue"],
  goOn: ["Write down what I know", "Écrire ce que je sais"],
  giveTitle: ["Who takes this one?", "Qui prend ce suivi\u00a0?"],
  giveLead: ["They see it once it is at the centre.", "On le voit une fois rendu au centre."],
  nobody: ["This phone knows no co-worker yet.", "Ce téléphone ne connaît encore aucun collègue."],

  gone: ["This check-in isn't on this phone.", "Ce suivi n'est pas sur ce téléphone."],
  alone: ["Ask them alone, standing or walking.", "Demandez à part, debout ou en marchant."],
  opening: ["Say: “Just checking how it's been since {day}.”", "Dites\u00a0: «\u00a0Je prends des nouvelles depuis {day}.\u00a0»"],
  theirWords: ["As they said it. Skip is fine.", "Comme la personne l'a dit. On peut passer."],
  tomorrow: ["Tomorrow, {day}", "Demain, {day}"],
  alsoTells: ["This also tells your supervisor", "Cela avise aussi votre supervision"],
  addsTo: ["Help is asked for already. This is added to it.", "L'aide est déjà demandée. Ceci s'y ajoute."],
  soon: ["How soon: {level}", "D'ici quand\u00a0: {level}"],
  doneElsewhere: ["Somebody did this one. Yours is kept too.", "Quelqu'un l'a fait. Le vôtre est gardé aussi."],

  thanks: ["Thanks", "Merci"],
  closed: ["Closed. The door stays open.", "Fermé. La porte reste ouverte."],
  closedTried: ["Closed. You tried, and that counts.", "Fermé. Vous avez essayé, et ça compte."],
  again: ["On the list again: {day}", "De nouveau sur la liste\u00a0: {day}"],
  stays: ["It stays on the list.", "Cela reste sur la liste."],
  sayThanks: [
    "Say: “Thanks. You can come to me any time.”",
    "Dites\u00a0: «\u00a0Merci. Vous pouvez venir me voir n'importe quand.\u00a0»",
  ],
  added: ["Added to the help that is asked for.", "Ajouté à l'aide demandée."],
  logNews: ["Log what is new", "Noter ce qui est nouveau"],
  newsLead: ["A new log of the same matter is begun.", "Une nouvelle note de la même affaire est commencée."],
} satisfies Record<string, Pair>;

export function fill(pair: Pair, words: Record<string, string>): string {
  return Object.entries(words).reduce((text, [name, word]) => text.replace(`{${name}}`, word), say(pair));
}

const NEAR_MS = 6 * 86_400_000;

/** “Tuesday” within the week around today, else “14 November”; French dates have their article. */
export function sayDay(day: string, today: string): string {
  const at = Date.parse(`${day}T12:00:00Z`);
  const near = Math.abs(at - Date.parse(`${today}T12:00:00Z`)) <= NEAR_MS;
  const options: Intl.DateTimeFormatOptions = near ? { weekday: "long" } : { day: "numeric", month: "long" };
  const shown = new Date(at).toLocaleDateString(language.value, { ...options, timeZone: "UTC" });
  return !near && language.value === "fr" ? `le ${shown.replace(/^1 /, "1er ")}` : shown;
}
