// Views that come and go; the chat is there in two of them, and is taken out and put back with them.
const VIEWS = {
  orders: { title: "Your orders", text: "The chat is on this view.", chat: true },
  help: { title: "Help", text: "And on this one: the same conversation, and it stays open.", chat: true },
  account: { title: "Your account", text: "Here it is not: nothing of it runs.", chat: false },
};

function show() {
  const name = location.hash.slice(2) in VIEWS ? location.hash.slice(2) : "orders";
  const { title, text, chat } = VIEWS[name];
  const heading = document.createElement("h2");
  const words = document.createElement("p");
  heading.textContent = title;
  words.textContent = text;
  document.getElementById("view").replaceChildren(heading, words);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#/${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!chat) return;
  const element = document.createElement("sharewell-chat");
  element.setAttribute("page", "fernhill-cycles");
  customElements.whenDefined("sharewell-chat").then(() => element.setContext({ view: name }));
  document.getElementById("view").append(element);
}

addEventListener("hashchange", show);
show();
