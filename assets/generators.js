/**
 * Dash's components were compiled for browsers without generators, and ask an old library for two functions, in one
 * place each. Browsers have had generators for years, so this stands in for that library, which is slow to start: it
 * takes one step after the other, until the last says that it stops.
 */
(function () {
  "use strict";

  /** @param {(context: object) => unknown} step does the part that `context.next` names, and names the one after it */
  function wrap(step) {
    const context = { prev: 0, next: 0, done: false, stop: () => void (context.done = true) };
    return {
      next() {
        const value = step(context);
        return { value, done: context.done };
      },
      throw(error) {
        throw error;
      },
    };
  }

  window.regeneratorRuntime = { mark: (steps) => steps, wrap };
})();
