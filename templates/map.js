"use strict";
{
  const map = document.querySelector("svg.map .dots")?.closest("svg");
  const dots = map ? [...map.querySelectorAll("a[data-knows]")] : [];
  if (dots.length) {
    const lit = map.querySelector("path.lit");
    const whose = document.querySelector(".whose");
    const spots = dots.map((dot) => dot.transform.baseVal[0].matrix).map(({ e, f }) => ({ x: e, y: f }));
    const known = dots.map((dot) => dot.dataset.knows.split(" ").filter(Boolean).map(Number));
    const MOST_NAMES = 8;
    let shown = -1;

    const show = (at) => {
      if (at === shown) return;
      shown = at;
      map.classList.toggle("one", at >= 0);
      for (const dot of map.querySelectorAll(".near")) dot.classList.remove("near");
      map.querySelector("text.hover")?.remove();
      lit.removeAttribute("d");
      if (at < 0) return;
      const { x, y } = spots[at];
      for (const place of [at, ...known[at]]) dots[place].classList.add("near");
      lit.setAttribute("d", known[at].map((to) => {
        const [x2, y2] = [spots[to].x, spots[to].y];
        return `M${x} ${y}Q${Math.round((x + x2) * 0.32)} ${Math.round((y + y2) * 0.32)} ${x2} ${y2}`;
      }).join(""));
      const name = (place) => dots[place].getAttribute("aria-label").split(": ")[0];
      if (!dots[at].querySelector("text")) {
        const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
        text.setAttribute("class", "hover");
        text.setAttribute("x", x);
        text.setAttribute("y", y - 10);
        text.setAttribute("text-anchor", x > 400 ? "end" : x < -400 ? "start" : "middle");
        text.textContent = name(at);
        map.append(text);
      }
      const names = known[at].slice(0, MOST_NAMES).map(name);
      const more = known[at].length - names.length;
      whose.textContent = `${dots[at].getAttribute("aria-label")}; ${
        names.length ? `knows ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}` : "knows nobody else here, as far as written"}`;
    };

    const of = (event) => dots.indexOf(event.target.closest?.("a[data-knows]"));
    map.addEventListener("pointerover", (event) => show(of(event)));
    map.addEventListener("pointerleave", () => show(dots.indexOf(document.activeElement)));
    map.addEventListener("focusin", (event) => show(of(event)));
    map.addEventListener("focusout", () => show(-1));

    // One stop for the tab key; from there the arrow keys go to the next dot in their direction.
    const stop = (at) => dots.forEach((dot, place) => dot.setAttribute("tabindex", place === at ? "0" : "-1"));
    const first = spots.reduce((best, spot, at) => (Math.hypot(spot.x, spot.y) < Math.hypot(spots[best].x, spots[best].y) ? at : best), 0);
    stop(first);
    const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    map.addEventListener("keydown", (event) => {
      const from = of(event);
      if (event.key === "Escape") show(-1);
      if (from < 0 || !ways[event.key]) return;
      event.preventDefault();
      const [dx, dy] = ways[event.key];
      let best = -1;
      let least = Infinity;
      spots.forEach(({ x, y }, at) => {
        const along = (x - spots[from].x) * dx + (y - spots[from].y) * dy;
        const aside = Math.abs((x - spots[from].x) * dy) + Math.abs((y - spots[from].y) * dx);
        if (at !== from && along > 0 && along + 2 * aside < least) {
          least = along + 2 * aside;
          best = at;
        }
      });
      if (best >= 0) {
        stop(best);
        dots[best].focus();
      }
    });
    const region = map.closest(".scroll");
    region.scrollLeft = (region.scrollWidth - region.clientWidth) / 2;
  }
}
