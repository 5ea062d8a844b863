import { told } from "../words/said";

interface ToldProps {
  /** The answer of the desk that has the words in one of its fields. */
  of: Parameters<typeof told>[0];
  field: string;
  english: string;
}

/** Words of the desk, in the interface's language where it has them, else in English and marked as such. */
export function Told({ of, field, english }: ToldProps) {
  const { words, lang } = told(of, field, english);
  return <span lang={lang}>{words}</span>;
}
