/** Lucide outlines, always beside a word (Hide and Back have names for screen readers instead). */
import { h } from "preact";
import type { IconNode } from "lucide";
import {
  ArrowUp,
  Check,
  ChevronLeft,
  ChevronRight,
  Clock,
  CloudOff,
  Delete,
  EyeOff,
  HandHelping,
  HeartHandshake,
  House,
  List,
  PencilLine,
  Phone,
  Plus,
  Reply,
  Send,
  Settings,
  Smartphone,
} from "lucide";

const ICONS = {
  back: ChevronLeft,
  call: Phone,
  care: HeartHandshake,
  clock: Clock,
  erase: Delete,
  help: HandHelping,
  hide: EyeOff,
  list: List,
  noSignal: CloudOff,
  on: ChevronRight,
  pencil: PencilLine,
  plus: Plus,
  reply: Reply,
  safe: House,
  saved: Smartphone,
  send: Send,
  settings: Settings,
  tick: Check,
  way: ArrowUp,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

export function Icon({ name }: { name: IconName }) {
  return <Outline node={ICONS[name]} />;
}

/** One that a later screen brings along. */
export function Outline({ node }: { node: IconNode }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {node.map(([tag, attributes], i) => h(tag, { key: i, ...attributes }))}
    </svg>
  );
}

/** The mark: a circle and a diamond of equal area on the ground line. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 120 72" aria-hidden="true">
      <circle class="a" cx="32" cy="40" r="24" />
      <path class="b" d="M88 10l30.1 30.1L88 70.2 57.9 40.1z" transform="translate(0 -6.2)" />
      <path class="line" d="M0 66h120" />
    </svg>
  );
}
