import type { Texts } from "../types";
import { setText } from "./dom";

export interface Words {
  /** The element's text, or one of its attributes, says this in the visitor's language. */
  bind: <Bound extends Element>(element: Bound, key: keyof Texts, attribute?: string) => Bound;
  paint: (texts: Texts) => void;
}

export function createWords(): Words {
  const bound: [Element, keyof Texts, string | undefined][] = [];
  return {
    bind(element, key, attribute) {
      bound.push([element, key, attribute]);
      return element;
    },
    paint(texts) {
      for (const [element, key, attribute] of bound) {
        const words = texts[key] ?? "";
        if (attribute) element.setAttribute(attribute, words);
        else setText(element, words);
      }
    },
  };
}
