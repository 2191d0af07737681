"use strict";
{
  const { made } = document.body.dataset;
  const query = new URLSearchParams({ page: location.pathname, made });
  let stream;
  const typing = () =>
    [...document.querySelectorAll("form")].some(
      (form) =>
        form.contains(document.activeElement) ||
        [...form.elements].some(
          ({ value, defaultValue, checked, defaultChecked }) =>
            (defaultValue !== undefined && value !== defaultValue) || checked !== defaultChecked,
        ) ||
        [...form.querySelectorAll("select")].some(
          ({ options, selectedIndex }) => selectedIndex > 0 && !options[selectedIndex].defaultSelected,
        ),
    );
  const offer = () => {
    const note = document.createElement("p");
    note.className = "stale changed";
    note.setAttribute("role", "status");
    note.textContent = "Your notes have changed since you began to type here. ";
    const again = document.createElement("a");
    again.href = "";
    again.textContent = "Show the page as it is now";
    note.append(again);
    document.querySelector("main").before(note);
  };
  // Whoever sees the page change is told what has changed, for a moment.
  const ANEW = "netnotes shown anew";
  const tell = () => {
    const news = document.querySelector("#news");
    if (!sessionStorage.getItem(ANEW)) return;
    sessionStorage.removeItem(ANEW);
    if (!news) return;
    const line = document.createElement("p");
    line.className = "news";
    line.setAttribute("role", "status");
    line.textContent = `Changed: ${news.content.textContent}`;
    document.body.append(line);
    setTimeout(() => line.remove(), 8000);
  };
  const listen = () => {
    stream = new EventSource(`/-/changes?${query}`);
    stream.addEventListener("changed", () => {
      stream.close();
      stream = undefined;
      document.removeEventListener("visibilitychange", seen);
      if (typing()) offer();
      else {
        sessionStorage.setItem(ANEW, "1");
        location.reload();
      }
    });
  };
  // A browser opens six connections to a server: a page nobody looks at shall hold none of them.
  const seen = () => {
    if (document.hidden) stream?.close();
    else listen();
  };
  document.addEventListener("visibilitychange", seen);
  // What a form writes changes this page; to reload it now would cut off the answer.
  document.addEventListener("submit", () => stream?.close());
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  if (!document.hidden) listen();
  tell();
}
