// While a need is typed: needs near to its title, and the 需求体检 anew after each autosave.
const PAUSE = 500;
const SHORTEST = 4;

export function counselAsTyped(root) {
  for (const form of root.querySelectorAll("form[data-near-url]")) {
    for (const place of form.querySelectorAll("[data-near-for]")) new Radar(form, place);
    refreshAfterSaving(form, root.querySelector("[data-counsel]"));
    // What a button does without this script now happens by itself.
    for (const button of root.querySelectorAll("[data-script-hides]")) button.remove();
  }
}

class Radar {
  constructor(form, place) {
    this.form = form;
    this.place = place;
    this.field = form.querySelector(`#${place.dataset.nearFor}`);
    this.asked = this.field.value.trim();
    this.field.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), PAUSE);
    });
  }

  async ask() {
    const title = this.field.value.trim();
    if (title === this.asked) return;
    this.asked = title;
    if ([...title].length < SHORTEST) return this.place.replaceChildren();
    const fields = new FormData();
    fields.set("title", title);
    if (this.form.dataset.need) fields.set("need", this.form.dataset.need);
    const answer = await fetch(this.form.dataset.nearUrl, {
      method: "POST",
      body: fields,
      headers: { "X-CSRFToken": this.form.querySelector("input[name=csrf_token]").value, Accept: "application/json" },
      redirect: "manual",
    }).catch(() => null);
    // A later title has been asked about meanwhile, or nobody answers: what stands there stays.
    if (!answer?.ok || title !== this.asked) return;
    this.show((await answer.json()).near);
  }

  show(found) {
    if (!found.length) return this.place.replaceChildren();
    const list = element("ul", "near");
    list.append(...found.map(line));
    this.place.replaceChildren(element("h3", "", "已经有相近的需求，先看看是不是同一个问题"), list);
  }
}

function line(one) {
  const item = element("li");
  const link = element("a", "", one.title || "（还没有名称）");
  link.href = one.href;
  link.target = "_blank";
  const told = `${one.number} · ${one.who} · ${one.year} 年 · ${one.state}。${one.why}`;
  item.append(element("span", `state state--${one.tone} state--sm`, one.word), " ", link, element("small", "d-block", told));
  return item;
}

function refreshAfterSaving(form, panel) {
  if (!panel || !form.dataset.counselUrl) return;
  form.addEventListener("autosaved", async () => {
    const answer = await fetch(form.dataset.counselUrl, { redirect: "manual" }).catch(() => null);
    // Somebody who is reading a link in it keeps it.
    if (answer?.ok && !panel.contains(document.activeElement)) panel.innerHTML = await answer.text();
  });
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
