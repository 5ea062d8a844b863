/** The words of what is rarely used, loaded with it; in the catalogues of the other languages they stand with the rest. */
export const moreEnglish = {
  remove: "Remove {0}",
  unfit: "{0} can't be sent: only pictures, PDF and text files up to {1} MB.",
  email: "E-mail",
  emailSave: "Save",
  emailSaved: "Answers also go to {0}.",
  name: "Name",
  optional: "(optional)",
  start: "Start chat",
  sound: "Sound",
  notify: "Desktop notifications",
  blocked: "Your browser doesn't allow it.",
  forget: "Delete my conversation",
  sure: "Delete everything? Click again",
  deleted: "Your conversation is deleted.",
};
