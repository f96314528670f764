/** Copying what a chart or a map says, and saving it as the page now shows it: nothing leaves the machine. */
(() => {
  /** Copying works on any address, also where the browser keeps the clipboard from pages that are not encrypted. */
  async function copy(text, what) {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
    } else {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    return `Copied ${what}`;
  }

  const ways = {
    alt: (tools) => copy(tools.dataset.alt, "the description"),
    address: () => copy(window.location.href, "the address of this view"),
  };

  /** The address of the page is its state: a download asks for what is on the screen now. */
  function withState(link) {
    const wanted = new URL(link.href, window.location.href);
    const own = new URLSearchParams(window.location.search);
    const area = window.location.pathname.match(/\/area\/([^/]+)/);
    if (area) own.set("area_code", decodeURIComponent(area[1]));
    own.forEach((value, key) => wanted.searchParams.set(key, value));
    link.href = wanted.href;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-file]");
    if (link) withState(link);
    const button = event.target.closest("button[data-take]");
    if (!button) return;
    const tools = button.closest("[data-chart]");
    const status = tools.querySelector("[role=status]");
    try {
      status.textContent = await ways[button.dataset.take](tools);
    } catch (error) {
      status.textContent = "This browser did not let the page copy. Select the words and copy them by hand.";
    }
  });
})();
