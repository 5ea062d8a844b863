// What a page does with the chat once it is there.
addEventListener("sharewell:ready", ({ target: chat }) => {
  const list = document.getElementById("events");
  const note = (words) => {
    const item = document.createElement("li");
    item.textContent = words;
    list.prepend(item);
  };
  chat.setContext({ article: "A plain page" });
  chat.on("open", () => note("open"));
  chat.on("close", () => note("close"));
  chat.on("message", (message) => note(`message from the ${message.from}`));
  chat.on("unread", (count) => note(`unread: ${count}`));
  chat.on("error", (error) => note(`error: ${error.message}`));
  document.getElementById("ask").addEventListener("click", () => chat.open());
});
