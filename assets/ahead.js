/**
 * Answers before they are asked for: a choice that is pointed at, and a number that is typed, is fetched
 * (dashboard/components/ahead.py) and shown at once; what the page's own callback then says is shown after it.
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
  /** Parts and maps that were shown ahead: at the latest `afterAnswer` has them show what the server says. */
  const ahead = new WeakSet();
  /** Answers that were asked for and those that are here, by their address. */
  const asked = new Map();
  const answers = new Map();
  /** The parts of the answer that is pointed at, made already. */
  let made = { address: null, parts: new Map() };
  let resting = 0;
  let passed;
  let choosing = false;
  /** How often an answer was shown ahead: only the last one gives way to what the server says. */
  let shows = 0;
  /** The address of the numbers that were typed last, and until when the server does not know of them. */
  let typed;
  let heard = 0;

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
    made = { address, parts: new Map(parts.map(([id, text]) => [id, window.localityParts.fragmentOf(text)])) };
  }

  /**
   * A choice is shown, by map.js at once, and as a whole if its answer is here or comes soon; when it is on the screen,
   * Dash hears the click, or of the choice, where the list was left meanwhile.
   */
  async function choose(event) {
    const option = optionAt(event);
    const address = option && option !== passed ? addressOf(option) : null;
    passed = undefined;
    if (!address) return;
    clearTimeout(resting);
    event.stopImmediatePropagation();
    option.dispatchEvent(new Event("chosen", { bubbles: true }));
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
    const { draw } = window.localityParts;
    const answer = answers.get(address);
    make(address);
    const { parts } = made;
    made = { address: null, parts: new Map() };
    for (const [id, detail] of Object.entries(answer)) {
      const map = document.getElementById(id);
      if (map?.dataset.shading === undefined) continue;
      ahead.add(map);
      map.dispatchEvent(new CustomEvent("ahead", { detail }));
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

  /** Whether the server does not know yet of what is typed and shown: what it says is older. */
  const unheard = () => performance.now() < heard;

  /** Whether a part goes on to show what it shows, because what the server says of it now is older. */
  const stays = (part) => ahead.has(part) && unheard();

  /** Numbers that are typed are shown as soon as their answer is here, if no others were typed since. */
  async function type({ target }) {
    const frame = target.closest?.("[data-typed]");
    if (!frame) return;
    await pause(0);
    const { typed: key, named, unheard: wait } = frame.dataset;
    const said = ({ id, value }) => (named ? `${JSON.parse(id)[named]}:${value}` : value);
    const address = addressWith(frame, key, [...frame.querySelectorAll("input")].map(said));
    if (address === typed) return;
    typed = address;
    const until = performance.now() + Number(wait);
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
      if (unheard()) return afterAnswer(work);
      const loading = document.querySelector("[data-dash-is-loading=true]") !== null;
      if (loading || (!begun && waited < PATIENCE)) afterAnswer(work, begun || loading, waited + LOOK);
      else work();
    }, LOOK);
  }

  const optionAt = ({ target }) => target.closest?.("[role=option]");

  document.addEventListener("pointerover", (event) => pointAt(optionAt(event)));
  document.addEventListener("pointerdown", (event) => pointAt(optionAt(event), 0));
  document.addEventListener("keyup", () => pointAt(document.querySelector("[role=option][data-combobox-selected]")));
  document.addEventListener("click", choose, { capture: true });
  for (const event of ["input", "keydown", "click"]) document.addEventListener(event, type);
  window.localityAhead = { afterAnswer, controlOf, stays };
})();
