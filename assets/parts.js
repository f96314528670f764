/** Parts of a page that the server sends as HTML (dashboard/components/markup.py): drawn here, without Dash. */
(function () {
  "use strict";

  /** What each part shows. @type {WeakMap<Element, string>} */
  const drawn = new WeakMap();
  let clicks = 0;

  const fragmentOf = (text) => document.createRange().createContextualFragment(text);

  /** Shows HTML in a part; what had the focus in it keeps it. */
  function draw(part, text, content = fragmentOf(text)) {
    if (drawn.get(part) === text) return;
    const { activeElement } = document;
    const [tag, name] = part.contains(activeElement) ? [activeElement.tagName, activeElement.textContent] : [];
    part.replaceChildren(content);
    drawn.set(part, text);
    if (!tag) return;
    const same = [...part.querySelectorAll(tag)].filter((one) => !one.disabled);
    (same.find((one) => one.textContent === name) ?? same[0])?.focus({ preventScroll: true });
  }

  function drawNew(changes) {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes" && !window.localityAhead.stays(target)) draw(target, target.dataset.markup);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const part of [node, ...node.querySelectorAll("[data-markup]")]) {
          if (part.dataset.markup !== undefined) draw(part, part.dataset.markup);
        }
      }
    }
  }

  /** A link inside the dashboard changes the page without loading it anew, as Dash's own do. */
  function follow(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  /** A click on what tells something writes it where the server hears it; a number makes a second click count. */
  function tell({ dataset }) {
    clicks += 1;
    window.dash_clientside.set_props(dataset.tells, { data: { ...JSON.parse(dataset.word), click: clicks } });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-inside]");
    if (link) follow(event, link);
    const teller = event.target.closest?.("[data-tells]");
    if (teller) tell(teller);
  });
  const wanted = { subtree: true, childList: true, attributeFilter: ["data-markup"] };
  const watch = new MutationObserver(drawNew);
  document.addEventListener("libraries", () => watch.observe(document.body, wanted));
  window.localityParts = { draw, fragmentOf };
})();
