/** Names on maps: of the places of the rollout beside their markers, and of towns where there is room. */
(function () {
  "use strict";

  const FONTS = { city: "700 15px sans-serif", town: "600 13px sans-serif" };
  const pen = document.createElement("canvas").getContext("2d");

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
  function drawNames(state) {
    const { map } = state;
    const size = map.getSize();
    const taken = placeMarkers(map);
    state.names.clearLayers();
    for (const { latlng, name, kind, minZoom } of state.places) {
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

  /** Place names as they are sent: name, kind, least zoom, latitude, longitude; the largest places first. */
  const placesOf = (rows) =>
    rows.map(([name, kind, minZoom, ...latlng]) => ({ name, kind, minZoom, latlng }));

  window.localityLabels = { drawNames, placesOf };
})();
