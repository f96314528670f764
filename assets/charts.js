/**
 * Charts in the browser: plotly.js, which is large and slow to start, is fetched when the maps of the page stand and a
 * chart comes near the window, or when the page has been read for a while: one that is printed has all of its charts.
 * dashboard/components/graph.py writes on each chart what is drawn.
 */
(function () {
  "use strict";

  const LIBRARY = "/_dash-component-suites/plotly/package_data/plotly.min.js";
  const CONFIG = { displayModeBar: false, displaylogo: false, plotlyServerURL: "", scrollZoom: false, doubleClick: false };
  /** Milliseconds between two looks at whether the maps stand, and after which they are not waited for. */
  const LOOK = 30;
  const PATIENCE = 3000;
  /** How far above and below the window charts are drawn, as a share of its height; and milliseconds until all are. */
  const NEAR = "50% 0px";
  const LEISURE = 5000;
  /** What each chart shows, and how wide it is. @type {WeakMap<Element, {text: string, width: number}>} */
  const shown = new WeakMap();
  /** Charts that are not near yet. */
  const waiting = new Set();
  let leisure;
  let queue = Promise.resolve();
  let library;

  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const mapsStand = () => [...document.querySelectorAll(".area-map")].every(({ dataset }) => dataset.state);

  function fetched() {
    library ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.onload = () => done(window.Plotly);
      script.onerror = () => failed(new Error(LIBRARY));
      script.src = LIBRARY;
      document.head.append(script);
    });
    library.catch(() => (library = undefined));
    return library;
  }

  async function draw(chart) {
    const text = chart.dataset.figure;
    for (let waited = 0; !library && !mapsStand() && waited < PATIENCE; waited += LOOK) await pause(LOOK);
    await pause(0);
    if (!chart.isConnected || chart.dataset.figure !== text || shown.get(chart)?.text === text) return;
    try {
      const Plotly = await fetched();
      const { data, layout } = JSON.parse(text);
      if (!shown.has(chart)) chart.replaceChildren(document.createElement("div"));
      shown.set(chart, { text, width: chart.clientWidth });
      await Plotly.react(chart.firstChild, data, { ...layout, autosize: true }, CONFIG);
      sizes.observe(chart);
    } catch (error) {
      console.warn(error);
      shown.delete(chart);
      chart.textContent = "This chart could not be drawn. Its figures stand in the table.";
    }
  }

  /** A chart that becomes visible, or another width, is drawn to its new size. */
  const sizes = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const now = shown.get(target);
      if (!now || !target.clientWidth || now.width === target.clientWidth) continue;
      now.width = target.clientWidth;
      window.Plotly.Plots.resize(target.firstChild);
    }
  });

  /** A chart that comes near is drawn. */
  const sight = new IntersectionObserver(
    (seen) => seen.forEach(({ target, isIntersecting }) => isIntersecting && begin(target)),
    { rootMargin: NEAR },
  );

  /** A chart is drawn when it is near, or after a while. */
  function expect(chart) {
    waiting.add(chart);
    sight.observe(chart);
    clearTimeout(leisure);
    leisure = setTimeout(beginAll, LEISURE);
  }

  const beginAll = () => waiting.forEach(begin);

  function begin(chart) {
    if (forget(chart)) soon(chart);
  }

  /** One chart after the other, so that the page can answer in between. */
  const soon = (chart) => (queue = queue.then(() => draw(chart)));

  function forget(chart) {
    sight.unobserve(chart);
    return waiting.delete(chart);
  }

  function within(node) {
    if (!(node instanceof Element)) return [];
    return [node, ...node.querySelectorAll("[data-figure]")].filter(({ dataset }) => dataset?.figure !== undefined);
  }

  function leave(chart) {
    if (chart.isConnected) return;
    forget(chart);
    if (!shown.has(chart)) return;
    sizes.unobserve(chart);
    window.Plotly.purge(chart.firstChild);
    shown.delete(chart);
  }

  /** New charts wait until they are near; one that is drawn is not left behind its words. */
  function look(changes) {
    for (const { type, target, addedNodes, removedNodes } of changes) {
      if (type === "attributes") (shown.has(target) ? soon : expect)(target);
      [...addedNodes].flatMap(within).forEach(expect);
      [...removedNodes].flatMap(within).forEach(leave);
    }
  }

  const wanted = { subtree: true, childList: true, attributeFilter: ["data-figure"] };
  window.addEventListener("beforeprint", beginAll);
  const watch = new MutationObserver(look);
  document.addEventListener("libraries", () => watch.observe(document.body, wanted));
})();
