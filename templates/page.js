"use strict";
{
  const day = 86400000;
  const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const today = midnight(new Date());
  const near = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const relative = (days) => {
    const size = Math.abs(days);
    if (size < 14) return near.format(days, "day");
    if (size < 60) return near.format(Math.round(days / 7), "week");
    if (size < 730) return near.format(Math.round(days / 30.4), "month");
    return near.format(Math.round(days / 365), "year");
  };
  document.addEventListener("pointerover", ({ target }) => {
    const time = target.closest("time");
    if (time && !time.title) time.title = relative(Math.round((Date.parse(time.dateTime) - today) / day));
  });
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.textContent = "copied";
      });
    });
  }
  const search = document.querySelector("#search");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  search.addEventListener("keydown", (event) => {
    const words = search.value.trim();
    if (event.key !== "Enter" || !search.dataset.people || !words) return;
    location.href = `${search.dataset.people}#${new URLSearchParams({ find: words })}`;
  });
  const asOf = getComputedStyle(document.documentElement).getPropertyValue("--as-of").replace(/["'\s]/g, "");
  const age = Math.round((today - Date.parse(asOf)) / day);
  if (age > 7) {
    const banner = document.createElement("p");
    banner.className = "stale";
    banner.setAttribute("role", "status");
    banner.textContent = `This page is ${age} days old. Run netnotes build to bring it up to date.`;
    document.querySelector("main").before(banner);
  }
}
