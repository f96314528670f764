/** Says so when the server answers a callback with an error, or not at all; goes when the next one works. */
(function () {
  const fetchAsBefore = window.fetch;
  const CALLBACK = "_dash-update-component";
  const LOST = "The dashboard's server did not answer. What you see has not changed; try again, or reload the page.";

  function say(text) {
    const place = document.getElementById("lost-notice");
    if (place) place.textContent = text;
  }

  window.fetch = async function (resource, options) {
    const asked = String(resource?.url ?? resource).includes(CALLBACK);
    try {
      const answer = await fetchAsBefore.call(this, resource, options);
      if (asked) say(answer.status >= 500 ? LOST : "");
      return answer;
    } catch (error) {
      if (asked) say(LOST);
      throw error;
    }
  };
})();
