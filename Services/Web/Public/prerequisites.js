// Measures the visitor's own browser, screen, line and sound; nothing leaves the browser but requests for a file of ours.
const section = document.querySelector("#check");
const words = section?.dataset;

// Names and figures keep their own direction among words that are read from right to left.
const apart = (text) => (text ? `\u2068${text}\u2069` : "");

const show = (name, value, state) => {
  const row = section.querySelector(`[data-check="${name}"]`);
  row.querySelector("[data-value]").textContent = value;
  const tag = row.querySelector(".tag");
  tag.className = state ? `tag ${state === "weak" ? "warn" : state}` : "tag";
  tag.textContent = state ? words[state] : words.measuring;
};

const browser = () => {
  const known = navigator.userAgentData?.brands?.filter((brand) => !/not/i.test(brand.brand)).at(-1);
  const found = known ? [`${known.brand} ${known.version}`]
    : navigator.userAgent.match(/(?:Firefox|Edg|Version|Chrome)\/\d+/g) ?? [];
  const name = found.at(-1)?.replace("Version", "Safari").replace("Edg", "Edge").replace("/", " ") ?? "";
  const modern = "HTMLDialogElement" in window && CSS.supports("inset-inline: 0") && CSS.supports("selector(:has(a))");
  show("browser", [apart(name), modern ? words.modern : words.older].filter(Boolean).join(" · "), modern ? "good" : "weak");
};

const screenSize = () => {
  const { width, height } = window.screen;
  show("screen", `${apart(`${width} × ${height}`)} ${words.pixels}`, width < 360 ? "bad" : width < 1024 && height < 1024 ? "weak" : "good");
};

const sound = () => {
  const audio = document.createElement("audio");
  const plays = "AudioContext" in window && audio.canPlayType?.("audio/mpeg") !== "";
  section.querySelector("[data-tone]").hidden = !plays;
  show("sound", plays ? words.soundYes : words.soundNo, plays ? "good" : "weak");
};

const cookies = () => {
  const allowed = navigator.cookieEnabled;
  show("cookies", allowed ? words.allowed : words.forbidden, allowed ? "good" : "bad");
};

// The smallest of three waits is the line's, and what the largest file adds to it the speed.
const line = async () => {
  show("line", "", "");
  try {
    let wait = Infinity;
    for (let turn = 0; turn < 3; turn += 1) {
      const began = performance.now();
      await fetch("/robots.txt", { cache: "no-store" });
      wait = Math.min(wait, performance.now() - began);
    }
    const began = performance.now();
    const bytes = (await (await fetch(words.probe, { cache: "no-store" })).arrayBuffer()).byteLength;
    const entry = performance.getEntriesByType("resource").findLast((found) => found.name.endsWith(words.probe));
    const sent = entry?.encodedBodySize || bytes;
    const seconds = Math.max((performance.now() - began - wait) / 1000, 0.001);
    const rate = (sent * 8) / seconds / 1e6;
    const shown = rate > 20 ? "> 20" : rate.toFixed(1);
    const state = wait > 3000 ? "bad" : rate < 1 || wait > 800 ? "weak" : "good";
    show("line", `${apart(`${shown} Mb/s`)} · ${Math.round(wait)} ${words.milliseconds}`, state);
  } catch {
    show("line", words.failed, "bad");
  }
};

const check = () => {
  browser();
  screenSize();
  sound();
  cookies();
  return line();
};

const playTone = () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.1;
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.6);
  tone.onended = () => context.close();
};

if (section) {
  section.hidden = false;
  section.querySelector("[data-again]").addEventListener("click", check);
  section.querySelector("[data-tone]").addEventListener("click", playTone);
  check();
}
