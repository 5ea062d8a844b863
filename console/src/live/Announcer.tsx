import { useStore } from "../parts/store";
import { announcement } from "./announce";

export function Announcer() {
  const { words, count } = useStore(announcement);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      <span key={count}>{words}</span>
    </div>
  );
}
