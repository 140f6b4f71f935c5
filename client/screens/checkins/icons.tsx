/** Icons that only these screens show; they come with them. */
import { Calendar, ClockAlert } from "lucide";
import { Outline } from "../../ui/icon";

export function OwedIcon() {
  return <Outline node={ClockAlert} />;
}

export function LaterIcon() {
  return <Outline node={Calendar} />;
}
