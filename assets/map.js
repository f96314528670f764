/**
 * Maps in the browser: how areas, lines and place names are drawn. dashboard/components/map.py names these
 * functions; dash-leaflet calls them with a context {map, hideout, setProps, …} as the last argument.
 * The colours are the variables of map.css; Leaflet is the global L.
 */
(function () {
  "use strict";

  /** What is remembered of each map on the page. @type {Map<L.Map, object>} */
  const maps = new Map();
  const LINES = { fill: false, interactive: false };
  const FONTS = { city: "700 15px sans-serif", town: "600 13px sans-serif" };
  const pen = document.createElement("canvas").getContext("2d");
  let palette = {};

  /** The colour (or number) map.css gives `--map-<name>`, remembered until the colour scheme changes. */
  function colour(name) {
    palette[name] ??= getComputedStyle(document.documentElement).getPropertyValue(`--map-${name}`).trim();
    return palette[name];
  }

  /** Diagonal lines: a suppressed figure. */
  function hatch() {
    if (palette.pattern) return palette.pattern;
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const ctx = tile.getContext("2d");
    ctx.fillStyle = colour("suppressed");
    ctx.fillRect(0, 0, 6, 6);
    ctx.strokeStyle = colour("hatch");
    ctx.lineWidth = 1.5;
    for (const shift of [-6, 0, 6]) {
      ctx.moveTo(shift - 1, 7);
      ctx.lineTo(shift + 7, -1);
    }
    ctx.stroke();
    palette.pattern = ctx.createPattern(tile, "repeat");
    return palette.pattern;
  }

  function fill(key) {
    if (key === "suppressed") return hatch();
    return colour(Number.isInteger(key) ? `class-${key}` : "missing");
  }

  /** So far out that lines would hide the areas. */
  const far = (map) => map.getZoom() < 8;

  /** Draws flagged areas, then the selected one, above everything else: a wide line under a narrow one. */
  function drawMarks(state) {
    const { selected, outlined = [] } = state.hideout;
    state.marks.clearLayers();
    const draw = (code, name, wide, narrow) => {
      const shape = state.shapes.get(code);
      if (!shape) return;
      for (const [variable, weight] of [[`${name}-casing`, wide], [name, narrow]]) {
        const style = { ...LINES, color: colour(variable), weight, opacity: 1 };
        L.geoJSON(shape, { pane: "marks", interactive: false, style }).addTo(state.marks);
      }
    };
    outlined.forEach((code) => draw(code, "flag", 5, 3));
    if (selected) draw(selected, "selected", 8, 4);
  }

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** Puts each marker's name right or left of it, or hides it; returns the boxes taken, in the map's pixels. */
  function placeMarkers(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const boxOf = (element) => {
      const box = element.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    };
    const taken = [...map.getContainer().querySelectorAll(".map-marker .map-swatch")].map(boxOf);
    for (const name of map.getContainer().querySelectorAll(".map-marker-name")) {
      const place = ["right", "left"].find((side) => {
        name.dataset.side = side;
        const box = boxOf(name);
        return box[0] >= 0 && box[2] <= frame.width && !taken.some((other) => overlap(box, other));
      });
      name.dataset.side = place ?? "hidden";
      if (place) taken.push(boxOf(name));
    }
    return taken;
  }

  /** Writes the place names that this zoom allows and that lie on no other, the largest places first. */
  function drawNames(map, state) {
    const size = map.getSize();
    const taken = placeMarkers(map);
    state.names.clearLayers();
    state.places.sort((a, b) => a.min_zoom - b.min_zoom);
    for (const { latlng, name, kind, min_zoom: minZoom } of state.places) {
      if (map.getZoom() < minZoom) break;
      const { x, y } = map.latLngToContainerPoint(latlng);
      if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
      pen.font = FONTS[kind] ?? "400 12px sans-serif";
      const half = pen.measureText(name).width / 2 + 6;
      const box = [x - half, y - 11, x + half, y + 11];
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      const text = document.createElement("span");
      text.textContent = name;
      text.dataset.kind = kind;
      const icon = L.divIcon({ className: "map-label", html: text, iconSize: [0, 0] });
      L.marker(latlng, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(state.names);
    }
  }

  /** Runs `work` once, when dash-leaflet has added the last feature of a layer. */
  function afterLast(state, task, work) {
    if (state.waiting.has(task)) return false;
    state.waiting.add(task);
    setTimeout(() => {
      state.waiting.delete(task);
      if (maps.has(state.map)) work();
    });
    return true;
  }

  /** dash-leaflet drops a hideout that arrives while shapes are being fetched: ask for it again. */
  function catchUp(context) {
    const now = window.dash_component_api?.getLayout(context.id)?.props.hideout;
    if (now && now !== context.hideout) window.dash_clientside.set_props(context.id, { hideout: { ...now } });
  }

  function finishAreas(state, layer, context) {
    state.wrapper.dataset.state = "drawn";
    state.map.eachLayer((group) => {
      if (!(group instanceof L.GeoJSON) || !group.hasLayer(layer) || group.getTooltip()) return;
      group.bindTooltip((area) => tooltip(state, area.feature), { sticky: true, opacity: 1 });
      keepShapes(state, group);
    });
    drawMarks(state);
    catchUp(context);
  }

  /** dash-leaflet takes all shapes away and adds them again for a new hideout: the same ones are repainted. */
  function keepShapes(state, group) {
    const { clearLayers, addData } = group;
    group.clearLayers = () => group;
    group.addData = (data) => {
      if (!data.features) return addData.call(group, data);
      if (data.features[0] !== group.getLayers()[0]?.feature) {
        clearLayers.call(group);
        return addData.call(group, data);
      }
      group.setStyle(group.options.style);
      drawMarks(state);
      return group;
    };
  }

  function tooltip(state, feature) {
    const text = document.createElement("span");
    text.textContent = state.hideout.texts[feature.id] ?? feature.properties.area_name;
    return text;
  }

  window.localityMap = {
    areaStyle(feature, { map, hideout }) {
      Object.assign(maps.get(map) ?? {}, { hideout });
      const fillColor = fill(hideout.classes[feature.id]);
      return { fillColor, fillOpacity: 1, color: colour("border"), weight: 0.5, opacity: 0.7 };
    },
    hoverStyle: () => ({ color: colour("hover"), weight: 2, opacity: 1 }),
    lochStyle: () => ({ fillColor: colour("loch"), fillOpacity: 1, stroke: false, interactive: false }),
    casingStyle: (_, { map }) => ({ ...LINES, color: colour("casing"), weight: far(map) ? 0 : 4, opacity: 0.8 }),
    outlineStyle: (_, { map }) => ({ ...LINES, color: colour("outline"), weight: far(map) ? 0.75 : 2 }),

    onEachArea(feature, layer, context) {
      const state = maps.get(context.map);
      if (!state) return; // the page was left while the shapes were on their way
      if (afterLast(state, "areas", () => finishAreas(state, layer, context))) state.shapes.clear();
      state.shapes.set(feature.id, feature);
    },

    /** A place name is only noted here: thousands of them are cheap until one is written. */
    placeName(feature, latlng, { map }) {
      const note = new (L.Layer.extend({ onAdd() {}, onRemove() {} }))();
      const state = maps.get(map);
      if (!state) return note;
      if (afterLast(state, "names", () => drawNames(map, state))) state.places = [];
      state.places.push({ ...feature.properties, latlng });
      return note;
    },

    /** Sends the chosen area without its shape; n_clicks makes a second click on it count. */
    chooseArea(event, context) {
      const { area_code, area_name } = event.layer.feature.properties;
      const clickData = { id: area_code, properties: { area_code, area_name } };
      context.setProps({ clickData, n_clicks: (context.n_clicks ?? 0) + 1 });
    },
  };

  /** Tells map.css the size on the screen, which print shrinks as a whole to the page. */
  function rememberSize({ map, wrapper }) {
    const { x, y } = map.getSize();
    const sizes = { width: `${x + 2}px`, height: `${y + 2}px`, scale: Math.min(1, 660 / x) };
    for (const [name, value] of Object.entries(sizes)) wrapper.style.setProperty(`--map-${name}`, value);
  }

  /** Gives each map its name, its sheets, and manners: the wheel and one finger belong to the page. */
  function prepare(map) {
    const frame = map.getContainer();
    const wrapper = frame.closest(".area-map");
    if (!wrapper) return;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", `${wrapper.getAttribute("aria-label")}. ${wrapper.dataset.help}`);
    map.options.zoomAnimation = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const [name, height] of [["marks", 420], ["names", 590]]) {
      Object.assign(map.createPane(name).style, { zIndex: height, pointerEvents: "none" });
    }
    map.getPane("names").setAttribute("aria-hidden", "true");
    const state = { map, wrapper, shapes: new Map(), places: [], waiting: new Set(), hideout: { texts: {} } };
    state.marks = L.layerGroup().addTo(map);
    state.names = L.layerGroup().addTo(map);
    maps.set(map, state);
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    map.on("moveend resize", () => drawNames(map, state));
    map.on("load resize", () => rememberSize(state));
    map.on("zoomend", () => afterZoom(state));
    map.on("unload", () => maps.delete(map));
    if (L.Browser.mobile) map.whenReady(() => map.dragging.disable());
  }

  /** Repaints a map: the colours or the widths of its lines have changed. */
  function repaint(state) {
    state.map.eachLayer((layer) => {
      if (layer instanceof L.GeoJSON && layer.options.style) layer.setStyle(layer.options.style);
    });
    drawMarks(state);
  }

  function afterZoom(state) {
    if (state.far !== far(state.map)) repaint(state);
    state.far = far(state.map);
  }

  function changeScheme() {
    palette = {};
    maps.forEach(repaint);
  }

  /** dash-leaflet says nothing when shapes cannot be fetched: an answer that is an error is shown instead. */
  function noticeFailure(entries) {
    for (const { name, responseStatus } of entries.getEntries()) {
      if (responseStatus === undefined || (responseStatus > 0 && responseStatus < 400)) continue;
      for (const { wrapper } of maps.values()) {
        const url = window.dash_component_api?.getLayout(wrapper.dataset.areas)?.props.url;
        if (url && new URL(url, location).href === name) wrapper.dataset.state = "failed";
      }
    }
  }

  /** Leaflet may be loaded after this file, but always before the first map. */
  function listen() {
    L.Map.addInitHook(function () {
      prepare(this);
    });
  }

  if (window.L) listen();
  else document.addEventListener("DOMContentLoaded", listen);
  new PerformanceObserver(noticeFailure).observe({ type: "resource" });
  const scheme = { attributeFilter: ["data-mantine-color-scheme"] };
  new MutationObserver(changeScheme).observe(document.documentElement, scheme);
})();
