/** The cases that server and phone share, read from tests/vectors (the tests run at the project's root). */
import { readFileSync } from "node:fs";
import { Practice } from "../core/definitions";
import type { Form, Option } from "../core/types";

export function loadVectors<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(`tests/vectors/${name}.json`, "utf-8")) as Shape;
}

const read = (path: string): unknown => JSON.parse(readFileSync(`peerpwa/practice/${path}`, "utf-8"));

export const practice = new Practice(read("vocabularies.json") as Record<string, { options: Option[] }>, {
  "quick_log@1": read("forms/quick_log@1.json") as Form,
});
