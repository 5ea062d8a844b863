import type { Kept } from "../storage";
import type { Message } from "../types";

/** Two soft tones, made here: no file to load. A browser that wants a click first stays silent. */
export function playSound(): void {
  const audio = new AudioContext();
  [660, 880].forEach((frequency, index) => {
    const at = audio.currentTime + index * 0.12;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.08, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.25);
    if (index) tone.onended = () => void audio.close();
  });
}

/** Asks for the browser's consent; false when it isn't given, or can't be. */
export async function mayNotify(): Promise<boolean> {
  return "Notification" in window && (await Notification.requestPermission()) === "granted";
}

function notify(title: string, body: string, tag: string, onClick: () => void): void {
  try {
    const note = new Notification(title, { body, tag });
    note.onclick = () => {
      window.focus();
      note.close();
      onClick();
    };
  } catch {
    // Some browsers only let service workers do this: the badge has to do.
  }
}

/** A reply has come: heard and shown as far as the visitor has asked for it. */
export function alert(wanted: Kept, from: string, { id, text }: Message, onClick: () => void): void {
  if (wanted.sound) playSound();
  if (wanted.notify && document.hidden) notify(from, text.slice(0, 200), id, onClick);
}
