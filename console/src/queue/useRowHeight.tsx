import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const USUAL = 104;

/**
 * How high a row is, in px: one that nobody sees is measured, so that the reader's font size, spacing and density
 * count, and a hundred thousand rows needn't be measured one by one.
 */
export function useRowHeight(): { height: number; ruler: RefObject<HTMLDivElement | null> } {
  const ruler = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(USUAL);
  useLayoutEffect(() => {
    const element = ruler.current;
    if (!element || !("ResizeObserver" in window)) return;
    const observer = new ResizeObserver(() => {
      const measured = Math.ceil(element.getBoundingClientRect().height);
      if (measured > 0) setHeight(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { height, ruler };
}

export function RowRuler({ ruler }: { ruler: RefObject<HTMLDivElement | null> }) {
  return (
    <div ref={ruler} className="row row-ruler" aria-hidden="true">
      <span className="row-head">&nbsp;</span>
      <span className="row-excerpt">
        &nbsp;
        <br />
        &nbsp;
        <br />
        &nbsp;
      </span>
      <span className="row-marks">
        <span className="tag">&nbsp;</span>
      </span>
    </div>
  );
}
