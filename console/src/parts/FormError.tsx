import { messageOf } from "../api/errors";

/** What was wrong with the last try, said aloud; nothing where nothing was. */
export function FormError({ error }: { error: Error | null | undefined }) {
  if (!error) return null;
  return (
    <p className="form-error" role="alert">
      {messageOf(error)}
    </p>
  );
}
