// The player without reloading: "Previous", "Next", chapters and answers swap the slide in place; keys and
// swipes turn slides; sound is remembered. Every step works without this file too.
const rightToLeft = () => document.querySelector("main").dir === "rtl";
const swapped = ["header.head .chapter-menu", "main", "footer.feet"];
let busy = false;

// Takes the parts of a fetched page into this one.
function show(html, url, push) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.body.classList.contains("player")) return false;
  for (const selector of swapped) {
    document.querySelector(selector).replaceWith(document.importNode(page.querySelector(selector), true));
  }
  document.title = page.title;
  document.body.dataset.code = page.body.dataset.code;
  if (push) history.pushState(null, "", url);
  const main = document.querySelector("main");
  main.classList.add("enter");
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
  begin();
  return true;
}

// Fetches a page and shows it; where anything is unusual, the browser goes there by itself.
async function visit(url, options, push = true) {
  if (busy) return;
  busy = true;
  document.body.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { ...options, headers: { Accept: "text/html" } });
    if (!answer.ok || !show(await answer.text(), answer.url, push)) location.assign(answer.url);
  } catch {
    document.body.dataset.offline = "true";
    if (!options?.body) location.assign(url);
    else document.querySelector(".lost")?.removeAttribute("hidden");
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

function send(form, submitter) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  visit(form.action, { method: "POST", body: fields });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.submitter?.dataset.key === "quit") return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".chapters a, .ending a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  visit(link.href);
});

addEventListener("popstate", () => visit(location.href, {}, false));

const press = (key) => document.querySelector(`.feet [data-key="${key}"]`)?.click();
const open = (name) => document.querySelector(`[data-dialog="${name}"]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input, textarea, select") && event.key.startsWith("Arrow")) return;
  if (event.key === "ArrowRight") press(rightToLeft() ? "previous" : "next");
  else if (event.key === "ArrowLeft") press(rightToLeft() ? "next" : "previous");
  else if (event.key === "Escape" && !document.querySelector("details.menu[open]")) press("quit");
  else if (event.key === "g" || event.key === "G") open("glossary");
  else if (event.key === "m" || event.key === "M") setSound(sound() === "on" ? "silent" : "on");
});

// A swipe along the line turns the slide; up and down scroll.
let touch = null;
document.addEventListener("touchstart", (event) => { touch = event.changedTouches[0]; }, { passive: true });
document.addEventListener("touchend", (event) => {
  const end = event.changedTouches[0];
  if (!touch || event.target.closest(".chapters, .scroll, dialog, table")) return;
  const across = end.clientX - touch.clientX;
  if (Math.abs(across) > 80 && Math.abs(end.clientY - touch.clientY) < 40) {
    press(across < 0 !== rightToLeft() ? "next" : "previous");
  }
}, { passive: true });

const sound = () => localStorage.getItem("sound") ?? (navigator.connection?.saveData ? "silent" : "on");

function setSound(value) {
  localStorage.setItem("sound", value);
  for (const choice of document.querySelectorAll("[data-sound] input")) choice.checked = choice.value === value;
  speak();
}

// Plays the recorded narration, or has the browser read it; silent shows its text instead.
function speak() {
  window.speechSynthesis?.cancel();
  const recorded = document.querySelector("[data-audio]");
  const narration = document.querySelector("[data-narration]");
  recorded?.pause();
  if (narration) narration.open = sound() === "silent" || narration.open;
  if (sound() === "silent") return;
  if (recorded) recorded.play().catch(() => { recorded.controls = true; });
  else if (narration && navigator.userActivation?.hasBeenActive && window.speechSynthesis) {
    const words = new SpeechSynthesisUtterance(narration.querySelector("p").textContent);
    words.lang = document.querySelector("main").lang;
    window.speechSynthesis.speak(words);
  }
}

// The slide on screen counts as seen, also when it was reached by a link: the form without a button
// names the slide it stands on.
function seen() {
  const fields = new URLSearchParams(new FormData(document.querySelector(".feet form")));
  fetch(document.querySelector(".feet form").action, {
    method: "POST", body: fields, redirect: "manual", keepalive: true,
  }).catch(() => { document.body.dataset.offline = "true"; });
}

function begin() {
  setSound(sound());
  seen();
  document.querySelector('.chapters [aria-current]')?.scrollIntoView({ block: "nearest", inline: "center" });
}

document.querySelector("[data-sound]").hidden = false;
document.addEventListener("change", (event) => {
  if (event.target.name === "sound") setSound(event.target.value);
});
begin();
