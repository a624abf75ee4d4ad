// Closes menus, shows dialogs, prints; every page works without it.
const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (dialog.open) dialog.close();
    dialog.showModal();
  }
  if (event.target.closest("[data-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog")?.close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Shows a linked page's card in a dialog on the spot; the link itself leads to the same page.
const showFragment = async (link) => {
  const answer = await fetch(link.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return void location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fragment = page.querySelector("[data-fragment]");
  if (!fragment) return void location.assign(link.href);
  const dialog = document.createElement("dialog");
  const heading = fragment.querySelector("h1");
  const title = document.createElement("h2");
  title.append(...heading.childNodes);
  title.id = "dialog-title";
  heading.replaceWith(title);
  dialog.setAttribute("aria-labelledby", title.id);
  const close = document.createElement("button");
  close.className = "close";
  close.type = "button";
  close.dataset.close = "";
  close.setAttribute("aria-label", document.body.dataset.close);
  close.textContent = "✕";
  fragment.className = "inside stack";
  const head = document.createElement("div");
  head.className = "head";
  head.append(title, close);
  dialog.append(head, fragment);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.showModal();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-fetch]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showFragment(link).catch(() => location.assign(link.href));
});
