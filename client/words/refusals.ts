/**
 * What is said where the centre did not take a save, by the protocol's codes: what happened and what to do; that
 * it is kept stands above (UX 10). [English, French]; somebody who lives in French has still to read it.
 */
import type { Pair } from "../core/types";

export const refusals = {
  not_ours: [
    "The centre doesn't know this phone any more. Tell your supervisor.",
    "Le centre ne connaît plus ce téléphone. Dites-le à votre supervision.",
  ],
  bad_signature: [
    "The centre can't tell that it is yours. Show it to your supervisor.",
    "Le centre ne voit pas que c'est de vous. Montrez-le à votre supervision.",
  ],
  bad_envelope: [
    "The centre can't open it. Show it to your supervisor.",
    "Le centre ne peut pas l'ouvrir. Montrez-le à votre supervision.",
  ],
  same_id: [
    "The centre has something else in its place. Show it to your supervisor.",
    "Le centre a autre chose à sa place. Montrez-le à votre supervision.",
  ],
  bad_change: [
    "The centre can't take it yet. It is sent again when the app starts.",
    "Le centre ne peut pas encore le prendre. L'application l'envoie encore quand elle s'ouvre.",
  ],
  bad_answer: ["One answer doesn't fit. Look at it once more.", "Une réponse ne convient pas. Regardez-la encore une fois."],
  private_field: [
    "Part of it is for you alone, and may not be sent. Tell your supervisor.",
    "Une partie est pour vous seul et ne doit pas partir. Dites-le à votre supervision.",
  ],
  not_yours: ["Somebody else must change this. Tell your supervisor.", "Quelqu'un d'autre doit le changer. Dites-le à votre supervision."],
  not_with_stop_flag: [
    "Here people are supported one by one, not together. Tell your supervisor what was done.",
    "Ici, on soutient chaque personne à part, pas ensemble. Dites à votre supervision ce qui a été fait.",
  ],
  after_a_day: [
    "A day has passed, so the first answer stands. Ask for a correction.",
    "Un jour a passé, la première réponse reste. Demandez une correction.",
  ],
  written_locked: [
    "The phone was locked when this was written. Unlock it and write it anew.",
    "Le téléphone était verrouillé à ce moment. Déverrouillez-le et écrivez-le à nouveau.",
  ],
  reply_first: ["Answer the person who asked first. Then close it.", "Répondez d'abord à la personne qui a demandé. Fermez ensuite."],
  account_first: [
    "Ask the other side for their own account first. Then decide on a limit.",
    "Demandez d'abord sa version à l'autre personne. Décidez ensuite d'une limite.",
  ],
} satisfies Record<string, Pair>;

/** A code that a newer centre may have. */
export const OTHER: Pair = [
  "The centre did not take it. Show it to your supervisor.",
  "Le centre ne l'a pas pris. Montrez-le à votre supervision.",
];
