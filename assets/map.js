/**
 * Maps in the browser. Leaflet moves and zooms them; here areas and lines are drawn.
 * dashboard/components/map.py says on each map where its shapes are and how its areas are shaded, and hears which
 * area was chosen. The colours are the variables of map.css; areas.js turns areas into pixels, labels.js writes names.
 */
(function () {
  "use strict";

  const { drawNames, placesOf } = window.localityLabels;
  const { ZOOM, ORIGIN, NONE, LOCH, decode, path, rasterise, cellsOf, colour: colourPixels } = window.localityShapes;
  /** What is remembered of each map on the page. @type {Map<L.Map, object>} */
  const maps = new Map();
  /** Shapes by their address, so that a page that is left and entered again has them. */
  const shapes = new Map();
  const LAYERS = ["fills", "lines", "marks"];
  const HATCH = 6;
  const pen = document.createElement("canvas").getContext("2d");
  let palette = {};
  let Sheet;

  /** The colour map.css gives `--map-<name>`, remembered until the colour scheme changes. */
  function colour(name) {
    palette[name] ??= getComputedStyle(document.documentElement).getPropertyValue(`--map-${name}`).trim();
    return palette[name];
  }

  /** The same as one number, as an image holds it: alpha, blue, green, red. */
  function packed(name) {
    pen.fillStyle = colour(name);
    const [red, green, blue] = [1, 3, 5].map((place) => parseInt(pen.fillStyle.slice(place, place + 2), 16));
    return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  }

  /** So far out that lines would hide the areas. */
  const far = (map) => map.getZoom() < 8;

  /** Fetches shapes once; an answer that is an error is one here too. */
  function fetched(url, ready = decode) {
    if (!shapes.has(url)) {
      const wanted = fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
        return answer.json().then(ready);
      });
      wanted.catch(() => shapes.delete(url));
      shapes.set(url, wanted);
    }
    return shapes.get(url);
  }

  /** Works out again which area each pixel shows: after a move, or when shapes arrive. */
  function locate(state) {
    const { view, sheet, areas, lochs } = state;
    if (!view) return;
    const { scale, x, y, width, height } = view;
    state.fine = view.ratio < 2 ? 2 : 1;
    const fine = { scale: scale * state.fine, x: x * state.fine, y: y * state.fine };
    Object.assign(fine, { width: width * state.fine, height: height * state.fine });
    state.pixels = new Int32Array(fine.width * fine.height).fill(NONE);
    state.image = new ImageData(width, height);
    if (lochs) rasterise(state.pixels, lochs, fine, () => LOCH);
    if (areas) rasterise(state.pixels, areas, fine, (area) => area);
    state.shown = cellsOf(state.pixels, width, height, state.fine);
    for (const name of LAYERS) Object.assign(sheet.canvases[name], { width, height });
    fillAreas(state);
    drawLines(state);
    drawMarks(state);
  }

  /** Colours the areas by their classes: all that a new indicator, period or colour scheme needs. */
  function fillAreas(state) {
    const { view, image, pixels, areas, shading, shown } = state;
    if (!image) return;
    const keys = ["ground", "loch", "ground", ...(areas?.codes ?? []).map((code) => shading.classes[code] ?? "missing")];
    const tables = [new Uint32Array(keys.length), new Uint32Array(keys.length)];
    const known = new Map();
    keys.forEach((key, place) => {
      if (!known.has(key)) {
        const name = Number.isInteger(key) ? `class-${key}` : key;
        known.set(key, [packed(name), packed(key === "suppressed" ? "hatch" : name)]);
      }
      [tables[0][place], tables[1][place]] = known.get(key);
    });
    const { width, ratio } = view;
    const target = new Uint32Array(image.data.buffer);
    colourPixels(target, shown, pixels, width, tables, Math.round(HATCH * ratio));
    state.sheet.canvases.fills.getContext("2d").putImageData(image, 0, 0);
    state.wrapper.dispatchEvent(new Event("map-painted"));
  }

  /** A clean canvas whose unit is a pixel of the shapes; `stroke` takes its width in pixels of the screen. */
  function canvas({ sheet, view }, name) {
    const context = sheet.canvases[name].getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
    context.lineJoin = "round";
    const stroke = (line, variable, width, opacity = 1) => {
      Object.assign(context, {
        strokeStyle: colour(variable),
        lineWidth: (width * view.ratio) / view.scale,
        globalAlpha: opacity,
      });
      context.stroke(line);
    };
    return stroke;
  }

  function drawLines(state) {
    const stroke = canvas(state, "lines");
    if (state.areas) stroke((state.areas.line ??= path(state.areas)), "border", 0.5, 0.7);
    if (!state.outlines) return;
    const line = (state.outlines.line ??= path(state.outlines));
    if (!far(state.map)) stroke(line, "casing", 4, 0.8);
    stroke(line, "outline", far(state.map) ? 0.75 : 2);
  }

  /** Draws flagged areas, the selected one and the one under the pointer: a wide line under a narrow one. */
  function drawMarks(state) {
    const { areas, shading, under } = state;
    if (!areas || !state.view) return;
    const stroke = canvas(state, "marks");
    const draw = (code, name, wide, narrow) => {
      const place = areas.places.get(code);
      if (place === undefined) return;
      const line = path(areas, [place]);
      stroke(line, `${name}-casing`, wide);
      stroke(line, name, narrow);
    };
    shading.outlined.forEach((code) => draw(code, "flag", 5, 3));
    if (shading.selected) draw(shading.selected, "selected", 8, 4);
    if (under !== NONE) stroke(path(areas, [under]), "hover", 2);
  }

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

  function sameClasses({ classes: some }, { classes: others }) {
    const codes = Object.keys(some);
    return codes.length === Object.keys(others).length && codes.every((code) => some[code] === others[code]);
  }

  /** Takes a shading, as a rule the one that map.py wrote on the page; areas that keep their classes are left alone. */
  function shade(state, shading = JSON.parse(state.shadingFrom.dataset.shading)) {
    const same = sameClasses(state.shading, shading);
    state.shading = shading;
    state.under = NONE;
    if (!same) fillAreas(state);
    drawMarks(state);
  }

  /** Asks for the classes of all indicators as soon as somebody goes to the controls. */
  function expect({ target }) {
    if (!target.closest?.(".controls")) return;
    for (const { wrapper } of maps.values()) {
      if (wrapper.dataset.classes) fetched(wrapper.dataset.classes, (known) => known).catch(console.warn);
    }
  }

  /**
   * Shades the areas at once by what is chosen in a list, where their classes are here already. What is said of each
   * area comes with the answer of the server, which also has the last word. (A callback of Dash would wait for it.)
   */
  async function preview({ target }) {
    const list = target.closest?.("[role=option]")?.closest("[role=listbox]");
    const control = list && document.querySelector(`[aria-controls="${list.id}"]`)?.id;
    for (const state of maps.values()) {
      const page = state.wrapper.id.replace(/-map$/, "");
      const ids = [`${page}-indicator`, `${page}-period`];
      if (!shapes.has(state.wrapper.dataset.classes) || !ids.includes(control)) continue;
      const value = target.closest("[role=option]").getAttribute("value");
      const now = (id) => (id === control ? value : window.dash_component_api.getLayout(id)?.props.value);
      const known = await fetched(state.wrapper.dataset.classes);
      show(state, known.codes, known.classes[now(ids[0])], now(ids[1]));
    }
  }

  /** Shades the areas by the classes of an indicator, by period: of one period, or of the latest. */
  function show(state, codes, held, period) {
    if (!held || !maps.has(state.map)) return;
    const letters = held[period] ?? Object.values(held)[0];
    const keys = { s: "suppressed", m: "missing" };
    const classes = Object.fromEntries(codes.map((code, place) => [code, keys[letters[place]] ?? +letters[place]]));
    showAhead(state, { ...state.shading, classes, texts: {} });
  }

  /** Shows a shading until the server has answered; then what the page says is shown again. */
  function showAhead(state, shading) {
    shade(state, shading);
    window.localityParts.afterAnswer(() => {
      if (state.shading === shading && maps.has(state.map)) shade(state);
    });
  }

  /** The classes a map shows at this moment, for who wants to check it. */
  window.localityShapes.shown = (id) => [...maps.values()].find(({ wrapper }) => wrapper.id === id)?.shading.classes;

  /** Fetches each layer and draws it; without areas there is no map, without the others there still is one. */
  function load(state) {
    const { areas, lochs, outlines, labels } = state.wrapper.dataset;
    const here = (work) => (found) => maps.has(state.map) && work(found);
    const arrived = (found) => {
      found.places ??= new Map(found.codes.map((code, place) => [code, place]));
      state.areas = found;
      locate(state);
      state.wrapper.dataset.state = "drawn";
    };
    const add = (name) => here((found) => locate(Object.assign(state, { [name]: found })));
    const failed = here(() => (state.wrapper.dataset.state = "failed"));
    fetched(areas).then(here(arrived)).catch(failed);
    fetched(lochs).then(add("lochs")).catch(console.warn);
    fetched(outlines).then(add("outlines")).catch(console.warn);
    const write = here((places) => drawNames(Object.assign(state, { places })));
    fetched(labels, placesOf).then(write).catch(console.warn);
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
    const watch = new MutationObserver(() => shade(state));
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

  /** The canvases of a map, which Leaflet moves with it. */
  function sheetClass() {
    const { _update: update } = L.Renderer.prototype;
    return L.Renderer.extend({
      options: { padding: 0.2 },
      initialize(state) {
        L.Renderer.prototype.initialize.call(this, {});
        this.state = state;
      },
      _initContainer() {
        this._container = L.DomUtil.create("div", "map-sheet");
        this.canvases = Object.fromEntries(
          LAYERS.map((name) => [name, L.DomUtil.create("canvas", "", this._container)]),
        );
      },
      _destroyContainer() {
        this._container.remove();
        delete this._container;
      },
      _update() {
        const map = this._map;
        if (map._animatingZoom && this._bounds) return;
        update.call(this);
        const ratio = window.devicePixelRatio || 1;
        const corner = this._bounds.min;
        const size = this._bounds.getSize();
        const zoomed = map.getZoomScale(map.getZoom(), ZOOM);
        const first = map.getPixelOrigin().add(corner);
        L.DomUtil.setPosition(this._container, corner);
        for (const one of Object.values(this.canvases)) {
          Object.assign(one.style, { width: `${size.x}px`, height: `${size.y}px` });
        }
        this.state.sheet = this;
        this.state.view = {
          ratio,
          corner,
          scale: zoomed * ratio,
          x: (ORIGIN.x * zoomed - first.x) * ratio,
          y: (ORIGIN.y * zoomed - first.y) * ratio,
          width: Math.round(size.x * ratio),
          height: Math.round(size.y * ratio),
        };
        locate(this.state);
      },
    });
  }

  function changeScheme() {
    palette = {};
    maps.forEach((state) => locate(state));
  }

  /** Leaflet may be loaded after this file, but always before the first map. */
  function listen() {
    Sheet = sheetClass();
    L.Map.addInitHook(function () {
      prepare(this);
    });
  }

  if (window.L) listen();
  else document.addEventListener("DOMContentLoaded", listen);
  document.addEventListener("focusin", expect);
  document.addEventListener("click", preview, { capture: true });
  const scheme = { attributeFilter: ["data-mantine-color-scheme"] };
  new MutationObserver(changeScheme).observe(document.documentElement, scheme);
})();
