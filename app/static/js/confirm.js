// Sends a form once: a second click while the first is on its way does nothing.
const RELEASE = 10_000;

export function sendOnce(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // Disabled after the browser has read the form, or the button's own name would not be sent.
    setTimeout(() => {
      if (event.submitter) event.submitter.disabled = true;
    });
    // An answer that is a file leaves this page where it is.
    setTimeout(() => release(form), RELEASE);
  });
  // Back from the next page, the form may be sent again.
  window.addEventListener("pageshow", () => root.querySelectorAll("form[data-sent]").forEach(release));
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[disabled]")) button.disabled = false;
}
