/**
 * The page as it first appears (dashboard/components/first_view.py): its maps are painted here, and only then are the
 * libraries started that make the page work. When they have put it together too, the first view gives way to it.
 */
(function () {
  "use strict";

  const { ZOOM, NONE, project, fetched } = window.localityShapes;
  const { canvasesIn, viewOf, locate } = window.localityCanvas;
  const { fitting, placesOf } = window.localityLabels;
  /** Milliseconds for which the libraries wait for maps, and the first view for the page's own. */
  const HASTE = 1000;
  const PATIENCE = 3000;
  const FAILED = "The page can be read, but its controls could not be started. Reload it to try again.";

  /** Shapes are asked for and read while the page arrives: delivery.py says which. */
  for (const url of document.currentScript.dataset.shapes.split(" ")) {
    if (url) fetched(url, url.endsWith("/labels.json") ? placesOf : undefined).catch(console.warn);
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  /** Light or dark as the reader last chose, or as the machine is set: Mantine keeps it under this name. */
  function takeScheme() {
    const chosen = localStorage.getItem("mantine-color-scheme-value");
    const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
  }

  /** The zoom at which a frame shows all of its bounds, in steps, and its upper left pixel: as Leaflet finds them. */
  function placed({ clientWidth, clientHeight, dataset }) {
    const { bounds, zoomSnap, minZoom, maxZoom } = JSON.parse(dataset.view);
    const [[south, west], [north, east]] = bounds;
    const [from, to] = [project(west, north), project(east, south)];
    const exact = ZOOM + Math.log2(Math.min(clientWidth / (to.x - from.x), clientHeight / (to.y - from.y)));
    const near = Math.round((100 * exact) / zoomSnap) / 100;
    const zoom = Math.min(maxZoom, Math.max(minZoom, Math.floor(near) * zoomSnap));
    const zoomed = 2 ** (zoom - ZOOM);
    const corner = (low, high, length) => Math.round(((low + high) / 2) * zoomed - length / 2);
    return {
      zoom,
      zoomed,
      first: { x: corner(from.x, to.x, clientWidth), y: corner(from.y, to.y, clientHeight) },
    };
  }

  /** Writes the names of places, and puts the markers where they belong. */
  function write(frame, places, { zoom, zoomed, first }) {
    const at = ([latitude, longitude]) => {
      const { x, y } = project(longitude, latitude);
      return { x: x * zoomed - first.x, y: y * zoomed - first.y };
    };
    const put = (one, { x, y }) => Object.assign(one.style, { left: `${x}px`, top: `${y}px` });
    for (const marker of frame.querySelectorAll(".map-marker")) put(marker, at(JSON.parse(marker.dataset.at)));
    for (const { text, latlng } of fitting(places, frame, zoom, at)) {
      const name = Object.assign(document.createElement("div"), { className: "map-label" });
      name.append(text);
      put(frame.appendChild(name), at(latlng));
    }
  }

  async function paint(wrapper) {
    const frame = wrapper.querySelector("[data-view]");
    const { areas, lochs, outlines, labels } = wrapper.dataset;
    const optional = (url, ready) => fetched(url, ready).catch(() => undefined);
    const found = await Promise.all([fetched(areas), optional(lochs), optional(outlines), optional(labels, placesOf)]);
    const place = placed(frame);
    const sheet = { canvases: canvasesIn(frame) };
    const size = { x: frame.clientWidth, y: frame.clientHeight };
    locate({
      wrapper,
      sheet,
      view: viewOf(sheet.canvases, size, place.first, place.zoomed),
      map: { getZoom: () => place.zoom },
      shading: JSON.parse(wrapper.querySelector("[data-shading]").dataset.shading),
      under: NONE,
      areas: found[0],
      lochs: found[1],
      outlines: found[2],
    });
    write(frame, found[3] ?? [], place);
  }

  function started(library) {
    return new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { async: false, src: library.getAttribute("src") });
      script.onload = done;
      script.onerror = () => failed(new Error(script.src));
      document.head.append(script);
    });
  }

  /** The page itself is put together, and its maps are drawn or have failed. */
  const stands = (page) =>
    page.querySelector("h1") && [...page.querySelectorAll(".area-map")].every(({ dataset }) => dataset.state);

  async function giveWay(view) {
    const page = document.getElementById("react-entry-point");
    while (!page.querySelector("h1")) await pause(10);
    for (const since = performance.now(); !stands(page) && performance.now() - since < PATIENCE; ) await painted();
    view.remove();
  }

  async function begin() {
    const view = document.querySelector(".first-view") ?? document.createElement("div");
    const maps = [...view.querySelectorAll(".area-map")].map((map) => paint(map).catch(console.warn));
    await Promise.race([Promise.all(maps), pause(HASTE)]);
    await painted();
    try {
      await Promise.all([...document.querySelectorAll("script[data-library]")].map(started));
    } catch (error) {
      console.warn(error);
      view.inert = false;
      document.body.prepend(view);
      view.prepend(Object.assign(document.createElement("div"), { className: "notice", role: "alert", textContent: FAILED }));
      return;
    }
    document.dispatchEvent(new Event("libraries"));
    window.renderer = new window.DashRenderer();
    giveWay(view);
  }

  takeScheme();
  document.addEventListener("DOMContentLoaded", begin);
})();
