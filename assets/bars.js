/**
 * Rank bars (dashboard/components/rank_bars.py) far from the window are not laid out, so that a choice is shown sooner.
 * They are part of a picture, whose words and table stand beside it; on paper all of them are there (theme.css).
 */
(function () {
  "use strict";

  /** How far above and below the window bars are laid out, as a share of its height. */
  const NEAR = "50% 0px";

  const groupsIn = (node) => (node instanceof Element ? [...node.querySelectorAll(".bars-group")] : []);

  const sight = new IntersectionObserver(
    (seen) => seen.forEach(({ target, isIntersecting }) => target.toggleAttribute("data-far", !isIntersecting)),
    { rootMargin: NEAR },
  );

  /** New bars are as far away as those whose place they take, until the browser has looked. */
  function follow(changes) {
    for (const { addedNodes, removedNodes } of changes) {
      const before = [...removedNodes].flatMap(groupsIn);
      [...addedNodes].flatMap(groupsIn).forEach((group, place) => {
        group.toggleAttribute("data-far", before[place]?.hasAttribute("data-far") ?? false);
        sight.observe(group);
      });
    }
  }

  const watch = new MutationObserver(follow);
  document.addEventListener("libraries", () => watch.observe(document.body, { subtree: true, childList: true }));
})();
