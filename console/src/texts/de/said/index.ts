import { account } from "./account";
import { checks } from "./checks";
import { connections } from "./connections";
import { decisions } from "./decisions";
import { drafts } from "./drafts";
import { fields } from "./fields";
import { learning } from "./learning";
import { publishing } from "./publishing";
import { queue } from "./queue";
import { tone } from "./tone";
import { words } from "./words";

/** What the desk itself says, by the code it gives; desk/web/said has the English of each. */
export const said: Readonly<Record<string, string>> = {
  ...account,
  ...checks,
  ...connections,
  ...decisions,
  ...drafts,
  ...fields,
  ...learning,
  ...publishing,
  ...queue,
  ...tone,
  ...words,
};
