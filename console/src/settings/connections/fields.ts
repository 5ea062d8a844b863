import type { Platform, PlatformField, Standing } from "./channels";

export type Values = Readonly<Record<string, string>>;

/** What the form begins with: what is known of the connection, else the defaults; never a secret. */
export function beginning(platform: Platform, known: Standing | null): Values {
  return Object.fromEntries(
    platform.fields.map((field) => [
      field.name,
      field.secret ? "" : (known?.config[field.name] ?? field.default),
    ]),
  );
}

/** What everybody fills in, and what has a default that is seldom changed. */
export function parted(fields: readonly PlatformField[]): [PlatformField[], PlatformField[]] {
  return [fields.filter((field) => field.default === ""), fields.filter((field) => field.default !== "")];
}

/** What is sent: a secret that was left empty stays as it is stored, anything else may be emptied. */
export function toSend(platform: Platform, values: Values): Record<string, string> {
  const given = platform.fields
    .map((field) => [field, values[field.name] ?? ""] as const)
    .filter(([field, value]) => !field.secret || value !== "");
  return Object.fromEntries(given.map(([field, value]) => [field.name, value]));
}

/** Whether a secret is stored: only while connected, and only where it had to be given. */
export function isStored(field: PlatformField, known: Standing | null): boolean {
  return field.secret && known !== null && known.connected;
}
