import { Command } from "../../start/Command";
import { t } from "../../texts";
import { dressed, type Look, policyFor, ruleOf } from "./look";
import type { Setup } from "./setup";

/** What goes into the site's own source: one of the tags, perhaps a style rule, perhaps a part of its policy. */
export function Embedding({ setup, look }: { setup: Setup; look: Look }) {
  const texts = t.webChat;
  const { snippets } = setup;
  const rule = ruleOf(look);
  return (
    <section className="settings-group" aria-labelledby="chat-code">
      <h3 id="chat-code">{texts.code}</h3>
      {snippets.pinned && (
        <Piece title={texts.pinned} text={texts.pinnedText} code={dressed(snippets.pinned, look)} />
      )}
      {snippets.script && (
        <Piece title={texts.latest} text={texts.latestText} code={dressed(snippets.script, look)} />
      )}
      {snippets.element && (
        <Piece title={texts.element} text={texts.elementText} code={dressed(snippets.element, look)} />
      )}
      <Piece title={texts.package} text={texts.packageText} code={dressed(snippets.package, look)} />
      {rule && <Piece title={texts.style} text={texts.styleText} code={rule} />}
      <Piece title={texts.policy} text={texts.policyText} code={policyFor(setup.desk)} />
    </section>
  );
}

function Piece({ title, text, code }: { title: string; text: string; code: string }) {
  return (
    <div className="chat-piece">
      <h4>{title}</h4>
      <p className="quiet">{text}</p>
      <Command text={code} label={title} />
    </div>
  );
}
