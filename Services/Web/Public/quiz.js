// Saves an answer as it is given. What the line does not take is kept on this machine and sent again;
// the light says "saved" only when the server has it. Without this file each button saves.
const form = document.querySelector("form[data-save]");
const light = form.querySelector(".saved");
const key = `answer:${form.dataset.save}`;
let sequence = Number(form.dataset.sequence);
let pause = 1000;
let timer;

const chosen = () => [...form.querySelectorAll("input[name=option]:checked")].map((option) => option.value);
const say = (what) => { light.textContent = light.dataset[what]; };

function remember() {
  sequence = Math.max(sequence + 1, Date.now());
  form.elements.sequence.value = sequence;
  localStorage.setItem(key, JSON.stringify({ sequence, chosen: chosen() }));
}

async function save() {
  clearTimeout(timer);
  const kept = localStorage.getItem(key);
  if (!kept) return;
  say("saving");
  const answer = JSON.parse(kept);
  try {
    const response = await fetch(form.dataset.save, {
      method: "PUT", keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": form.elements.csrf.value },
      body: JSON.stringify({ chosen: answer.chosen, sequence: String(answer.sequence) }),
    });
    if (response.ok) return saved(kept);
    if (response.status < 500 && response.status !== 429) return refused(kept);
  } catch {
    // No line: the answer stays here until there is one.
  }
  say("failed");
  timer = setTimeout(save, pause);
  pause = Math.min(pause * 2, 30000);
}

function saved(kept) {
  pause = 1000;
  if (localStorage.getItem(key) !== kept) return save();
  localStorage.removeItem(key);
  say("saved");
}

// The attempt is closed or the session over: the page itself says so.
function refused(kept) {
  if (localStorage.getItem(key) === kept) localStorage.removeItem(key);
  location.reload();
}

form.addEventListener("change", (event) => {
  if (event.target.name !== "option") return;
  remember();
  save();
});
form.addEventListener("submit", () => localStorage.removeItem(key));
addEventListener("online", save);

// An answer that was given here and did not get through is shown and sent again.
const kept = JSON.parse(localStorage.getItem(key) ?? "null");
if (kept && kept.sequence > sequence) {
  for (const option of form.querySelectorAll("input[name=option]")) option.checked = kept.chosen.includes(option.value);
  sequence = kept.sequence;
  form.elements.sequence.value = sequence;
  save();
} else {
  localStorage.removeItem(key);
}
