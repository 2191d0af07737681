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
  for (const time of document.querySelectorAll("time")) {
    const days = Math.round((Date.parse(time.dateTime) - today) / day);
    time.title = relative(days);
  }
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.textContent = "copied";
      });
    });
  }
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
