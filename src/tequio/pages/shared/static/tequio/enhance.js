// Small comforts on top of pages that work without them. No inline code, nothing from elsewhere.
const ONE_PRESS = 10_000;
const TYPING_PAUSE = 700;
const LONGEST_WAIT = 3_000;
const person = document.body.dataset.person ?? "";
const draftKey = (form) => `draft:${person}:${location.pathname}:${form.dataset.autosave}`;

/** A form goes out once: a second press within ten seconds, or before the answer, does nothing. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || form.method === "dialog") return;
    form.dataset.sent = "yes";
    mark(form, true);
    setTimeout(() => release(form), ONE_PRESS);
  });
}

function release(form) {
  delete form.dataset.sent;
  mark(form, false);
}

function mark(form, isSent) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (isSent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

/** Long texts survive a session that ended: kept in this tab, for this person only, until sent. */
function keepDraft(form) {
  const key = draftKey(form);
  let isSent = false;
  const store = () => sessionStorage.setItem(key, JSON.stringify({ ...typed(form), sent: isSent }));
  const storeSoon = pausing(store);
  restore(form, JSON.parse(sessionStorage.getItem(key) ?? "null"));
  form.addEventListener("input", () => { isSent = false; storeSoon(); });
  form.addEventListener("submit", () => { isSent = true; store(); });
}

/** The text of each box, and what the server had put there: what the text was typed over. */
function typed(form) {
  const texts = {}, served = {};
  for (const box of form.querySelectorAll("textarea[name], input[type=text][name]")) {
    texts[box.name] = box.value;
    served[box.name] = box.defaultValue;
  }
  return { texts, served };
}

/** What was typed is the later text while the server serves what it was typed over; else the server's is. */
function restore(form, draft) {
  if (!draft?.served) return;
  for (const [name, text] of Object.entries(draft.texts)) {
    const box = form.elements.namedItem(name);
    if (box instanceof Element && box.defaultValue === draft.served[name]) box.value = text;
  }
}

/** A sent form that is not shown again was accepted: its draft can go, like those of other people. */
function forgetSentDrafts() {
  if (!person) return;
  const shown = new Set([...document.querySelectorAll("form[data-autosave]")].map(draftKey));
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("draft:"))) {
    const isMine = key.startsWith(`draft:${person}:`);
    if (!isMine || (!shown.has(key) && JSON.parse(sessionStorage.getItem(key)).sent)) sessionStorage.removeItem(key);
  }
}

/** While somebody writes, the server says what is still missing: `data-check-url` answers a fragment
 *  of parts `data-check-for`; each goes to the place `data-check-slot` of the same name. */
function checkLive(form) {
  let waiting = null;
  const check = async () => {
    waiting?.abort();
    waiting = new AbortController();
    try {
      const answer = await fetch(form.dataset.checkUrl, { method: "POST", body: new FormData(form), signal: waiting.signal });
      if (answer.ok && !answer.redirected) placeParts(form, await answer.text());
    } catch (error) {
      if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
    }
  };
  form.addEventListener("input", pausing(check));
}

/** A place changes only when its words do, so that nothing is read out twice. */
function placeParts(form, fragment) {
  const parts = document.createElement("template");
  parts.innerHTML = fragment;
  for (const slot of form.querySelectorAll("[data-check-slot]")) {
    const part = parts.content.querySelector(`[data-check-for="${slot.dataset.checkSlot}"]`);
    if (!part) continue;
    saidAgain(form, form.elements.namedItem(slot.dataset.checkSlot));
    if (part.innerHTML === slot.innerHTML) continue;
    slot.innerHTML = part.innerHTML;
    describe(form.elements.namedItem(slot.dataset.checkSlot), slot);
  }
}

/** What the check tells from here on is not told a second time by the errors of the last submit. */
function saidAgain(form, box) {
  const error = box instanceof Element && form.querySelector(`#${CSS.escape(box.id)}_error`);
  if (!error) return;
  for (const words of error.querySelectorAll("[data-said-live]")) {
    for (const link of form.querySelectorAll(`.error-summary a[href="#${CSS.escape(box.id)}"]`)) {
      if (link.textContent.includes(words.textContent.trim())) link.closest("li").remove();
    }
    words.remove();
  }
  const summary = form.querySelector(".error-summary");
  if (summary && !summary.querySelector("li")) summary.remove();
  if (error.querySelector("span > span:not(.visually-hidden)")) return;
  error.closest(".field").classList.remove("has-error");
  box.removeAttribute("aria-invalid");
  describedBy(box, error.id, false);
  error.remove();
}

function describe(box, slot) {
  if (box instanceof Element) describedBy(box, slot.id, slot.innerHTML !== "");
}

function describedBy(box, id, isSo) {
  const named = new Set((box.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  named[isSo ? "add" : "delete"](id);
  if (named.size) box.setAttribute("aria-describedby", [...named].join(" "));
  else box.removeAttribute("aria-describedby");
}

function pausing(action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, TYPING_PAUSE);
  };
}

/** What is typed stays on every way out of a form with `data-keep-url`: links wait until it is kept. */
function keepOnLeaving(form) {
  let isTyped = false;
  const keep = () => {
    if (!isTyped) return null;
    isTyped = false;
    return fetch(form.dataset.keepUrl, { method: "POST", body: new FormData(form), keepalive: true }).catch(() => undefined);
  };
  form.addEventListener("input", () => { isTyped = true; });
  document.addEventListener("submit", (event) => { if (event.target === form || "forget" in event.target.dataset) isTyped = false; });
  addEventListener("pagehide", keep);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.origin !== location.origin || link.pathname === location.pathname || !isTyped) return;
    event.preventDefault();
    await Promise.race([keep(), new Promise((after) => { setTimeout(after, LONGEST_WAIT); })]);
    location.assign(link.href);
  });
}

/** A link with `data-dialog` opens the dialog of that id; without JavaScript it is a link. */
function openDialogs(event) {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
}

/** On a shared phone nothing of a person stays behind: `data-forget` on the form that signs out. */
function forgetPerson(form) {
  form.addEventListener("submit", () => {
    sessionStorage.clear();
    indexedDB.deleteDatabase("tequio-outbox");
  });
}

forgetSentDrafts();
document.querySelectorAll("form[data-autosave]").forEach(keepDraft);
document.querySelectorAll("form[data-check-url]").forEach(checkLive);
document.querySelectorAll("form[data-keep-url]").forEach(keepOnLeaving);
document.querySelectorAll("form[data-forget]").forEach(forgetPerson);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
document.addEventListener("click", openDialogs);
document.querySelector("[data-focus]")?.focus();
for (const box of document.querySelectorAll("input[data-time-zone]")) box.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[data-sent]").forEach(release));
if (document.body.dataset.worker) navigator.serviceWorker?.register(document.body.dataset.worker).catch(() => undefined);
