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

// Without scripts the menus of languages send the page's form to the server, which gives back what was typed. Here
// every form of the page is kept, and nothing is sent.
for (const button of document.querySelectorAll("button[name=shown_in]")) {
  button.name = "language";
  for (const name of ["form", "formaction", "formnovalidate"]) button.removeAttribute(name);
}
document.querySelector("body > button[form]")?.remove();

// A change of language keeps what was typed: it waits in this tab until the page is back. Secrets never do.
const typed = () =>
  [...document.querySelectorAll("main form :is(input, textarea, select)[name]")].filter(
    (field) =>
      !["hidden", "password", "file", "submit", "button"].includes(field.type) &&
      !/password|one-time-code/.test(field.autocomplete),
  );
const place = (field) => `${field.form.getAttribute("action")} ${field.name} ${field.type}`;
const values = (field) =>
  field.type === "checkbox" || field.type === "radio"
    ? [field.value, field.checked]
    : field.multiple
      ? [...field.options].map((option) => option.selected)
      : field.value;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("action") !== "/language") return;
  const fields = typed().map((field) => [place(field), values(field)]);
  if (fields.length) sessionStorage.setItem("typed " + form.elements.return.value, JSON.stringify(fields));
});

const typedHere = "typed " + location.pathname + location.search;
const waiting = sessionStorage.getItem(typedHere);
if (waiting) {
  sessionStorage.removeItem(typedHere);
  const left = JSON.parse(waiting);
  for (const field of typed()) {
    const found = left.findIndex(
      ([where, value]) =>
        where === place(field) && (!["checkbox", "radio"].includes(field.type) || value[0] === field.value),
    );
    if (found < 0) continue;
    const [[, value]] = left.splice(found, 1);
    if (field.type === "checkbox" || field.type === "radio") field.checked = value[1];
    else if (field.multiple) value.forEach((on, index) => (field.options[index].selected = on));
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

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

// The link of an invitation carries both codes behind its "#", which browsers send to nobody.
const codes = new URLSearchParams(location.hash.slice(1));
const login = document.querySelector("form[action='/login']");
if (login && codes.has("password")) {
  history.replaceState(null, "", location.pathname + location.search);
  login.elements.username.value = codes.get("username") ?? "";
  login.elements.password.value = codes.get("password");
  login.querySelector("button.first").focus();
}
