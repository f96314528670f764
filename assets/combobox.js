// A list to choose from says what it is and whether it is open: Mantine marks that for its own styles only.
(() => {
  const watched = new WeakSet();
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("input[role=combobox], .mantine-MultiSelect-inputField") || watched.has(target)) return;
    watched.add(target);
    const say = () => target.setAttribute("aria-expanded", target.hasAttribute("data-expanded"));
    new MutationObserver(say).observe(target, { attributeFilter: ["data-expanded"] });
    say();
    target.setAttribute("role", "combobox");
  });
})();
