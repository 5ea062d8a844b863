const COUNTED = /^\(\d[\d,+]*\) /;
const MOST = 999;

/** A page's title with how many wait; none where nobody waits. */
export function counted(title: string, waiting: number): string {
  const plain = title.replace(COUNTED, "");
  if (waiting <= 0) return plain;
  return `(${waiting > MOST ? `${MOST}+` : waiting}) ${plain}`;
}
