/**
 * Parts of a page that the server sends as HTML (dashboard/components/markup.py): drawn here, without Dash.
 * A choice that is pointed at is fetched (dashboard/components/ahead.py), so that choosing it shows it at once; what
 * the page's own callback then says is drawn over it.
 */
(function () {
  "use strict";

  /** Milliseconds between two looks at whether the server is at work, and after which it is not waited for. */
  const LOOK = 250;
  const PATIENCE = 5000;
  /** Milliseconds for which a choice is pointed at before it is fetched, and for which one that is made is waited for. */
  const REST = 30;
  const HASTE = 150;
  const MOST_HELD = 100;
  /** Milliseconds after the last key in which Dash does not hear of what is typed (controls.py): its answers are older. */
  const UNHEARD = 400;
  /** What each part shows. @type {WeakMap<Element, string>} */
  const drawn = new WeakMap();
  /** Parts that were shown ahead: at the latest `afterAnswer` has them show what the server says. */
  const ahead = new WeakSet();
  /** Answers that were asked for and those that are here, by their address. */
  const asked = new Map();
  const answers = new Map();
  /** The parts of the answer that is pointed at, made already. */
  let made = { address: null, parts: new Map() };
  let resting = 0;
  let passed;
  let choosing = false;
  let clicks = 0;
  /** How often an answer was shown ahead: only the last one gives way to what the server says. */
  let shows = 0;
  /** The address of the numbers that were typed last, and until when the server does not know of them. */
  let typed;
  let heard = 0;

  const fragmentOf = (text) => document.createRange().createContextualFragment(text);

  /** Shows HTML in a part; what had the focus in it keeps it. */
  function draw(part, text, content = fragmentOf(text)) {
    if (drawn.get(part) === text) return;
    const { activeElement } = document;
    const [tag, name] = part.contains(activeElement) ? [activeElement.tagName, activeElement.textContent] : [];
    part.replaceChildren(content);
    drawn.set(part, text);
    if (!tag) return;
    const same = [...part.querySelectorAll(tag)].filter((one) => !one.disabled);
    (same.find((one) => one.textContent === name) ?? same[0])?.focus({ preventScroll: true });
  }

  function drawNew(changes) {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes" && !(ahead.has(target) && older())) draw(target, target.dataset.markup);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const part of [node, ...node.querySelectorAll("[data-markup]")]) {
          if (part.dataset.markup !== undefined) draw(part, part.dataset.markup);
        }
      }
    }
  }

  /** What an option is chosen for. */
  function controlOf(option) {
    const list = option?.closest("[role=listbox]");
    return list && document.querySelector(`[aria-controls="${list.id}"]`);
  }

  /** Where the answer to a choice in a list would be found, if it is one of those that can be shown ahead. */
  function addressOf(option) {
    const control = controlOf(option);
    const frame = control?.closest("[data-ahead]");
    const key = frame && JSON.parse(frame.dataset.keys)[control.id];
    return key ? addressWith(frame, key, option.getAttribute("value")) : null;
  }

  /** Where the answer is found if a key of the page's state is set to a value. */
  function addressWith({ dataset }, key, value) {
    const state = new URLSearchParams(window.location.search);
    state.set(key, value);
    state.delete("page");
    return `/ahead/${dataset.ahead}?${state}`;
  }

  function fetched(address) {
    if (!asked.has(address)) {
      const wanted = fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        answers.set(address, await answer.json());
        if (answers.size > MOST_HELD) forget(answers.keys().next().value);
      });
      wanted.catch(() => asked.delete(address));
      asked.set(address, wanted);
    }
    return asked.get(address);
  }

  function forget(address) {
    asked.delete(address);
    answers.delete(address);
  }

  /** Fetches the answer to a choice on which the pointer or the keyboard rests, and has map.js know of it. */
  function pointAt(option, rest = REST) {
    clearTimeout(resting);
    const address = addressOf(option);
    if (!address) return;
    resting = setTimeout(() => {
      option.dispatchEvent(new Event("pointed-at", { bubbles: true }));
      fetched(address).then(() => make(address)).catch(console.warn);
    }, rest);
  }

  const isPart = ([id]) => document.getElementById(id)?.dataset.markup !== undefined;

  /** Makes the parts of an answer before somebody chooses it. */
  function make(address) {
    if (made.address === address) return;
    const parts = Object.entries(answers.get(address)).filter(isPart);
    made = { address, parts: new Map(parts.map(([id, text]) => [id, fragmentOf(text)])) };
  }

  /**
   * A choice is shown, if its answer is here or comes soon; when it is on the screen, Dash hears the click, or of the
   * choice, where the list was left meanwhile.
   */
  async function choose(event) {
    const option = optionAt(event);
    const address = option && option !== passed ? addressOf(option) : null;
    passed = undefined;
    if (!address) return;
    clearTimeout(resting);
    event.stopImmediatePropagation();
    if (choosing) return;
    choosing = true;
    const { id } = controlOf(option);
    await Promise.race([fetched(address).catch(console.warn), pause(HASTE)]);
    if (answers.has(address)) await show(address).catch(console.warn);
    choosing = false;
    passed = option;
    if (option.isConnected) option.click();
    else window.dash_clientside.set_props(id, { value: option.getAttribute("value") });
  }

  /**
   * Shows an answer: the map in this frame, all else in the next, or all at once.
   *
   * @param {string} address of the answer
   * @param {boolean} together whether the map waits for the rest
   */
  async function show(address, together = false) {
    const answer = answers.get(address);
    make(address);
    const { parts } = made;
    made = { address: null, parts: new Map() };
    for (const [id, detail] of Object.entries(answer)) {
      const map = document.getElementById(id);
      if (map?.dataset.shading !== undefined) map.dispatchEvent(new CustomEvent("ahead", { detail }));
    }
    if (!together) await framed();
    const shown = [...parts].map(([id, content]) => [document.getElementById(id), answer[id], content]);
    for (const [part, text, content] of shown) {
      if (!part) continue;
      ahead.add(part);
      draw(part, text, content);
    }
    shows += 1;
    const own = shows;
    afterAnswer(() => own === shows && shown.forEach(([part]) => part && draw(part, part.dataset.markup)));
    await onScreen();
  }

  /** Whether what the server says now is older than what is typed and shown. */
  const older = () => performance.now() < heard;

  /** Numbers that are typed are shown as soon as their answer is here, if no others were typed since. */
  async function type({ target }) {
    const frame = target.closest?.("[data-typed]");
    if (!frame) return;
    await pause(0);
    const { typed: key, named } = frame.dataset;
    const said = ({ id, value }) => (named ? `${JSON.parse(id)[named]}:${value}` : value);
    const address = addressWith(frame, key, [...frame.querySelectorAll("input")].map(said));
    if (address === typed) return;
    typed = address;
    const until = performance.now() + UNHEARD;
    await fetched(address).catch(console.warn);
    if (address !== typed || !answers.has(address)) return;
    heard = until;
    await show(address, true).catch(console.warn);
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  /** After the next frame. */
  const framed = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  /** What was drawn is on the screen when the next frame begins. */
  const onScreen = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));

  /** Does something when the server has answered or failed: then what was shown ahead gives way to what it said. */
  function afterAnswer(work, begun = false, waited = 0) {
    setTimeout(() => {
      if (older()) return afterAnswer(work);
      const loading = document.querySelector("[data-dash-is-loading=true]") !== null;
      if (loading || (!begun && waited < PATIENCE)) afterAnswer(work, begun || loading, waited + LOOK);
      else work();
    }, LOOK);
  }

  /** A link inside the dashboard changes the page without loading it anew, as Dash's own do. */
  function follow(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  /** A click on what tells something writes it where the server hears it; a number makes a second click count. */
  function tell({ dataset }) {
    clicks += 1;
    window.dash_clientside.set_props(dataset.tells, { data: { ...JSON.parse(dataset.word), click: clicks } });
  }

  const optionAt = ({ target }) => target.closest?.("[role=option]");

  document.addEventListener("pointerover", (event) => pointAt(optionAt(event)));
  document.addEventListener("pointerdown", (event) => pointAt(optionAt(event), 0));
  document.addEventListener("keyup", () => pointAt(document.querySelector("[role=option][data-combobox-selected]")));
  document.addEventListener("click", choose, { capture: true });
  for (const event of ["input", "keydown", "click"]) document.addEventListener(event, type);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-inside]");
    if (link) follow(event, link);
    const teller = event.target.closest?.("[data-tells]");
    if (teller) tell(teller);
  });
  const wanted = { subtree: true, childList: true, attributeFilter: ["data-markup"] };
  const watch = new MutationObserver(drawNew);
  document.addEventListener("libraries", () => watch.observe(document.body, wanted));
  window.localityParts = { afterAnswer, controlOf, older };
})();
