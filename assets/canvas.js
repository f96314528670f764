/**
 * The canvases of a map: its areas as coloured pixels (areas.js), lines above them, and marks around single areas.
 * The colours are the variables of map.css. What is drawn is the state of a map, as map.js keeps it.
 */
(function () {
  "use strict";

  const { ZOOM, ORIGIN, NONE, LOCH, path, sideOf, rasterise, cellsOf, colour: colourPixels } = window.localityShapes;
  const LAYERS = ["fills", "lines", "marks"];
  const HATCH = 6;
  const pen = document.createElement("canvas").getContext("2d");
  let palette = {};

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

  /** Whether most areas are smaller than a pixel, so that their borders would hide them. */
  const tiny = ({ areas, view }) => (areas.side ??= sideOf(areas)) * view.scale < view.ratio;

  /** The canvases that lie above each other in a map. */
  function canvasesIn(container) {
    return Object.fromEntries(LAYERS.map((name) => [name, container.appendChild(document.createElement("canvas"))]));
  }

  /**
   * What part of the world canvases show.
   *
   * @param {object} canvases as `canvasesIn` makes them; they get their size on the screen
   * @param {{x: number, y: number}} size in pixels of the screen
   * @param {{x: number, y: number}} first the upper left one, at this zoom
   * @param {number} zoomed how many pixels make one at ZOOM
   */
  function viewOf(canvases, size, first, zoomed) {
    const ratio = window.devicePixelRatio || 1;
    for (const one of Object.values(canvases)) {
      Object.assign(one.style, { width: `${size.x}px`, height: `${size.y}px` });
    }
    return {
      ratio,
      scale: zoomed * ratio,
      x: (ORIGIN.x * zoomed - first.x) * ratio,
      y: (ORIGIN.y * zoomed - first.y) * ratio,
      width: Math.round(size.x * ratio),
      height: Math.round(size.y * ratio),
    };
  }

  /** Works out again which area each pixel shows: after a move, or when shapes arrive; without areas there is nothing. */
  function locate(state) {
    const { view, sheet, areas, lochs } = state;
    if (!view || !areas) return;
    const { scale, x, y, width, height } = view;
    state.fine = view.ratio < 2 ? 2 : 1;
    const fine = { scale: scale * state.fine, x: x * state.fine, y: y * state.fine };
    Object.assign(fine, { width: width * state.fine, height: height * state.fine });
    state.pixels = new Int32Array(fine.width * fine.height).fill(NONE);
    state.image = new ImageData(width, height);
    delete state.next;
    if (lochs) rasterise(state.pixels, lochs, fine, () => LOCH);
    rasterise(state.pixels, areas, fine, (area) => area);
    state.shown = cellsOf(state.pixels, width, height, state.fine);
    for (const name of LAYERS) Object.assign(sheet.canvases[name], { width, height });
    fillAreas(state);
    drawLines(state);
    drawMarks(state);
    state.wrapper.dataset.state = "drawn";
  }

  /** Writes the colours of the areas' classes into an image. */
  function colourImage({ view, pixels, areas, shown }, classes, image) {
    const keys = ["ground", "loch", "ground", ...areas.codes.map((code) => classes[code] ?? "missing")];
    const tables = [new Uint32Array(keys.length), new Uint32Array(keys.length)];
    const known = new Map();
    keys.forEach((key, place) => {
      if (!known.has(key)) {
        const name = Number.isInteger(key) ? `class-${key}` : key;
        known.set(key, [packed(name), packed(key === "suppressed" ? "hatch" : name)]);
      }
      [tables[0][place], tables[1][place]] = known.get(key);
    });
    const target = new Uint32Array(image.data.buffer);
    colourPixels(target, shown, pixels, view.width, tables, Math.round(HATCH * view.ratio));
    return image;
  }

  /** Makes the image of classes that may be chosen next. */
  function expectClasses(state, classes) {
    const { image, next } = state;
    if (!image || next?.classes === classes) return;
    const own = next?.image ?? new ImageData(image.width, image.height);
    state.next = { classes, image: colourImage(state, classes, own) };
  }

  /** Colours the areas by their classes: all that a new indicator, period or colour scheme needs. */
  function fillAreas(state) {
    const { image, next, shading } = state;
    if (!image) return;
    if (next?.classes === shading.classes) Object.assign(state, { image: next.image, next: { image } });
    else colourImage(state, shading.classes, image);
    state.sheet.canvases.fills.getContext("2d").putImageData(state.image, 0, 0);
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

  /** Draws the borders of areas, and the outlines above them as soon as they are here. */
  function drawLines(state) {
    if (!state.pixels) return;
    const stroke = canvas(state, "lines");
    if (!tiny(state)) stroke((state.areas.line ??= path(state.areas)), "border", 0.5, 0.7);
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
        this.canvases = canvasesIn(this._container);
      },
      _destroyContainer() {
        this._container.remove();
        delete this._container;
      },
      _update() {
        const map = this._map;
        if (map._animatingZoom && this._bounds) return;
        update.call(this);
        const corner = this._bounds.min;
        const size = this._bounds.getSize();
        const zoomed = map.getZoomScale(map.getZoom(), ZOOM);
        const first = map.getPixelOrigin().add(corner);
        L.DomUtil.setPosition(this._container, corner);
        this.state.sheet = this;
        this.state.view = { corner, ...viewOf(this.canvases, size, first, zoomed) };
        locate(this.state);
      },
    });
  }

  /** The colours are read anew: the colour scheme has changed. */
  function forgetColours() {
    palette = {};
  }

  window.localityCanvas = {
    canvasesIn,
    viewOf,
    sheetClass,
    locate,
    expectClasses,
    fillAreas,
    drawLines,
    drawMarks,
    forgetColours,
  };
})();
