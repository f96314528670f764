/** Names on maps: of the places of the rollout beside their markers, and of towns where there is room. */
(function () {
  "use strict";

  const FONTS = { city: "700 15px sans-serif", town: "600 13px sans-serif" };
  const pen = document.createElement("canvas").getContext("2d");

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** Puts each marker's name right or left of it, or hides it; returns the boxes taken, in the map's pixels. */
  function placeMarkers(container) {
    const frame = container.getBoundingClientRect();
    const boxOf = (element) => {
      const box = element.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    };
    const taken = [...container.querySelectorAll(".map-marker .map-swatch")].map(boxOf);
    const names = [...container.querySelectorAll(".map-marker-name")];
    /** All at once: the browser lays out once for each side, and not for each name. */
    const boxesOn = (side) => {
      names.forEach(({ dataset }) => (dataset.side = side));
      return names.map(boxOf);
    };
    const boxes = { left: boxesOn("left"), right: boxesOn("right") };
    names.forEach((name, i) => {
      const fits = (box) => box[0] >= 0 && box[2] <= frame.width && !taken.some((other) => overlap(box, other));
      const side = ["right", "left"].find((one) => fits(boxes[one][i]));
      name.dataset.side = side ?? "hidden";
      if (side) taken.push(boxes[side][i]);
    });
    return taken;
  }

  /**
   * The place names that a zoom allows and that lie on no other nor on a marker, the largest places first.
   *
   * @param {object[]} places as `placesOf` returns them
   * @param {Element} container the map's
   * @param {number} zoom
   * @param {(latlng: number[]) => {x: number, y: number}} at where in the container a place is, in pixels
   */
  function* fitting(places, container, zoom, at) {
    const taken = placeMarkers(container);
    for (const place of places) {
      if (zoom < place.minZoom) break;
      const { x, y } = at(place.latlng);
      if (x < 0 || y < 0 || x > container.clientWidth || y > container.clientHeight) continue;
      pen.font = FONTS[place.kind] ?? "400 12px sans-serif";
      const half = pen.measureText(place.name).width / 2 + 6;
      const box = [x - half, y - 11, x + half, y + 11];
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      const text = document.createElement("span");
      text.textContent = place.name;
      text.dataset.kind = place.kind;
      yield { text, latlng: place.latlng };
    }
  }

  /** Writes the place names that have room. */
  function drawNames({ map, names, places }) {
    names.clearLayers();
    for (const { text, latlng } of fitting(places, map.getContainer(), map.getZoom(), (at) => map.latLngToContainerPoint(at))) {
      const icon = L.divIcon({ className: "map-label", html: text, iconSize: [0, 0] });
      L.marker(latlng, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(names);
    }
  }

  /** Place names as they are sent: name, kind, least zoom, latitude, longitude; the largest places first. */
  const placesOf = (rows) =>
    rows.map(([name, kind, minZoom, ...latlng]) => ({ name, kind, minZoom, latlng }));

  window.localityLabels = { drawNames, fitting, placesOf };
})();
