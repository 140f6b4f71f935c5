/** What the coach says around its hints, English and French (UX 10). The hints themselves are the practice's data. */
import type { Pair } from "../../core/types";
import type { Private } from "../../practice/coach_private";

export const WORDS = {
  about: ["About the words", "Au sujet des mots"],
  below: ["There is a hint below about your words.", "Un conseil sur vos mots est plus bas."],
  otherWay: ["One other way to say it", "Une autre façon de le dire"],
  leave: ["Leave it as it is", "Laisser comme ça"],
  maskLetters: ["Hide its letters in this text", "Cacher ses lettres dans ce texte"],
  keep: ["Keep it. Detail makes people safer.", "Gardez-le. Les détails rendent tout plus sûr."],
  needThis: ["Do we need this?", "En a-t-on besoin\u00a0?"],
} satisfies Record<string, Pair>;

export const ASKS = {
  detail: ["Which words? What object? How close?", "Quels mots\u00a0? Quel objet\u00a0? À quelle distance\u00a0?"],
  quote: ["Put their words in quotes?", "Mettre ses mots entre guillemets\u00a0?"],
  speaker: ["Who said this?", "Qui a dit cela\u00a0?"],
  slur: ["Quote it, add who it was aimed at, set the flag.", "Citez-le, dites qui était visé, cochez le drapeau."],
  balance: ["You wrote more about one side. Add the other?", "Vous avez écrit plus d'un côté. Ajouter l'autre\u00a0?"],
} satisfies Record<string, Pair>;

export const LOOKS_LIKE: Record<Private["kind"], Pair> = {
  email: ["This looks like an e-mail address.", "On dirait une adresse courriel."],
  health_card: ["This looks like a card number.", "On dirait un numéro de carte."],
  phone: ["This looks like a phone number.", "On dirait un numéro de téléphone."],
  birth: ["This looks like a date of birth.", "On dirait une date de naissance."],
  address: ["This looks like an address.", "On dirait une adresse."],
  full_name: ["This looks like a full name.", "On dirait un nom complet."],
};
