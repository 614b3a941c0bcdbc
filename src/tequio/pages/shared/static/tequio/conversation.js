// A conversation that stays current and keeps what is written without a connection.
// [data-conversation]: data-stream-url (server-sent events named "message", data {"conversation", "sequence"}),
//   data-conversation-id, data-messages-url (GET ?after=N gives rendered <li> fragments), data-post-url,
//   data-last-sequence. Inside: [data-messages] (the list), form[data-composer] with text and
//   idempotency_key, template[data-waiting] (the bubble while it waits), [data-connection] (status).
const STORE = "messages";
const RETRY = 5_000;
const page = document.querySelector("[data-conversation]");
const list = page?.querySelector("[data-messages]");
const composer = page?.querySelector("form[data-composer]");
const person = document.body.dataset.person ?? "";
let last = Number(page?.dataset.lastSequence ?? 0);
let fetching = null;

/** Everything after the last message shown, once each, in order; a gap can not arise. */
function catchUp() {
  fetching ??= readNew().finally(() => { fetching = null; });
  return fetching;
}

async function readNew() {
  const answer = await fetch(`${page.dataset.messagesUrl}?after=${last}`, { cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new TypeError("not reachable");
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  const isAtEnd = list.getBoundingClientRect().bottom < innerHeight + 200;
  for (const item of [...part.content.children]) show(item);
  if (isAtEnd) list.lastElementChild?.scrollIntoView({ block: "nearest" });
}

function show(item) {
  const sequence = Number(item.dataset.sequence ?? 0);
  if (sequence && sequence <= last) return;
  last = Math.max(last, sequence);
  const waiting = item.dataset.key && list.querySelector(`[data-key="${CSS.escape(item.dataset.key)}"]`);
  if (waiting) waiting.remove();
  list.append(item);
}

function listen() {
  const stream = new EventSource(page.dataset.streamUrl, { withCredentials: true });
  stream.addEventListener("open", () => { say(""); catchUp().catch(() => undefined); sendWaiting(); });
  stream.addEventListener("error", () => say(page.dataset.offlineText ?? ""));
  stream.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (String(news.conversation) === page.dataset.conversationId && news.sequence > last) catchUp().catch(() => undefined);
  });
}

function say(text) {
  const status = page.querySelector("[data-connection]");
  if (status && status.textContent !== text) status.textContent = text;
}

function outbox() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("tequio-outbox", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inOutbox(mode, work) {
  const database = await outbox();
  try {
    return await new Promise((resolve, reject) => {
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** Every message waits in the outbox until the server has it; its key makes a second try harmless. */
async function write(event) {
  event.preventDefault();
  const box = composer.elements.namedItem("text");
  const text = box.value.trim();
  if (!text) return;
  const note = { key: newKey(), url: page.dataset.postUrl, person, text, at: Date.now() };
  await inOutbox("readwrite", (store) => store.put(note));
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  showWaiting(note);
  await sendWaiting();
}

/** A random UUID, also where crypto.randomUUID is missing: on a site without TLS. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function showWaiting(note) {
  if (list.querySelector(`[data-key="${CSS.escape(note.key)}"]`)) return;
  const item = page.querySelector("template[data-waiting]").content.firstElementChild.cloneNode(true);
  item.dataset.key = note.key;
  item.querySelector(".user-text").textContent = note.text;
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
}

let sending = null;
function sendWaiting() {
  sending ??= sendAll().finally(() => { sending = null; });
  return sending;
}

async function sendAll() {
  const mine = (await inOutbox("readonly", (store) => store.getAll()))
    .filter((note) => note.person === person && note.url === page.dataset.postUrl)
    .sort((one, other) => one.at - other.at);
  for (const note of mine) {
    showWaiting(note);
    if (!(await send(note))) {
      setTimeout(sendWaiting, RETRY);
      return;
    }
    await inOutbox("readwrite", (store) => store.delete(note.key));
  }
  if (mine.length) await catchUp().catch(() => undefined);
}

/** True when the server answered for good: stored, or refused with a reason that is shown in place. */
async function send(note) {
  const body = new FormData(composer);
  body.set("text", note.text);
  body.set("idempotency_key", note.key);
  try {
    const answer = await fetch(note.url, { method: "POST", body, headers: { Accept: "text/html-fragment" } });
    if (answer.redirected || answer.status >= 500 || [403, 408, 429].includes(answer.status)) return false;
    if (!answer.ok) refuse(note, await answer.text());
    return true;
  } catch {
    return false;
  }
}

function refuse(note, reason) {
  list.querySelector(`[data-key="${CSS.escape(note.key)}"]`)?.remove();
  composer.elements.namedItem("text").value ||= note.text;
  const result = composer.querySelector("[data-check-result]");
  if (result) result.innerHTML = reason;
}

if (page && list && composer) {
  composer.addEventListener("submit", write);
  addEventListener("online", sendWaiting);
  sendWaiting();
  listen();
}
