/** The phone and the practice, for every screen below. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Phone } from "../contract";
import type { Practice } from "../core/definitions";

export const PhoneContext = createContext<Phone | null>(null);
export const PracticeContext = createContext<Practice | null>(null);

export function usePhone(): Phone {
  return useContext(PhoneContext) as Phone;
}

export function usePractice(): Practice {
  return useContext(PracticeContext) as Practice;
}
