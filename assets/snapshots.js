/** Opening a snapshot: a file is chosen and read in the browser; nothing is sent but its text, to this dashboard. */
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  snapshots: {
    open(clicks) {
      const LARGEST = 5_000_000;
      const { no_update } = window.dash_clientside;
      if (!clicks) return no_update;
      return new Promise((resolve) => {
        const input = document.createElement("input");
        input.type = "file";
        input.accept = ".json,application/json";
        input.addEventListener("cancel", () => resolve(no_update));
        input.addEventListener("change", async () => {
          const [file] = input.files;
          if (!file) return resolve(no_update);
          const text = await file.slice(0, LARGEST + 1).text();
          resolve({ text, name: file.name, clicks });
        });
        input.click();
      });
    },
  },
});
