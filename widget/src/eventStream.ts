export interface StreamEvent {
  event: string;
  data: unknown;
}

/** Server-sent events out of pieces of text that may be cut anywhere; comments and what isn't JSON are left out. */
export function createEventParser(on: (event: StreamEvent) => void): (piece: string) => void {
  let rest = "";
  let event = "";
  let data: string[] = [];
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [, field, value = ""] = /^(\w+)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === "event") event = value;
      if (field === "data") data.push(value);
      if (line) continue;
      if (data.length) emit(event || "message", data.join("\n"));
      event = "";
      data = [];
    }
  };

  function emit(name: string, text: string): void {
    let read: unknown;
    try {
      read = JSON.parse(text);
    } catch {
      return; // A proxy's own words, or a kind of event that this script doesn't know.
    }
    on({ event: name, data: read });
  }
}
