// Shows while typing which parts of the password rule are met.
const form = document.querySelector("[data-password-rule]");
const list = form?.querySelector(".rules");
const fresh = form?.querySelector("#new");
const again = form?.querySelector("#again");

const rules = {
  length: (text) => [...text].length >= 8,
  capital: (text) => /\p{Lu}/u.test(text),
  number: (text) => /\p{Nd}/u.test(text),
  same: (text) => text !== "" && text === again.value,
};

const show = () => {
  for (const item of list.children) {
    item.classList.toggle("met", rules[item.dataset.rule](fresh.value));
  }
};

if (list) {
  list.hidden = false;
  form.addEventListener("input", show);
}
