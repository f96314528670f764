/** Saving a chart from the browser: no server work, nothing leaves the machine. */
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  charts: {
    async save(clicks, id) {
      const frame = document.getElementById(id.graph);
      const plot = frame && frame.querySelector(".js-plotly-plot");
      if (!clicks || !plot) return window.dash_clientside.no_update;
      const { width, height } = plot._fullLayout;
      const url = await window.Plotly.toImage(plot, { format: id.format, width, height, scale: id.format === "png" ? 2 : 1 });
      const link = document.createElement("a");
      link.href = url;
      link.download = `${id.graph}_${new Date().toISOString().slice(0, 10)}.${id.format}`;
      link.click();
      return `Saved ${link.download}`;
    },
  },
});
