// A conversation that stays current and keeps what is written without a connection.
// [data-conversation]: data-stream-url (server-sent events, see realtime.py: "message" {sequence}, "read"
//   {sequence}, "changed" {open}), data-messages-url (GET ?after=N gives rendered <li>, and in the header
//   Stream-Url a fresh right to listen), data-read-url (POST up_to=N: seen), data-post-url, data-last-sequence,
//   data-open, and the words data-{read,offline,signed-out,many,gone,changed}-text. Inside: [data-messages] (the list),
//   [data-connection] (status), form[data-composer] with text and idempotency_key and [data-check-result],
//   template[data-waiting] (the bubble while it waits). A closed conversation has no composer.
const STORE = "messages";
const RETRY = 5_000;
const POLL = 10_000;
const page = document.querySelector("[data-conversation]");
const list = page?.querySelector("[data-messages]");
const composer = page?.querySelector("form[data-composer]");
const person = document.body.dataset.person ?? "";
let last = Number(page?.dataset.lastSequence ?? 0);
let seen = last;
let fetching = null;
let again = false;
let leaving = false;

/** Everything after the last message shown, once each, in order; a gap can not arise. */
function catchUp() {
  if (fetching) again = true;
  fetching ??= readNew().finally(() => {
    fetching = null;
    if (again) { again = false; catchUp().catch(() => undefined); }
  });
  return fetching;
}

async function readNew() {
  const answer = await fetch(`${page.dataset.messagesUrl}?after=${last}`, { cache: "no-store" });
  if (answer.redirected) say(page.dataset.signedOutText ?? "");
  if (!answer.ok || answer.redirected) throw new TypeError("not reachable");
  page.dataset.streamUrl = answer.headers.get("Stream-Url") ?? page.dataset.streamUrl;
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  const isAtEnd = list.getBoundingClientRect().bottom < innerHeight + 200;
  const items = [...part.content.children];
  for (const item of items) show(item);
  if (items.length && isAtEnd) list.lastElementChild.scrollIntoView({ block: "nearest" });
  noteSeen();
}

/** A day is named before its first message: `data-before` says which. Bubbles that wait stay last. */
function show(item) {
  const sequence = Number(item.dataset.sequence ?? item.dataset.before ?? 0);
  if (sequence && sequence <= last) return;
  if (item.dataset.sequence) last = Math.max(last, sequence);
  if (item.dataset.key) bubble(item.dataset.key)?.remove();
  const waiting = list.querySelector("[data-state=waiting]");
  if (waiting) waiting.before(item);
  else list.append(item);
}

function bubble(key) {
  return list.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/** Seen is what was on a screen that somebody looks at. */
function noteSeen() {
  if (document.hidden || seen >= last || !page.dataset.readUrl) return;
  const body = new FormData();
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  body.set("csrfmiddlewaretoken", token?.value ?? "");
  body.set("up_to", last);
  const upTo = last;
  fetch(page.dataset.readUrl, { method: "POST", body }).then((answer) => { if (answer.ok) seen = upTo; }).catch(() => undefined);
}

/** The stream says that something is new; the news themselves are read from the site. */
function listen() {
  const stream = new EventSource(`${page.dataset.streamUrl}${page.dataset.streamUrl.includes("?") ? "&" : "?"}after=${last}`);
  stream.addEventListener("open", () => { say(""); catchUp().catch(() => undefined); sendWaiting(); });
  stream.addEventListener("message", (event) => JSON.parse(event.data).sequence > last && catchUp().catch(() => undefined));
  stream.addEventListener("read", (event) => showRead(JSON.parse(event.data).sequence));
  stream.addEventListener("changed", (event) => change(JSON.parse(event.data).open));
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) listenLater();
    else say(page.dataset.offlineText ?? "");
  });
}

/** Refused, or the realtime process is away: asks the site from time to time and tries again. */
function listenLater() {
  setTimeout(() => catchUp().then(() => say(""), () => say(page.dataset.offlineText ?? "")).then(listen), POLL);
}

function showRead(upTo) {
  for (const item of list.querySelectorAll(".mine[data-state=sent]")) {
    if (Number(item.dataset.sequence) > upTo) continue;
    item.dataset.state = "read";
    const word = document.createElement("span");
    word.textContent = page.dataset.readText ?? "";
    item.querySelector("footer")?.append(word);
  }
}

/** Closed or opened elsewhere: another page than this one, unless somebody is writing or going. */
function change(open) {
  if (String(open) === (page.dataset.open ?? "true")) return;
  if (leaving) return;
  if (composer?.elements.namedItem("text").value) say(page.dataset.changedText ?? "");
  else location.reload();
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
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
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
  box.value = "";
  try {
    await inOutbox("readwrite", (store) => store.put(note));
  } catch {
    box.value = text; // a browser that keeps nothing: the form goes out by itself
    composer.submit();
    return;
  }
  const result = composer.querySelector("[data-check-result]");
  if (result) result.textContent = "";
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
  if (bubble(note.key)) return;
  const item = page.querySelector("template[data-waiting]").content.firstElementChild.cloneNode(true);
  item.dataset.key = note.key;
  item.querySelector(".user-text").textContent = note.text;
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
}

let sending = null;
let pause = RETRY;
let sendAgain = false;
function sendWaiting() {
  if (sending) sendAgain = true;
  sending ??= sendAll().finally(() => {
    sending = null;
    if (sendAgain) { sendAgain = false; sendWaiting(); }
  });
  return sending;
}

/** In the order of writing: a message waits for the one before it. */
async function sendAll() {
  if (!composer) return;
  const mine = (await inOutbox("readonly", (store) => store.getAll()))
    .filter((note) => note.person === person && note.url === page.dataset.postUrl)
    .sort((one, other) => one.at - other.at);
  for (const note of mine) showWaiting(note);
  for (const note of mine) {
    if (!(await send(note))) {
      setTimeout(sendWaiting, pause);
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
    if (answer.redirected || answer.status === 403) say(page.dataset.signedOutText ?? "");
    pause = Math.max(RETRY, 1000 * Number(answer.headers.get("Retry-After") ?? 0));
    if (answer.status === 429) say(page.dataset.manyText ?? "");
    if (answer.redirected || answer.status >= 500 || [403, 408, 429].includes(answer.status)) return false;
    if (answer.ok) tell(await answer.text());
    else refuse(note, [409, 422].includes(answer.status) ? await answer.text() : "");
    return true;
  } catch {
    pause = RETRY;
    return false;
  }
}

/** What the server says to the writer of a message that it took; mostly nothing. */
function tell(words) {
  const result = composer.querySelector("[data-check-result]");
  if (words && result) result.innerHTML = words;
}

function refuse(note, reason) {
  bubble(note.key)?.remove();
  const box = composer.elements.namedItem("text");
  box.value = [note.text, box.value].filter(Boolean).join("\n");
  const result = composer.querySelector("[data-check-result]");
  if (reason && result) result.innerHTML = reason;
  else say(page.dataset.goneText ?? "");
}

if (page && list) {
  composer?.addEventListener("submit", write, { capture: true });
  addEventListener("online", sendWaiting);
  document.addEventListener("visibilitychange", noteSeen);
  document.addEventListener("submit", (event) => { leaving ||= !event.defaultPrevented; });
  addEventListener("pageshow", () => { leaving = false; });
  if (location.hash === "#latest" || !location.hash) list.lastElementChild?.scrollIntoView({ block: "nearest" });
  sendWaiting();
  listen();
}
