/** Which card an address names. */
import { ComplaintCard, WrittenCard } from "./card";
import { ReferralCard } from "./referral";

export function CardScreen({ name, of }: { name: string; of: string }) {
  if (name === "referral") return <ReferralCard id={of} />;
  return name === "complaint" ? <ComplaintCard /> : <WrittenCard />;
}
