/** What the cards say: [English, French]. Somebody who lives in French has still to read it. */
import type { Pair } from "../../core/types";

export const said = {
  toShow: ["To show or print", "À montrer ou imprimer"],
  print: ["Print", "Imprimer"],
  otherLanguage: ["Français", "English"],
  written: ["What we write and why", "Ce qu'on écrit et pourquoi"],
  complaint: ["How to complain", "Comment se plaindre"],
  complaintTo: ["To whom: any worker, or {contacts}.", "À qui\u00a0: à toute personne de l'équipe, ou à {contacts}."],
  complaintToAny: [
    "To whom: any worker. Ask who takes complaints.",
    "À qui\u00a0: à toute personne de l'équipe. Demandez qui reçoit les plaintes.",
  ],

  referral: ["A page for a referral", "Une page pour une référence"],
  referralGone: ["This isn't on this phone.", "Ceci n'est pas sur ce téléphone."],
  referralFor: ["Who is it for?", "Pour qui est-ce\u00a0?"],
  referralLead: [
    "Read it to them first. Then ask: may I share this page?",
    "Lisez-la d'abord avec la personne. Puis demandez\u00a0: est-ce que je peux la partager\u00a0?",
  ],
  whoFirst: ["First tap who it is for.", "Touchez d'abord pour qui c'est."],
  saidYes: ["They said yes", "La personne a dit oui"],
  noYesYet: ["Without their yes it isn't printed.", "Sans son oui, on n'imprime pas."],
  consent: ["{person} said yes to sharing this page.", "{person} a dit oui au partage de cette page."],
  thePerson: ["The person", "La personne"],
  someoneElse: ["another person", "une autre personne"],
  facts: ["What happened", "Ce qui s'est passé"],
  ownWords: ["In their own words", "Dans ses propres mots"],
  wishes: ["What they want", "Ce que la personne veut"],
  notSaid: ["Not asked yet.", "Pas encore demandé."],
  from: ["From {centre}, {day}", "De {centre}, {day}"],
} satisfies Record<string, Pair>;

/** “What we write and why”, to be turned to whoever asks (PRACTICE 1.2). */
export const written: Pair[] = [
  ["We write down what happened, where, and what you agreed.", "On écrit ce qui s'est passé, où, et ce que vous avez convenu."],
  ["It helps us support you and fix what is wrong with the place.", "Ça nous aide à vous soutenir et à corriger ce qui ne va pas ici."],
  ["We use the name you go by. Never your legal name.", "On utilise le nom que vous choisissez. Jamais votre nom légal."],
  ["Talking is your choice. Saying no costs you nothing.", "Parler est votre choix. Dire non ne coûte rien."],
  [
    "You can hear what we wrote about you. You can ask us to change it.",
    "Vous pouvez entendre ce qu'on a écrit. Vous pouvez demander un changement.",
  ],
  ["Workers here see little. Supervisors see more.", "L'équipe en voit peu. La supervision en voit plus."],
  [
    "We don't share it outside unless you say yes, or someone may get hurt.",
    "Rien ne sort d'ici sans votre oui, sauf si quelqu'un risque d'être blessé.",
  ],
  ["What we wrote fades with time.", "Ce qu'on a écrit s'efface avec le temps."],
  ["You can complain. It will not cost you service.", "Vous pouvez porter plainte. Vous gardez vos services."],
];

/** How, by when and at no cost; to whom comes from the centre's own numbers, second in the list. */
export const complaint: Pair[] = [
  ["How: say it, write it, or have someone say it for you.", "Comment\u00a0: en parlant, en écrivant, ou par quelqu'un d'autre."],
  ["Not through the worker it is about.", "Jamais par la personne que ça concerne."],
  ["By when: at any time. We tell you when you will hear back.", "Quand\u00a0: n'importe quand. On vous dit quand viendra la réponse."],
  ["It costs nothing. You keep your place and your services.", "Ça ne coûte rien. Vous gardez votre place et vos services."],
  ["You can bring someone. You can ask for an interpreter.", "Vous pouvez venir avec quelqu'un. Vous pouvez demander un interprète."],
  ["You can also complain outside this centre. Ask us how.", "Vous pouvez aussi vous plaindre ailleurs. Demandez-nous comment."],
];
