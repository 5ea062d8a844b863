/** Why a comment stands where it does in the queue. */
export const queue = {
  "queue.escalation": "Eskalation: {reasons}",
  "queue.escalated-by": "Eskalation: durch {name}",
  "queue.complaint": "Beschwerde: {severity}",
  "queue.question": "Frage",
  "queue.seen": "gesehen von {count}",
  "queue.promised": "zugesagt bis {time}",
  "queue.promised-day": "zugesagt bis {time} am {day}. {month}",
};
