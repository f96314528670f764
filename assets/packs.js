/** Making a pack: what happens is read line by line, so that the page can say how far it is; nothing is stored. */
(() => {
  let making = null;

  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  const show = (maker, text) => {
    maker.querySelector(".pack-status").textContent = text;
  };

  function add(maker, line) {
    const item = document.createElement("li");
    const bytes = bytesOf(line.content);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: line.media }));
    link.download = line.name;
    link.textContent = `Save ${line.name} (${size(bytes.length)})`;
    item.append(link);
    maker.querySelector(".pack-files").append(item);
  }

  function failed(maker, line) {
    const item = document.createElement("li");
    item.textContent = `${line.part} could not be made: ${line.why}. The rest is whole.`;
    maker.querySelector(".pack-files").append(item);
  }

  /** Each line of the answer as it comes. */
  async function* lines(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const parts = (rest + chunk.value).split("\n");
      rest = parts.pop();
      for (const part of parts) yield JSON.parse(part);
    }
  }

  const ways = {
    step(maker, line) {
      const bar = maker.querySelector("progress");
      bar.max = line.parts;
      bar.value = line.done;
      show(maker, `Making part ${line.done + 1} of ${line.parts}: ${line.part}`);
    },
    made: add,
    failed,
    done() {},
  };

  function busy(maker, now) {
    maker.querySelector("progress").hidden = !now;
    maker.querySelector("[data-pack=stop]").hidden = !now;
    maker.querySelector("[data-pack=make]").disabled = now;
  }

  async function make(maker) {
    const files = maker.querySelector(".pack-files");
    files.querySelectorAll("a").forEach((link) => URL.revokeObjectURL(link.href));
    files.replaceChildren();
    making = new AbortController();
    busy(maker, true);
    show(maker, "Starting");
    let whole = false;
    try {
      const response = await fetch(`/pack${window.location.search}`, { signal: making.signal });
      if (!response.ok) throw new Error(response.statusText);
      for await (const line of lines(response)) {
        ways[line.what](maker, line);
        whole = line.what === "done" || whole;
      }
      const ready = files.querySelectorAll("a").length;
      show(maker, ready ? `Ready: ${ready} file${ready === 1 ? "" : "s"} to save.` : "No file could be made.");
      if (!whole) throw new Error("cut off");
    } catch (error) {
      const stopped = error.name === "AbortError";
      show(maker, stopped ? "Stopped. Files that were ready can be saved." : "The pack was cut off. Try again; files that were ready can be saved.");
    }
    busy(maker, false);
    maker.querySelector("[data-pack=make]").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pack]");
    if (!button) return;
    if (button.dataset.pack === "stop") making?.abort();
    else make(button.closest(".pack-maker"));
  });
})();
