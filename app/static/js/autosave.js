// Saves a draft while one types: form[data-autosave-url]. What cannot be sent is kept in this browser
// and offered again when the form is next opened.
const PAUSE = 1500;
const RETRY = 20_000;

export function saveAsTyped(root) {
  for (const form of root.querySelectorAll("form[data-autosave-url]")) new Autosave(form);
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.key = "draft:" + form.dataset.autosaveUrl + ":" + (form.dataset.autosaveFor ?? "");
    this.sent = written(form);
    this.offer();
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("change", () => this.later(PAUSE));
    form.addEventListener("submit", () => this.submitting());
    window.addEventListener("online", () => this.later(0));
    window.addEventListener("pagehide", () => this.keepIfUnsent());
  }

  later(pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), pause);
  }

  async save() {
    const typed = written(this.form);
    if (typed === this.sent || this.isSubmitting) return;
    if (this.isSaving) return this.later(PAUSE);
    this.isSaving = true;
    try {
      const answer = await fetch(this.form.dataset.autosaveUrl, {
        method: "POST",
        body: new FormData(this.form),
        headers: { "X-CSRFToken": token(this.form), Accept: "application/json" },
        redirect: "manual",
      });
      if (answer.ok) this.saved(typed, await answer.json().catch(() => ({})));
      else this.refused(answer);
    } catch {
      this.failed("网络断了，写的内容先留在这台电脑上，连上后自动再存");
      this.later(RETRY);
    } finally {
      this.isSaving = false;
    }
  }

  saved(typed, answer) {
    this.sent = typed;
    forget(this.key);
    const stamp = this.form.querySelector("input[name=version]");
    if (stamp && answer.version !== undefined) stamp.value = answer.version;
    this.form.dispatchEvent(new CustomEvent("autosaved"));
    const at = answer.saved_at ? new Date(answer.saved_at) : new Date();
    this.tell(`已于 ${at.toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" })} 自动保存`, false);
  }

  // A redirect is the login page: the session has ended.
  refused(answer) {
    if (answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status)) {
      this.failed("登录已失效，写的内容留在这台电脑上；请在新窗口登录后刷新本页恢复");
    } else if (answer.status === 409) {
      this.failed("别人同时改了这一份，自动保存已停；写的内容留在这台电脑上，请刷新后核对");
    } else {
      this.failed("没有存上，写的内容先留在这台电脑上，稍后自动再存");
      this.later(RETRY);
    }
  }

  failed(message) {
    this.keepIfUnsent();
    this.tell(message, true);
  }

  tell(message, isFailure) {
    if (!this.said) return;
    this.said.textContent = message;
    this.said.classList.toggle("is-failed", isFailure);
  }

  submitting() {
    this.isSubmitting = true;
    clearTimeout(this.waiting);
    this.keepIfUnsent();
  }

  keepIfUnsent() {
    const typed = written(this.form);
    if (typed === this.sent) return;
    try {
      localStorage.setItem(this.key, JSON.stringify({ typed, at: Date.now(), version: version(this.form), isSubmitted: this.isSubmitting }));
    } catch {
      this.tell("这台电脑存不下草稿，请尽快点保存", true);
    }
  }

  offer() {
    const kept = recall(this.key);
    // A submitted form whose version has moved on was taken: what is kept is what is stored.
    const wasTaken = kept?.isSubmitted && kept.version !== version(this.form);
    if (!kept || wasTaken || kept.typed === this.sent) return forget(this.key);
    const at = new Date(kept.at).toLocaleString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
    const note = document.createElement("p");
    note.className = "notice";
    note.setAttribute("role", "status");
    note.append(bold("有没存上的内容"), ` ${at} 写的，还在这台电脑上。 `);
    note.append(
      button("恢复", () => (restore(this.form, kept.typed), note.remove(), this.later(0))),
      button("不要了", () => (forget(this.key), note.remove())),
    );
    this.form.prepend(note);
    return undefined;
  }
}

// Passwords, files and tokens never leave the form.
function written(form) {
  const pairs = [...new FormData(form)].filter(([name, value]) => {
    const kind = form.elements.namedItem(name)?.type;
    return typeof value === "string" && !["csrf_token", "version"].includes(name) && kind !== "password";
  });
  return JSON.stringify(pairs);
}

function restore(form, typed) {
  const values = new Map();
  for (const [name, value] of JSON.parse(typed)) values.set(name, [...(values.get(name) ?? []), value]);
  growTo(form, values);
  for (const control of form.elements) {
    if (!control.name || ["hidden", "file", "password", "submit"].includes(control.type)) continue;
    const given = values.get(control.name) ?? [];
    if (["checkbox", "radio"].includes(control.type)) control.checked = given.includes(control.value);
    else if (given.length) control.value = given[0];
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// Rows that were added after the page was last saved are added again before they are filled.
function growTo(form, values) {
  for (const set of form.querySelectorAll("[data-rows]")) {
    const places = [...values.keys()].map((name) => name.match(/^(.*)-(\d+)-/)).filter((m) => m?.[1] === set.dataset.rows);
    const wanted = Math.max(0, ...places.map((found) => Number(found[2]) + 1));
    const add = set.querySelector("p > button[name=row_add]");
    while (add && set.querySelectorAll("tr[data-row]").length < Math.min(wanted, Number(set.dataset.maxRows))) add.click();
  }
}

function version(form) {
  return form.querySelector("input[name=version]")?.value ?? "";
}

function token(form) {
  return form.querySelector("input[name=csrf_token]")?.value ?? "";
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function bold(text) {
  const element = document.createElement("b");
  element.textContent = text;
  return element;
}

function button(text, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn btn-outline-primary btn-sm";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}
