/**
 * Maps in the browser: Leaflet moves and zooms them, canvas.js draws areas and lines, labels.js writes names.
 * dashboard/components/map.py says on each map where its shapes are and how its areas are shaded, and hears which
 * area was chosen.
 */
(function () {
  "use strict";

  const { drawNames, placesOf } = window.localityLabels;
  const { NONE, asked, fetched } = window.localityShapes;
  const { sheetClass, locate, expectClasses, fillAreas, drawLines, drawMarks, forgetColours } = window.localityCanvas;
  /** What is remembered of each map on the page. @type {Map<L.Map, object>} */
  const maps = new Map();
  /** The classes that were last asked for: codes and letters of areas, and what is made of them. */
  let last = {};
  let Sheet;

  /** The area at a point of the frame. */
  function areaAt(state, { x, y }) {
    const { view, pixels, fine, map } = state;
    if (!pixels) return NONE;
    const at = map.containerPointToLayerPoint([x, y]).subtract(view.corner);
    const [column, row] = [at.x, at.y].map((part) => Math.floor(part * view.ratio * fine));
    const inside = column >= 0 && row >= 0 && column < view.width * fine && row < view.height * fine;
    return inside ? Math.max(NONE, pixels[row * view.width * fine + column]) : NONE;
  }

  function point(state, { containerPoint, latlng }) {
    const { map, tooltip, areas, shading } = state;
    const under = containerPoint ? areaAt(state, containerPoint) : NONE;
    if (under !== state.under) {
      state.under = under;
      drawMarks(state);
      map.getContainer().classList.toggle("leaflet-interactive", under !== NONE);
      if (under === NONE) map.closeTooltip(tooltip);
      else {
        const text = document.createElement("span");
        const said = shading.texts[areas.codes[under]];
        text.textContent = said ? `${areas.names[under]}: ${said}` : areas.names[under];
        tooltip.setContent(text);
      }
    }
    if (under !== NONE) map.openTooltip(tooltip.setLatLng(latlng));
  }

  /** Tells the server which area was chosen; a number makes a second click on it count. */
  function choose(state, { containerPoint }) {
    const area = areaAt(state, containerPoint);
    if (area === NONE) return;
    state.clicks += 1;
    const data = { area: state.areas.codes[area], click: state.clicks };
    window.dash_clientside.set_props(state.wrapper.dataset.chosen, { data });
  }

  /** Tells map.css the size on the screen, which print shrinks as a whole to the page. */
  function rememberSize({ map, wrapper }) {
    const { x, y } = map.getSize();
    const sizes = { width: `${x + 2}px`, height: `${y + 2}px`, scale: Math.min(1, 660 / x) };
    for (const [name, value] of Object.entries(sizes)) wrapper.style.setProperty(`--map-${name}`, value);
  }

  const sameClasses = ({ classes: some }, { classes: others }) => {
    const codes = Object.keys(some);
    return codes.length === Object.keys(others).length && codes.every((code) => some[code] === others[code]);
  };
  const sameMarks = (one, other) => one.selected === other.selected && `${one.outlined}` === `${other.outlined}`;

  /** Takes a shading, as a rule the one that map.py wrote on the page; what it does not change is not drawn again. */
  function shade(state, shading = JSON.parse(state.shadingFrom.dataset.shading)) {
    const { shading: before, under } = state;
    Object.assign(state, { shading, under: NONE });
    if (!sameClasses(before, shading)) fillAreas(state);
    if (under !== NONE || !sameMarks(before, shading)) drawMarks(state);
  }

  /** Asks for the classes of all indicators as soon as somebody goes to the controls. */
  function expect({ target }) {
    if (!target.closest?.(".controls")) return;
    for (const { wrapper } of maps.values()) {
      if (wrapper.dataset.classes) fetched(wrapper.dataset.classes, (known) => known).catch(console.warn);
    }
  }

  /** Each map that an option of a list would shade anew, with the classes of its areas, if these are here already. */
  async function* choosing(option) {
    const control = window.localityAhead.controlOf(option)?.id;
    for (const state of maps.values()) {
      const page = state.wrapper.id.replace(/-map$/, "");
      const ids = [`${page}-indicator`, `${page}-period`];
      if (!asked(state.wrapper.dataset.classes) || !ids.includes(control)) continue;
      const value = option.getAttribute("value");
      const now = (id) => (id === control ? value : window.dash_component_api.getLayout(id)?.props.value);
      const { codes, classes } = await fetched(state.wrapper.dataset.classes);
      const held = classes[now(ids[0])];
      if (held && maps.has(state.map)) yield [state, classesOf(codes, held[now(ids[1])] ?? Object.values(held)[0])];
    }
  }

  /** The classes of areas from one letter each; the last ones are remembered, as what is pointed at is often chosen. */
  function classesOf(codes, letters) {
    if (last.codes !== codes || last.letters !== letters) {
      const keys = { s: "suppressed", m: "missing" };
      const classes = Object.fromEntries(codes.map((code, place) => [code, keys[letters[place]] ?? +letters[place]]));
      last = { codes, letters, classes };
    }
    return last.classes;
  }

  /** Makes the image of a choice that is pointed at. */
  async function pointAt({ target }) {
    for await (const [state, classes] of choosing(target)) expectClasses(state, classes);
  }

  /**
   * Shades the areas at once by what is chosen in a list. What is said of each area comes with the answer of the
   * server, which also has the last word. (A callback of Dash would wait for it.)
   */
  async function preview({ target }) {
    for await (const [state, classes] of choosing(target)) {
      showAhead(state, { ...state.shading, classes, texts: {} });
    }
  }

  /** Shows a shading until the server has answered; then what the page says is shown again. */
  function showAhead(state, shading) {
    shade(state, shading);
    window.localityAhead.afterAnswer(() => {
      if (state.shading === shading && maps.has(state.map)) shade(state);
    });
  }

  /** The classes a map shows at this moment, for who wants to check it. */
  window.localityShapes.shown = (id) => [...maps.values()].find(({ wrapper }) => wrapper.id === id)?.shading.classes;

  /** Works out the pixels in the next frame, once for all shapes that are here by then. */
  function locateSoon(state) {
    state.soon ??= requestAnimationFrame(() => {
      delete state.soon;
      locate(state);
    });
  }

  /** Fetches each layer and draws it; without areas there is no map, without the others there still is one. */
  function load(state) {
    const { areas, lochs, outlines, labels } = state.wrapper.dataset;
    const here = (work) => (found) => maps.has(state.map) && work(found);
    const arrived = (found) => {
      state.areas = found;
      locateSoon(state);
    };
    const add = (name, draw) => here((found) => draw(Object.assign(state, { [name]: found })));
    const failed = here(() => (state.wrapper.dataset.state = "failed"));
    fetched(areas).then(here(arrived)).catch(failed);
    fetched(lochs).then(add("lochs", locateSoon)).catch(console.warn);
    fetched(outlines).then(add("outlines", drawLines)).catch(console.warn);
    fetched(labels, placesOf).then(add("places", drawNames)).catch(console.warn);
  }

  /** Gives each map its name, its sheets, and manners: the wheel and one finger belong to the page. */
  function prepare(map) {
    const frame = map.getContainer();
    const wrapper = frame.closest(".area-map");
    if (!wrapper) return;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", `${wrapper.getAttribute("aria-label")}. ${wrapper.dataset.help}`);
    map.options.zoomAnimation = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    Object.assign(map.createPane("names").style, { zIndex: 590, pointerEvents: "none" });
    map.getPane("names").setAttribute("aria-hidden", "true");
    const shadingFrom = wrapper.querySelector("[data-shading]");
    const state = { map, wrapper, shadingFrom, places: [], under: NONE, clicks: 0 };
    state.tooltip = L.tooltip({ sticky: true, opacity: 1, interactive: false });
    state.names = L.layerGroup().addTo(map);
    state.shading = JSON.parse(shadingFrom.dataset.shading);
    state.sheet = new Sheet(state).addTo(map);
    const watch = new MutationObserver(() => window.localityAhead.stays(shadingFrom) || shade(state));
    watch.observe(shadingFrom, { attributeFilter: ["data-shading"] });
    shadingFrom.addEventListener("ahead", ({ detail }) => showAhead(state, JSON.parse(detail)));
    maps.set(map, state);
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    map.on("moveend resize", () => drawNames(state));
    map.on("load resize", () => rememberSize(state));
    map.on("mousemove mouseout", (event) => point(state, event.type === "mouseout" ? {} : event));
    map.on("click", (event) => choose(state, event));
    map.on("unload", () => {
      watch.disconnect();
      maps.delete(map);
    });
    if (L.Browser.mobile) map.whenReady(() => map.dragging.disable());
    load(state);
  }

  function changeScheme() {
    forgetColours();
    maps.forEach((state) => locate(state));
  }

  /** Leaflet comes with the libraries: after this file, and before the first map. */
  function listen() {
    Sheet = sheetClass();
    L.Map.addInitHook(function () {
      prepare(this);
    });
  }

  document.addEventListener("libraries", listen);
  document.addEventListener("focusin", expect);
  document.addEventListener("pointed-at", pointAt);
  document.addEventListener("chosen", preview);
  const scheme = { attributeFilter: ["data-mantine-color-scheme"] };
  new MutationObserver(changeScheme).observe(document.documentElement, scheme);
})();
