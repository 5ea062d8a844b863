import { useMe } from "../session/me";
import { t } from "../texts";
import { Command } from "./Command";
import "./start.css";

/** What becomes of a reply once it is approved, with the two commands that let it arrive. */
export function WhereReplyGoes({ page }: { page?: string }) {
  const me = useMe();
  const id = page ?? me.pages[0]?.id;
  if (!id) return null;
  return (
    <section className="goes" aria-label={t.start.goes.title}>
      <h3>{t.start.goes.title}</h3>
      <p>{t.start.goes.text}</p>
      <p className="quiet">{t.start.goes.fetch}</p>
      <Command text={`curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/api/v1/replies`} />
      <p className="quiet">{t.start.goes.webhook}</p>
      <Command text={`./sharewell page webhook https://shop.example/replies --page ${id}`} />
    </section>
  );
}
