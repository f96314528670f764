/**
 * Areas as numbers, and as pixels: every pixel of a map knows its area, so that new colours are only looked up.
 * Points are in pixels of the web's Mercator projection at zoom 10, from ORIGIN, where 32-bit paths stay exact.
 */
(function () {
  "use strict";

  const ZOOM = 10;
  const WORLD = 256 * 2 ** ZOOM;
  const NONE = -1;
  const LOCH = -2;
  const MIXED = -3;

  /** Shapes by their address. */
  const shapes = new Map();
  const asked = (url) => shapes.has(url);

  const across = (longitude) => (longitude / 360 + 0.5) * WORLD;
  function down(latitude) {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
  }
  const project = (longitude, latitude) => ({ x: across(longitude), y: down(latitude) });
  const ORIGIN = project(-4, 57);

  /**
   * Shapes as the server sends them, ready to be drawn.
   *
   * @param {{scale: number, areas: [string, string, number[][]][]}} sent code, name and rings of each area: whole
   *   numbers, the first point of a ring as it is, each other one from the one before it
   * @returns {{codes: string[], places: Map<string, number>, names: string[], points: Float64Array, rings: Int32Array, areas: Int32Array,
   *   boxes: Float64Array}} rings[i] to rings[i + 1] are the numbers of ring i in points, areas[i] to areas[i + 1] the
   *   rings of area i, four numbers of boxes its least and greatest x and y
   */
  function decode({ scale, areas: sent }) {
    const every = sent.flatMap(([, , rings]) => rings);
    const points = new Float64Array(every.reduce((sum, ring) => sum + ring.length, 0));
    const rings = new Int32Array(every.length + 1);
    const areas = new Int32Array(sent.length + 1);
    const boxes = new Float64Array(4 * sent.length);
    let place = 0;
    let ring = 0;
    sent.forEach(([, , own], area) => {
      let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const steps of own) {
        let longitude = 0;
        let latitude = 0;
        for (let i = 0; i < steps.length; i += 2) {
          longitude += steps[i];
          latitude += steps[i + 1];
          const x = across(longitude / scale) - ORIGIN.x;
          const y = down(latitude / scale) - ORIGIN.y;
          points[place++] = x;
          points[place++] = y;
          if (x < west) west = x;
          if (x > east) east = x;
          if (y < north) north = y;
          if (y > south) south = y;
        }
        rings[++ring] = place;
      }
      areas[area + 1] = ring;
      boxes.set([west, north, east, south], 4 * area);
    });
    const codes = sent.map(([code]) => code);
    const places = new Map(codes.map((code, place) => [code, place]));
    return { codes, places, names: sent.map(([, name]) => name), points, rings, areas, boxes };
  }

  /** Fetches shapes once, so that a page that is left and entered again has them; an answer that is an error is one here too. */
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

  /** The line around some areas (by place), or around all of them; area by area, because long lines grow slowly. */
  function path({ codes, points, rings, areas }, places = codes.keys()) {
    const line = new Path2D();
    for (const area of places) {
      const own = new Path2D();
      for (let ring = areas[area]; ring < areas[area + 1]; ring++) {
        own.moveTo(points[rings[ring]], points[rings[ring] + 1]);
        for (let i = rings[ring] + 2; i < rings[ring + 1]; i += 2) own.lineTo(points[i], points[i + 1]);
        own.closePath();
      }
      line.addPath(own);
    }
    return line;
  }

  /** How wide and high the area in the middle is, from the smallest to the largest. */
  function sideOf({ codes, boxes }) {
    const sides = codes.map((_, area) => {
      const [west, north, east, south] = boxes.subarray(4 * area);
      return Math.sqrt((east - west) * (south - north));
    });
    return sides.sort((one, other) => one - other)[sides.length >> 1];
  }

  /**
   * Writes into each pixel which area its middle lies in (even-odd rule, row by row).
   *
   * @param {Int32Array} pixels width × height, written in place
   * @param {object} shapes as `decode` returns them
   * @param {{scale: number, x: number, y: number, width: number, height: number}} view a point p is at p × scale + x
   * @param {(area: number) => number} name what is written for an area
   */
  function rasterise(pixels, { codes, points, rings, areas, boxes }, { scale, x, y, width, height }, name) {
    const crossings = [];
    for (let area = 0; area < codes.length; area++) {
      const box = 4 * area;
      const top = Math.max(0, Math.ceil(boxes[box + 1] * scale + y - 0.5));
      const bottom = Math.min(height - 1, Math.floor(boxes[box + 3] * scale + y - 0.5));
      if (bottom < top || boxes[box] * scale + x > width || boxes[box + 2] * scale + x < 0) continue;
      for (let row = 0; row <= bottom - top; row++) (crossings[row] ??= []).length = 0;
      for (let ring = areas[area]; ring < areas[area + 1]; ring++) {
        const end = rings[ring + 1];
        let fromX = points[end - 2] * scale + x;
        let fromY = points[end - 1] * scale + y;
        for (let i = rings[ring]; i < end; i += 2) {
          const toX = points[i] * scale + x;
          const toY = points[i + 1] * scale + y;
          const slope = (toX - fromX) / (toY - fromY);
          const first = Math.max(top, Math.ceil(Math.min(fromY, toY) - 0.5));
          const last = Math.min(bottom, Math.ceil(Math.max(fromY, toY) - 0.5) - 1);
          for (let row = first; row <= last; row++) crossings[row - top].push(fromX + (row + 0.5 - fromY) * slope);
          fromX = toX;
          fromY = toY;
        }
      }
      const written = name(area);
      for (let above = 0; above <= bottom - top; above++) {
        const row = crossings[above];
        if (row.length > 2) row.sort((a, b) => a - b);
        else if (row[0] > row[1]) row.reverse();
        const start = (top + above) * width;
        for (let i = 0; i + 1 < row.length; i += 2) {
          const left = Math.max(0, Math.ceil(row[i] - 0.5));
          const right = Math.min(width, Math.ceil(row[i + 1] - 0.5));
          if (right > left) pixels.fill(written, start + left, start + right);
        }
      }
    }
  }

  const quarter = (colour) => (colour >>> 2) & 0x3f3f3f3f;

  /**
   * Which area each pixel of an image shows. `fine` × `fine` pixels of areas make one of the image, so that edges are
   * smooth: where they are of several areas, it is mixed.
   *
   * @param {Int32Array} pixels the areas, (fine × width) × (fine × height)
   * @returns {{cells: Int32Array, mixed: Int32Array}} the area of each pixel, MIXED where there are several; the
   *   places of these, each with the place of its first pixel of areas
   */
  function cellsOf(pixels, width, height, fine) {
    if (fine === 1) return { cells: pixels, mixed: new Int32Array(0) };
    const cells = new Int32Array(width * height);
    const mixed = [];
    const row = fine * width;
    for (let v = 0, place = 0; v < height; v++) {
      for (let u = 0, i = fine * v * row; u < width; u++, i += fine, place++) {
        const one = pixels[i];
        const same = one === pixels[i + 1] && one === pixels[i + row] && one === pixels[i + row + 1];
        cells[place] = same ? one : MIXED;
        if (!same) mixed.push(place, i);
      }
    }
    return { cells, mixed: new Int32Array(mixed) };
  }

  /**
   * Colours an image.
   *
   * @param {Uint32Array} image width × height
   * @param {{cells: Int32Array, mixed: Int32Array}} shown as `cellsOf` returns it of these pixels
   * @param {[Uint32Array, Uint32Array]} colours of area i at [i - MIXED]; the second for the pixels of a hatch
   * @param {number} step how far the lines of a hatch are apart
   */
  function colour(image, { cells, mixed }, pixels, width, [plain, hatch], step) {
    for (let place = 0; place < cells.length; place++) image[place] = plain[cells[place] - MIXED];
    const hatched = Uint8Array.from(plain, (one, place) => one !== hatch[place]);
    const anyHatched = hatched.includes(1);
    const striped = (place) => anyHatched && ((place % width) + Math.floor(place / width)) % step < step / 3;
    if (anyHatched) {
      for (let place = 0; place < cells.length; place++) {
        const cell = cells[place] - MIXED;
        if (hatched[cell] && striped(place)) image[place] = hatch[cell];
      }
    }
    for (let at = 0; at < mixed.length; at += 2) {
      const place = mixed[at];
      const i = mixed[at + 1];
      const table = striped(place) ? hatch : plain;
      const one = table[pixels[i] - MIXED];
      const right = table[pixels[i + 1] - MIXED];
      const below = table[pixels[i + 2 * width] - MIXED];
      const across = table[pixels[i + 2 * width + 1] - MIXED];
      const same = one === right && one === below && one === across;
      image[place] = same ? one : 0xff000000 | (quarter(one) + quarter(right) + quarter(below) + quarter(across));
    }
  }

  window.localityShapes = { ZOOM, ORIGIN, NONE, LOCH, project, decode, asked, fetched, path, sideOf, rasterise, cellsOf, colour };
})();
