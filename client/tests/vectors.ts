/** The cases that server and phone share, read from tests/vectors (the tests run at the project's root). */
import { readdirSync, readFileSync } from "node:fs";
import { Practice } from "../core/definitions";
import type { Form, Option } from "../core/types";

export function loadVectors<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(`tests/vectors/${name}.json`, "utf-8")) as Shape;
}

/** One of the practice's own files. */
export function loadPractice<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(`peerpwa/practice/${path}`, "utf-8")) as Shape;
}

const forms = readdirSync("peerpwa/practice/forms").map((file): [string, Form] => [
  file.replace(/\.json$/, ""),
  loadPractice<Form>(`forms/${file}`),
]);

export const practice = new Practice(loadPractice<Record<string, { options: Option[] }>>("vocabularies.json"), Object.fromEntries(forms));
