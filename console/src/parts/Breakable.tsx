import { Fragment } from "react";

import { atSlashes } from "../words/atSlashes";

/** A text whose links may break after a slash; what is copied from it is unchanged. */
export function Breakable({ text }: { text: string }) {
  return atSlashes(text).map((piece, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
